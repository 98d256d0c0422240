import type { CaseDetail } from '@gridward/contract';
import type { VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A field of the case that somebody else changed while it was being filled in here. */
export interface TheirChange {
  readonly name: string;
  readonly theirs: unknown;
  readonly mine: unknown;
}

/**
 * What the case says now otherwise than when the form was opened. Only forms that begin with the case itself have such fields.
 * @param opened the case as it was then
 */
export function theirChanges(form: VerbForm, values: FormValues, opened: CaseDetail, now: CaseDetail): readonly TheirChange[] {
  const before = form.initial?.(opened) ?? {};
  const after = form.initial?.(now) ?? {};
  return form.fields.flatMap(({ name }) =>
    name in after && !isSame(before[name], after[name]) ? [{ name, theirs: after[name], mine: values[name] }] : [],
  );
}

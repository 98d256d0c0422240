import type { CaseDetail } from '@gridward/contract';
import type { VerbField, VerbForm } from './verb-forms.ts';
import { isBlank, type FormValues } from './verb-payload.ts';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A field of the case that somebody else changed while it was being filled in here. */
export interface TheirChange {
  readonly field: VerbField;
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
  return form.fields.flatMap((field) => {
    const { name } = field;
    return name in after && !isSame(before[name], after[name]) ? [{ field, theirs: after[name], mine: values[name] }] : [];
  });
}

/** What I filled in: every kind of field, but neither what stayed as the case had it nor what is not asked. */
export function myFields(form: VerbForm, values: FormValues, opened: CaseDetail): readonly VerbField[] {
  const before = form.onlyChanged === true ? (form.initial?.(opened) ?? {}) : {};
  return form.fields.filter(({ name, ifGranted }) => {
    const value = values[name];
    if (isBlank(value) || (ifGranted === true && values['granted'] === 'false')) return false;
    return !(name in before && isSame(before[name], value));
  });
}

import type { StaffVerb } from '@gridward/contract';
import { useRef } from 'react';
import { draftKey, draftsUnder, useDraft } from '../../../platform/draft.ts';
import { useMe } from '../../session/me.tsx';
import { isStaffVerb, type VerbField, type VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';

/** What costs somebody time to make again. A choice is one click, and many are made by the form itself. */
const WORKED: ReadonlySet<VerbField['kind']> = new Set(['long_text', 'line', 'extension_reason', 'ready_explanation', 'photos']);

const isFilled = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '') || (Array.isArray(value) && value.length > 0);

/** Is there anything among the values that is worth being kept? */
export const isWorthKeeping = ({ fields }: Pick<VerbForm, 'fields'>, values: FormValues): boolean =>
  fields.some(({ name, kind }) => WORKED.has(kind) && isFilled(values[name]));

/** Of the values only those that are worth being kept: a choice that was right for some cases is not offered to others. */
export const workedOf = ({ fields }: Pick<VerbForm, 'fields'>, values: FormValues): FormValues =>
  Object.fromEntries(
    fields.flatMap(({ name, kind }) => (WORKED.has(kind) && name in values ? [[name, values[name]] as const] : [])),
  );

const NOTHING: FormValues = {};

/** Keeps what is typed into the form of a verb, for this account and this case, over reload and sign-out. */
export function useVerbDraft(caseId: string, verb: StaffVerb, form: VerbForm) {
  const { accountId } = useMe();
  const draft = useDraft<FormValues>(draftKey(accountId, caseId, verb), NOTHING);
  const changed = useRef(draft.value);
  return {
    ...draft,
    /** Only what was changed is kept: what the case said then may be another thing when the draft is opened again. */
    keep(values: FormValues): void {
      changed.current = { ...changed.current, ...values };
      if (isWorthKeeping(form, changed.current)) draft.change(changed.current);
      else draft.clear();
    },
    forget(): void {
      changed.current = NOTHING;
      draft.clear();
    },
  };
}

/** The steps of a case for which this account has something unsent on this computer. */
export const draftedVerbs = (accountId: string, caseId: string): readonly StaffVerb[] =>
  draftsUnder(draftKey(accountId, caseId)).flatMap(({ name }) => (isStaffVerb(name) ? [name] : []));

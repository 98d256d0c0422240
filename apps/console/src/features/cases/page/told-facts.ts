import type { FactName } from '@gridward/contract';
import { useMemo } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { fieldWords, type Say } from '../verbs/field-words.ts';
import { isStaffVerb, VERB_FORMS, type VerbField } from '../verbs/verb-forms.ts';

/** One thing that was said with a step, in words. */
export interface Told {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Another case that is spoken of, for a way to it. */
  readonly caseId?: string;
}

interface Step {
  readonly verb: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

type ToldField = Pick<VerbField, 'name' | 'kind' | 'label' | 'told' | 'options' | 'ifGranted'>;

/** A report is told by the page itself, besides what was done on the spot. */
const ON_THE_SPOT: readonly ToldField[] = [{ name: 'result', kind: 'long_text', label: 'field.result' }];

const fieldsOf = (verb: string): readonly ToldField[] => (isStaffVerb(verb) ? VERB_FORMS[verb].fields : ON_THE_SPOT);

/** What goes without saying: who shall lead when the return was refused, and a hazard that nobody found. */
const isSilent = (field: ToldField, facts: Step['facts']): boolean =>
  (field.ifGranted === true && facts['granted'] === false) || (field.kind === 'check' && facts[field.name] !== true);

/** What was said with a step, field by field of its form. What has no name for this reader is left out. */
export function toldFacts({ verb, facts }: Step, say: Say): readonly Told[] {
  const told = fieldsOf(verb).flatMap((field): Told[] => {
    const { name, kind, label } = field;
    const fact = facts[name];
    const value = isSilent(field, facts) ? undefined : fieldWords(field, fact, say);
    if (value === undefined) return [];
    const link = kind === 'case' && typeof fact === 'string' ? { caseId: fact } : {};
    return [{ name, label: say.t(field.told ?? label), value, ...link }];
  });
  return [...occurred(facts['occurredAt'], say), ...told];
}

function occurred(at: unknown, { t, format }: Say): Told[] {
  return typeof at === 'string'
    ? [{ name: 'occurredAt', label: t('case.occurredAt'), value: format.dateTime(Date.parse(at)) }]
    : [];
}

const NOTHING: readonly FactName[] = [];

/** Tells steps of one journal in the language of the page. @param names as they came with the journal */
export function useTeller(names: readonly FactName[] = NOTHING): (step: Step) => readonly Told[] {
  const { t, format } = useLanguage();
  return useMemo(() => {
    const byId = new Map(names.map(({ id, name }) => [id, t.pick(name)]));
    return (step) => toldFacts(step, { t, format, nameOf: (id) => byId.get(id) });
  }, [names, t, format]);
}

import type { CaseSummary, StaffVerb } from '@gridward/contract';
import { inButtonOrder, VERB_FORMS, type VerbForm } from '../verbs/verb-forms.ts';
import { allows, type BulkVerb, type FreshCases } from './bulk-work.ts';

/** What work on many cases needs to know of each; every summary of a list is one. */
export type BulkCase = Pick<CaseSummary, 'id' | 'number' | 'version' | 'category' | 'owner' | 'leadUnit'>;

/**
 * Never done to many at once, because each needs a look of its own: what was found or done on site, rulings on what somebody asked for,
 * corrections, and ends that nobody verified.
 */
const ONE_BY_ONE: ReadonlySet<StaffVerb> = new Set<StaffVerb>([
  'amend',
  'pre_check',
  'merge',
  'make_safe',
  'report_part',
  'submit_result',
  'request_return',
  'request_deferral',
  'rule_return',
  'rule_extension',
  'rule_deferral',
  'rule_exemption',
  'ask_exemption',
  'check_pass',
  'check_fail',
  'force_close',
  'reopen',
  'withdraw',
]);

export type Hindrance = 'sameCategory' | 'sameOwner';

export interface BulkOption {
  readonly verb: BulkVerb;
  /** Cases that allow the verb at the moment. */
  readonly able: readonly string[];
  /** Why one form cannot hold for all of them. */
  readonly hindrance: Hindrance | null;
}

const isAlike = (values: readonly (string | undefined)[]): boolean => new Set(values).size <= 1;

/** One form must mean the same for every case: a filing condition belongs to a category, an assignee to a unit. */
function hindranceOf(verb: BulkVerb, cases: readonly BulkCase[]): Hindrance | null {
  if (verb === 'file' && !isAlike(cases.map(({ category }) => category.id))) return 'sameCategory';
  if (verb === 'assign' && !isAlike(cases.map(({ owner }) => owner?.unit.id))) return 'sameOwner';
  return null;
}

/** One order for several cases asks each of them the same; an order on one case is written beside it. */
const orderOf = (cases: readonly BulkCase[]): readonly BulkVerb[] => (cases.length > 1 ? ['supervise'] : []);

/** Verbs that some of the cases allow, those that most allow first; within the same number in the order of their buttons. */
export function bulkOptions(cases: readonly BulkCase[], fresh: FreshCases): BulkOption[] {
  const verbs = new Set(cases.flatMap(({ id }) => fresh.get(id)?.allowedVerbs ?? []));
  const together: readonly BulkVerb[] = [...inButtonOrder([...verbs]).filter((verb) => !ONE_BY_ONE.has(verb)), ...orderOf(cases)];
  const options = together.flatMap((verb): BulkOption[] => {
    const able = cases.filter(({ id }) => allows(fresh.get(id), verb));
    return able.length === 0 ? [] : [{ verb, able: able.map(({ id }) => id), hindrance: hindranceOf(verb, able) }];
  });
  return options.toSorted((one, other) => other.able.length - one.able.length);
}

/** A photo belongs to one case, so the form of many asks for none. */
export function formOfMany(verb: StaffVerb): VerbForm {
  const form: VerbForm = VERB_FORMS[verb];
  return { ...form, fields: form.fields.filter(({ kind }) => kind !== 'photos') };
}

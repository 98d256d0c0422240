import type { ProblemCode, StaffVerb } from '@gridward/contract';

/** What is done to many cases: a verb of the machine, or an order of supervision to whoever answers for each. */
export type BulkVerb = StaffVerb | 'supervise';

/**
 * What became of one case. `unsent`: nobody knows whether it arrived, so it is repeated under the same key and the server does it once.
 */
export type BulkState = 'waiting' | 'done' | 'refused' | 'unsent';

export interface BulkItem {
  readonly caseId: string;
  readonly number: string;
  /** The version that was on screen: a case that moved on meanwhile is refused, not overrun. */
  readonly version: number;
  /** Makes the write harmless to repeat, also after the page was loaded anew. */
  readonly commandId: string;
  readonly state: BulkState;
  readonly code?: ProblemCode;
}

/** One verb with one filled-in form for several cases, each of which is a write of its own. */
export interface BulkWork {
  readonly id: string;
  readonly verb: BulkVerb;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly items: readonly BulkItem[];
}

export type BulkOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'refused'; readonly code: ProblemCode }
  | { readonly state: 'unsent' };

interface Started {
  readonly verb: BulkVerb;
  readonly payload: BulkWork['payload'];
  readonly cases: readonly { readonly id: string; readonly number: string; readonly version: number }[];
}

/** Every case once, with a key of its own. */
export function startWork({ verb, payload, cases }: Started, newId: () => string): BulkWork {
  const once = new Map(cases.map((one) => [one.id, one]));
  const items = [...once.values()].map(({ id, number, version }): BulkItem => ({
    caseId: id,
    number,
    version,
    commandId: newId(),
    state: 'waiting',
  }));
  return { id: newId(), verb, payload, items };
}

/** The work after one case was answered. */
export const settle = (work: BulkWork, caseId: string, outcome: BulkOutcome): BulkWork => ({
  ...work,
  items: work.items.map(({ code: _earlier, ...item }) =>
    item.caseId === caseId ? { ...item, ...outcome } : withCode(item, _earlier),
  ),
});

const withCode = (item: Omit<BulkItem, 'code'>, code: ProblemCode | undefined): BulkItem =>
  code === undefined ? item : { ...item, code };

export interface BulkCounts {
  readonly total: number;
  readonly done: number;
  readonly waiting: number;
  /** Refused or not delivered: what a retry is about. */
  readonly failed: number;
}

export function countsOf({ items }: BulkWork): BulkCounts {
  const count = (...states: readonly BulkState[]): number => items.filter(({ state }) => states.includes(state)).length;
  return { total: items.length, done: count('done'), waiting: count('waiting'), failed: count('refused', 'unsent') };
}

/** Is there anything that a person would miss if it were forgotten? */
export const isUnfinished = ({ items }: BulkWork): boolean =>
  items.some(({ state }) => state === 'waiting' || state === 'unsent');

/** How a case stands now, as the server says it. */
export interface FreshCase {
  readonly version: number;
  readonly allowedVerbs: readonly string[];
  readonly maySupervise: boolean;
}
export type FreshCases = ReadonlyMap<string, FreshCase>;

/** May this be done with the case now? What is not known may not. */
export const allows = (now: FreshCase | undefined, verb: BulkVerb): boolean =>
  now !== undefined && (verb === 'supervise' ? now.maySupervise : now.allowedVerbs.includes(verb));

/**
 * Sets what failed to be tried again. What did not arrive keeps its key and its version. What was refused is a new command on the case
 * as it stands now, unless it no longer allows the verb: then it stays refused.
 */
export function retryWork(work: BulkWork, fresh: FreshCases, newId: () => string): BulkWork {
  const again = ({ code: _earlier, ...item }: BulkItem): BulkItem => {
    if (item.state === 'unsent') return { ...item, state: 'waiting' };
    if (item.state !== 'refused') return item;
    const now = fresh.get(item.caseId);
    if (now === undefined || !allows(now, work.verb)) return { ...item, code: now === undefined ? 'not_found' : 'wrong_state' };
    return { ...item, version: now.version, commandId: newId(), state: 'waiting' };
  };
  return { ...work, items: work.items.map(again) };
}

import type { RouteAnswer, caseRoutes } from '@gridward/contract';

type Entry = RouteAnswer<(typeof caseRoutes)['getJournal']>['items'][number];

const textIn = ({ facts }: Entry, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' ? value : '';
};

/** Why the clock stands and what it waits for, by the request on which the deferral was granted last. */
export function pauseIn(entries: readonly Entry[]): { readonly reason: string; readonly exitCondition: string } | null {
  const granted = entries.findLastIndex(({ verb, facts }) => verb === 'rule_deferral' && facts['granted'] === true);
  const asked = entries.slice(0, Math.max(0, granted)).findLast(({ verb }) => verb === 'request_deferral');
  return asked === undefined ? null : { reason: textIn(asked, 'reason'), exitCondition: textIn(asked, 'exitCondition') };
}

/** With these a limit begins anew: what was extended before them counts no longer. */
const BEGINS_ANEW: ReadonlySet<string> = new Set(['dispatch', 'rule_return', 'lapse_return']);

/** The deadline of the work before it was first extended; null when it was not, or is not known. */
export function dueBeforeExtension(entries: readonly Entry[]): string | null {
  let due: string | null = null;
  let original: string | null = null;
  for (const { verb, clock } of entries) {
    if (clock?.kind !== 'handling') continue;
    if (BEGINS_ANEW.has(verb)) original = null;
    if (verb === 'rule_extension') original ??= due;
    due = clock.dueAt;
  }
  return original;
}

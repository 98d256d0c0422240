/** What cases may be counted by. */
export const CASE_DIMENSIONS = [
  'unit',
  'county',
  'street',
  'community',
  'grid',
  'area',
  'category',
  'channel',
  'kind',
  'outcome',
  'month',
  'state',
] as const;
export type CaseDimension = (typeof CASE_DIMENSIONS)[number];

/** The level of area behind a dimension. */
export const LEVEL_OF_DIMENSION = { county: 'county', street: 'township', community: 'community', grid: 'grid' } as const;

/** How many cases of one kind there are. Every column counts cases, so that each number can open its list. */
export interface CaseCount {
  /** The thing's own id where it has one, else its name; `-` for cases that name none. */
  readonly key: string;
  readonly label: string;
  readonly received: number;
  readonly closed: number;
  readonly closedOnTime: number;
  /** Cases that passed their limit, closed or not. */
  readonly overdue: number;
}

/** Joins counts of one key, as an id that stands under several parents gives them; the label of the largest part is kept. */
export function joinCounts(counts: Iterable<CaseCount>): CaseCount[] {
  const joined = new Map<string, CaseCount & { readonly largest: number }>();
  for (const count of counts) {
    const known = joined.get(count.key);
    const leads = known === undefined || count.received > known.largest;
    joined.set(count.key, {
      key: count.key,
      label: leads ? count.label : known.label,
      received: count.received + (known?.received ?? 0),
      closed: count.closed + (known?.closed ?? 0),
      closedOnTime: count.closedOnTime + (known?.closedOnTime ?? 0),
      overdue: count.overdue + (known?.overdue ?? 0),
      largest: leads ? count.received : known.largest,
    });
  }
  return [...joined.values()].map(({ largest: _largest, ...count }) => count);
}

/** Most cases first; a month has an order of its own. */
export function orderCounts(counts: readonly CaseCount[], by: CaseDimension): CaseCount[] {
  const byKey = (a: CaseCount, b: CaseCount): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return counts.toSorted((a, b) => (by === 'month' ? byKey(a, b) : b.received - a.received || byKey(a, b)));
}

/** The seven numbers of the command board, in the order in which they are shown. All count cases that have not ended. */
export const BOARD_NUMBERS = ['open', 'dueToday', 'overdue', 'disputed', 'deferred', 'repeated', 'supervised'] as const;
export type BoardNumber = (typeof BOARD_NUMBERS)[number];

/** One count for each of the seven. */
export type BoardCounts = Readonly<Record<BoardNumber, number>>;

export const NO_CASES: BoardCounts = {
  open: 0,
  dueToday: 0,
  overdue: 0,
  disputed: 0,
  deferred: 0,
  repeated: 0,
  supervised: 0,
};

/** Both together. */
export function addCounts(a: BoardCounts, b: BoardCounts): BoardCounts {
  const sum = { ...a };
  for (const name of BOARD_NUMBERS) sum[name] += b[name];
  return sum;
}

/**
 * Sums of counts by what a group belongs to.
 * @param keyOf the key of a group, or nothing where it belongs to none
 */
export function sumBy<Group extends { readonly counts: BoardCounts }, Key>(
  groups: Iterable<Group>,
  keyOf: (group: Group) => Key | undefined,
): Map<Key, BoardCounts> {
  const sums = new Map<Key, BoardCounts>();
  for (const group of groups) {
    const key = keyOf(group);
    if (key !== undefined) sums.set(key, addCounts(sums.get(key) ?? NO_CASES, group.counts));
  }
  return sums;
}

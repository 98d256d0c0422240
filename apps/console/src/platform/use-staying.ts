import { useRef } from 'react';

interface Row {
  readonly id: string;
}

/**
 * The row that is open. It stays open while the list is read anew, wherever it then stands and also when it has left: somebody may be
 * writing about it. Without one that was asked for, it is the first.
 */
export function useStaying<R extends Row>(items: readonly R[], wantedId: string | undefined) {
  const held = useRef<Standing<R> | null>(null);
  const doneId = useRef<string | null>(null);
  const found = staying(items, wantedId, held.current, doneId.current);
  held.current = found;
  return {
    selected: found?.row,
    neighbour: (step: 1 | -1): R | undefined => (found === null ? undefined : neighbourOf(items, found, step)),
    /** It has been dealt with: it neither stays nor comes first, also while the list that was read before still has it. */
    letGo: (): void => {
      doneId.current = found?.row.id ?? null;
    },
  };
}

interface Standing<R> {
  readonly row: R;
  readonly at: number;
}

/** Which row is open now, and where it stands or stood. */
export function staying<R extends Row>(
  items: readonly R[],
  wantedId: string | undefined,
  before: Standing<R> | null,
  doneId: string | null = null,
): Standing<R> | null {
  const held = before?.row.id === doneId ? null : before;
  const id = wantedId ?? held?.row.id;
  const at = items.findIndex((item) => item.id === id);
  const row = items[at];
  if (row !== undefined) return { row, at };
  if (held !== null && held.row.id === id) return held;
  const firstAt = items.findIndex((item) => item.id !== doneId);
  const first = items[firstAt];
  return first === undefined ? null : { row: first, at: firstAt };
}

/** The row before or after. Where the open one has left, the row that took its place comes after it. */
export function neighbourOf<R extends Row>(items: readonly R[], { row, at }: Standing<Row>, step: 1 | -1): R | undefined {
  const now = items.findIndex(({ id }) => id === row.id);
  if (now >= 0) return items[now + step];
  return items[step === 1 ? Math.min(at, items.length - 1) : at - 1];
}

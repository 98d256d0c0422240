import type { CaseSummary } from '@gridward/contract';
import { useEffect, useRef, useState } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { KEYS } from '../../../platform/keys.ts';
import { neighbourOf } from '../../../platform/use-staying.ts';

/** The row that the keys are on. Its number has the focus, so that Enter opens it as it opens every link. */
export function useRows(
  items: readonly CaseSummary[],
  onNearEnd: () => void,
  open: (item: CaseSummary) => void,
  pick: (id: string) => void,
  enabled: boolean,
) {
  const [atId, setAtId] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  // The case and not its place: the list moves while it is read.
  const at = items.findIndex(({ id }) => id === atId);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;
  const move = (step: 1 | -1): void => {
    const next = atId === null ? items[0] : neighbourOf(items, { row: { id: atId }, at: lastAt.current }, step);
    if (next === undefined) return;
    setAtId(next.id);
    const index = items.indexOf(next);
    const row = table.current?.tBodies[0]?.rows[index];
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    if (index >= items.length - 5) onNearEnd();
  };
  const withCurrent = (work: (item: CaseSummary) => void): void => {
    const item = items[at];
    if (item !== undefined) work(item);
  };
  useHotkeys(
    {
      [KEYS.down]: () => move(1),
      [KEYS.up]: () => move(-1),
      [KEYS.open]: () => withCurrent(open),
      [KEYS.choose]: () => withCurrent(({ id }) => pick(id)),
    },
    enabled,
  );
  return { at, leave: () => setAtId(null), table };
}

/** Does the work when the value has become another. */
export function useOnChange(value: string, work: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    work();
  });
}

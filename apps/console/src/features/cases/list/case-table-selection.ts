import { CASES_AT_ONCE, type CaseSummary } from '@gridward/contract';
import { useMemo, useRef, useState } from 'react';

/** Ids with those between the last pick and this one added or taken away, as `on` says; never more than may be worked on at once. */
export function ranged(
  chosen: ReadonlySet<string>,
  shown: readonly string[],
  anchor: string | null,
  id: string,
  on: boolean,
): ReadonlySet<string> {
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  const ids = from < 0 || to < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  const next = new Set(chosen);
  for (const one of ids) {
    if (!on) next.delete(one);
    else if (next.size < CASES_AT_ONCE) next.add(one);
  }
  return next;
}

/** Which cases are chosen. They stay chosen while the list is read anew; one that has left the list stays as it was last seen. */
export function useSelection(items: readonly CaseSummary[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const seen = useRef(new Map<string, CaseSummary>());
  const cases = useMemo(() => {
    for (const item of items) seen.current.set(item.id, item);
    return [...chosen].flatMap((id) => seen.current.get(id) ?? []);
  }, [chosen, items]);
  const shown = items.map(({ id }) => id);
  const pick = (id: string, isRange: boolean): void => {
    setChosen(ranged(chosen, shown, isRange ? anchor.current : null, id, !chosen.has(id)));
    anchor.current = id;
  };
  const isAll = shown.length > 0 && shown.slice(0, CASES_AT_ONCE).every((id) => chosen.has(id));
  return {
    chosen,
    cases,
    isAll,
    pick,
    pickAll: () => setChosen(isAll ? new Set() : new Set(shown.slice(0, CASES_AT_ONCE))),
    clear: () => setChosen(new Set()),
    drop: (ids: readonly string[]) => setChosen(new Set([...chosen].filter((id) => !ids.includes(id)))),
  };
}

import { useEffect, type RefObject } from 'react';

/**
 * Brings the selected row into view. Where a row of the list has the focus, the focus goes along, so that Enter means the row that is
 * selected and not the one that somebody clicked before walking on by key.
 */
export function useFollow(row: RefObject<HTMLElement | null>, selectedId: string | null): void {
  useEffect(() => {
    const { current } = row;
    if (current === null) return;
    current.scrollIntoView({ block: 'nearest' });
    const focused = document.activeElement;
    const isInList = current.parentElement?.contains(focused) === true;
    if (isInList && !current.contains(focused)) current.querySelector('button')?.focus({ preventScroll: true });
  }, [row, selectedId]);
}

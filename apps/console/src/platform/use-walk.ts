import type { RefObject } from 'react';
import { useHotkeys } from './hotkeys.ts';
import { KEYS } from './keys.ts';

/** Walks along the lines of a list by its first link: the focus stands on it, so that Enter opens it as it opens every link. */
export function useWalk(list: RefObject<HTMLElement | null>): void {
  const move = (step: 1 | -1): void => {
    const lines = [...(list.current?.children ?? [])];
    const at = lines.findIndex((line) => line.contains(document.activeElement));
    const next = lines[at < 0 ? 0 : Math.min(Math.max(at + step, 0), lines.length - 1)];
    next?.scrollIntoView({ block: 'nearest' });
    next?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  };
  useHotkeys({ [KEYS.down]: () => move(1), [KEYS.up]: () => move(-1) });
}

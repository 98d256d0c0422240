/** What somebody wishes on this device. */
export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];
/** What comes of it. */
export type Look = 'light' | 'dark';

/** Where a wish is kept and what it depends on. */
export interface Surroundings {
  readonly read: () => string | null;
  /** @returns whether it was kept: some computers are full, or keep nothing */
  readonly write: (wish: Appearance) => boolean;
  readonly isSystemDark: () => boolean;
  readonly show: (look: Look) => void;
}

/** The wish and the look that follows from it, for everybody who listens. */
export interface AppearanceStore {
  readonly wish: () => Appearance;
  readonly look: () => Look;
  readonly choose: (wish: Appearance) => void;
  /** The system or another window may have changed its mind. */
  readonly refresh: () => void;
  /** Paper is white whatever the screen is. */
  readonly setPrinting: (isPrinting: boolean) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const wishOf = (kept: string | null): Appearance => APPEARANCES.find((one) => one === kept) ?? 'system';

export function createAppearance({ read, write, isSystemDark, show }: Surroundings): AppearanceStore {
  const listeners = new Set<() => void>();
  let isOnPaper = false;
  let wish = wishOf(read());
  let look: Look = 'light';
  let isKept = true;
  const settle = (): void => {
    look = isOnPaper || wish === 'light' || (wish === 'system' && !isSystemDark()) ? 'light' : 'dark';
    show(look);
    for (const listener of listeners) listener();
  };
  settle();
  return {
    wish: () => wish,
    look: () => look,
    choose(next) {
      wish = next;
      isKept = write(next);
      settle();
    },
    refresh() {
      if (isKept) wish = wishOf(read());
      settle();
    },
    setPrinting(isPrinting) {
      isOnPaper = isPrinting;
      settle();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

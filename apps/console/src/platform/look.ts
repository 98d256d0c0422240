import { useSyncExternalStore } from 'react';
import { createAppearance, type Appearance, type Look } from './appearance.ts';

/** The same key stands in public/look.js, which speaks first. */
const STORED = 'gridward.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');

const appearance = createAppearance({
  read: () => localStorage.getItem(STORED),
  write(wish) {
    try {
      localStorage.setItem(STORED, wish);
      return true;
    } catch {
      return false;
    }
  },
  isSystemDark: () => system.matches,
  show: (look) => {
    document.documentElement.dataset['look'] = look;
  },
});

system.addEventListener('change', appearance.refresh);
window.addEventListener('storage', ({ key }) => (key === STORED ? appearance.refresh() : undefined));
window.addEventListener('beforeprint', () => appearance.setPrinting(true));
window.addEventListener('afterprint', () => appearance.setPrinting(false));

export const chooseAppearance = (wish: Appearance): void => appearance.choose(wish);
export const useAppearance = (): Appearance => useSyncExternalStore(appearance.subscribe, appearance.wish);
export const useLook = (): Look => useSyncExternalStore(appearance.subscribe, appearance.look);

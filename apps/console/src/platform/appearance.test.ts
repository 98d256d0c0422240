import { describe, expect, it } from 'vitest';
import { createAppearance, type Look } from './appearance.ts';

function device(kept: string | null, isDark: boolean) {
  const state = { kept, isDark, isFull: false, shown: [] as Look[] };
  const store = createAppearance({
    read: () => state.kept,
    write: (wish) => {
      if (!state.isFull) state.kept = wish;
      return !state.isFull;
    },
    isSystemDark: () => state.isDark,
    show: (look) => state.shown.push(look),
  });
  return { state, store };
}

describe('how the console looks', () => {
  it.each([
    [null, false, 'system', 'light'],
    [null, true, 'system', 'dark'],
    ['light', true, 'light', 'light'],
    ['dark', false, 'dark', 'dark'],
    ['purple', true, 'system', 'dark'],
  ] as const)('with %s kept and a system that is dark: %s, it is %s and %s', (kept, isDark, wish, look) => {
    const { state, store } = device(kept, isDark);
    expect([store.wish(), store.look(), state.shown]).toEqual([wish, look, [look]]);
  });

  it('changes at once, tells who listens, and is kept', () => {
    const { state, store } = device(null, false);
    const heard: Look[] = [];
    const leave = store.subscribe(() => heard.push(store.look()));
    store.choose('dark');
    leave();
    store.choose('light');
    expect([heard, state.kept, state.shown]).toEqual([['dark'], 'light', ['light', 'dark', 'light']]);
  });

  it('follows the system only while nothing else was chosen', () => {
    const { state, store } = device(null, false);
    state.isDark = true;
    store.refresh();
    expect(store.look()).toBe('dark');
    store.choose('light');
    store.refresh();
    expect(store.look()).toBe('light');
  });

  it('follows what another window chose', () => {
    const { state, store } = device('light', false);
    state.kept = 'dark';
    store.refresh();
    expect([store.wish(), store.look()]).toEqual(['dark', 'dark']);
  });

  it('is as chosen for as long as the page is open on a computer that keeps nothing', () => {
    const { state, store } = device('light', false);
    state.isFull = true;
    store.choose('dark');
    store.refresh();
    expect([store.wish(), store.look(), state.kept]).toEqual(['dark', 'dark', 'light']);
  });

  it('prints light and is dark again afterwards', () => {
    const { store } = device('dark', true);
    store.setPrinting(true);
    expect([store.wish(), store.look()]).toEqual(['dark', 'light']);
    store.setPrinting(false);
    expect(store.look()).toBe('dark');
  });
});

import { describe, expect, it } from 'vitest';
import { createSeenWindow } from './seen-window.ts';

const entry = (caseId: string, seq: number, atMs: number) => ({ caseId, seq, at: new Date(atMs) });

describe('the window in which a journal is looked at again', () => {
  it('tells an entry once, also one that was committed after a later one', () => {
    const window = createSeenWindow();
    expect(window.fresh([entry('a', 1, 1_000), entry('b', 7, 3_000)])).toHaveLength(2);
    expect(window.fresh([entry('a', 1, 1_000), entry('c', 2, 2_000), entry('b', 7, 3_000)])).toEqual([entry('c', 2, 2_000)]);
    expect(window.fresh([entry('a', 2, 1_000)])).toHaveLength(1);
  });

  it('forgets what lies before it, and keeps what does not', () => {
    const window = createSeenWindow();
    window.fresh([entry('a', 1, 1_000), entry('b', 1, 2_000)]);
    window.forgetBefore(2_000);
    expect(window.size).toBe(1);
    expect(window.fresh([entry('b', 1, 2_000)])).toEqual([]);
  });
});

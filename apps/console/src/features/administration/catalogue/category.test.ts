import { describe, expect, it } from 'vitest';
import { heldOn, historyOf, type StandardRow } from './category.ts';

const row = (ordinal: number, validFrom: string, validTo: string | null = null) =>
  ({ ordinal, validFrom, validTo }) as StandardRow;

describe('the history of a category', () => {
  it('says what held on a day: the first day counts, the day of the end does not', () => {
    const old = row(1, '2026-01-01', '2026-06-01');
    expect([heldOn(old, '2025-12-31'), heldOn(old, '2026-01-01'), heldOn(old, '2026-05-31'), heldOn(old, '2026-06-01')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(heldOn(row(1, '2026-06-01'), '2099-01-01')).toBe(true);
  });

  it('stands newest first, in the order of the list where days are equal', () => {
    const [a, b, c] = [row(1, '2026-01-01', '2026-06-01'), row(2, '2026-06-01'), row(1, '2026-06-01')];
    expect(historyOf({ rows: [b, c], otherRows: [a] })).toEqual([c, b, a]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawByChance, secondCheckCount } from './second-check.ts';

describe('drawing closed cases for a second check', () => {
  test('draws at least one wherever something was closed, and never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (closed, share) => {
        const count = secondCheckCount(closed, share);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(closed);
        expect(count).toBeGreaterThanOrEqual(closed * share - 1e-9);
      }),
    );
    expect(secondCheckCount(0, 0.05)).toBe(0);
    expect(secondCheckCount(100, 0)).toBe(0);
    expect(secondCheckCount(100, 0.05)).toBe(5);
  });

  test('draws different items, all of them from the list', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer()),
        fc.nat(50),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true })),
        (items, count, chances) => {
          const drawn = drawByChance(items, count, () => Number(chances.next().value));
          expect(drawn).toHaveLength(Math.min(count, items.length));
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.every((item) => items.includes(item))).toBe(true);
        },
      ),
    );
  });

  test('gives every item the same chance', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const times = new Map<number, number>();
    for (let round = 0; round < 6000; round += 1)
      for (const item of drawByChance([0, 1, 2, 3, 4, 5], 2, random)) times.set(item, (times.get(item) ?? 0) + 1);
    for (const count of times.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});

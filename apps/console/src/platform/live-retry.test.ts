import { expect, it } from 'vitest';
import { retryDelayMs } from './live-retry.ts';

it('waits longer after each failure, never longer than half a minute, and never all at once', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => retryDelayMs(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(retryDelayMs(6, 0)).toBe(15_000);
  expect(retryDelayMs(0, 0)).toBe(500);
});

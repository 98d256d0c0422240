import { expect, test } from 'vitest';
import { createAddressLimit, MAX_FAILURES_BY_ADDRESS } from './address-limit.ts';

test('an address waits until its window ends, and then begins anew', () => {
  let nowMs = 1000;
  const limit = createAddressLimit(() => nowMs);
  for (let i = 1; i < MAX_FAILURES_BY_ADDRESS; i += 1) limit.recordFailure('a');
  expect(limit.waitMs('a')).toBe(0);
  limit.recordFailure('a');
  expect(limit.waitMs('a')).toBe(300_000);
  expect(limit.waitMs('b')).toBe(0);
  nowMs += 299_999;
  expect(limit.waitMs('a')).toBe(1);
  nowMs += 1;
  expect(limit.waitMs('a')).toBe(0);
  limit.recordFailure('a');
  expect(limit.waitMs('a')).toBe(0);
});

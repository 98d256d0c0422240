import { expect, test } from 'vitest';
import { createFollowAttempts } from './follow-attempts.policy.ts';

test('RT05 ten wrong codes close the way for ten minutes, for that address only', () => {
  const attempts = createFollowAttempts();
  for (let i = 0; i < 10; i += 1) {
    expect(attempts.waitS('192.0.2.1', 1000)).toBeNull();
    attempts.noteWrong('192.0.2.1', 1000);
  }
  expect(attempts.waitS('192.0.2.1', 1000)).toBe(600);
  expect(attempts.waitS('192.0.2.1', 1000 + 599_001)).toBe(1);
  expect(attempts.waitS('192.0.2.2', 1000)).toBeNull();
  expect(attempts.waitS('192.0.2.1', 1000 + 600_000)).toBeNull();
  attempts.noteWrong('192.0.2.1', 1000 + 600_000);
  expect(attempts.waitS('192.0.2.1', 1000 + 600_000)).toBeNull();
});

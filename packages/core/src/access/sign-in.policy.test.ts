import { describe, expect, test } from 'vitest';
import { afterFailure, isSessionOver, LOCK_MS, lockLeftMs, SESSION_IDLE_MS, type FailureCount } from './sign-in.policy.ts';

const fresh: FailureCount = { failedAttempts: 0, lockedUntil: null };
const fail = (times: number, at: number, from = fresh): FailureCount =>
  Array.from({ length: times }).reduce<FailureCount>((count) => afterFailure(count, at), from);

describe('failed sign-ins', () => {
  test('the fifth locks for thirty minutes, the fourth does not', () => {
    expect(fail(4, 1000)).toEqual({ failedAttempts: 4, lockedUntil: null });
    expect(fail(5, 1000)).toEqual({ failedAttempts: 5, lockedUntil: 1000 + LOCK_MS });
  });

  test('while it holds, more failures do not make the lock longer', () => {
    const locked = fail(5, 1000);
    expect(fail(3, 1000 + LOCK_MS - 1, locked)).toEqual(locked);
  });

  test('afterwards the count begins anew', () => {
    const locked = fail(5, 1000);
    expect(lockLeftMs(locked, 1000 + LOCK_MS)).toBe(0);
    expect(afterFailure(locked, 1000 + LOCK_MS)).toEqual({ failedAttempts: 1, lockedUntil: null });
  });
});

describe('a session', () => {
  const session = { lastSeenAt: 0, expiresAt: 10 * SESSION_IDLE_MS };

  test('ends when nothing was asked for half an hour', () => {
    expect(isSessionOver(session, SESSION_IDLE_MS - 1)).toBe(false);
    expect(isSessionOver(session, SESSION_IDLE_MS)).toBe(true);
  });

  test('ends at its last moment even when it is busy', () => {
    const busy = { ...session, lastSeenAt: session.expiresAt };
    expect(isSessionOver(busy, session.expiresAt - 1)).toBe(false);
    expect(isSessionOver(busy, session.expiresAt)).toBe(true);
  });
});

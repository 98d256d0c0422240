import { HOUR_MS, MINUTE_MS, type Instant } from '../kernel/index.ts';

/** So many wrong passwords or codes in a row lock an account (standards.md §11). */
export const MAX_SIGN_IN_FAILURES = 5;
/** How long a lock holds (standards.md §11). */
export const LOCK_MS = 30 * MINUTE_MS;
/** A session ends after so long without a request. */
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** A session ends after so long whatever happens: one shift. */
export const SESSION_MAX_MS = 12 * HOUR_MS;

/** What an account remembers of failed sign-ins. */
export interface FailureCount {
  readonly failedAttempts: number;
  readonly lockedUntil: Instant | null;
}

/** Milliseconds until the account may be tried again; 0 when it may be now. */
export const lockLeftMs = ({ lockedUntil }: FailureCount, now: Instant): number => Math.max(0, (lockedUntil ?? now) - now);

/** The count after one more failure. A lock that has passed begins a new count; a lock that holds is not made longer. */
export function afterFailure(count: FailureCount, now: Instant): FailureCount {
  if (lockLeftMs(count, now) > 0) return count;
  const failedAttempts = (count.lockedUntil === null ? count.failedAttempts : 0) + 1;
  return { failedAttempts, lockedUntil: failedAttempts >= MAX_SIGN_IN_FAILURES ? now + LOCK_MS : null };
}

/** Has a session ended, by idleness or by age? */
export const isSessionOver = (session: { readonly lastSeenAt: Instant; readonly expiresAt: Instant }, now: Instant): boolean =>
  now >= session.expiresAt || now - session.lastSeenAt >= SESSION_IDLE_MS;

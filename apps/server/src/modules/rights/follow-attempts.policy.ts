import type { Instant } from '@gridward/core';

/** Wrong codes that one network address may try within the window. A household behind one address mistypes less often than this. */
const MOST_WRONG = 10;
const WINDOW_MS = 10 * 60_000;
/** Beyond so many addresses the oldest are forgotten, so that memory stays bounded. */
const MOST_ADDRESSES = 10_000;

export type FollowAttempts = ReturnType<typeof createFollowAttempts>;

/** RT05 Counts wrong codes by network address. Never by case: that would let a stranger shut a reporter out. */
export function createFollowAttempts() {
  const wrong = new Map<string, { count: number; until: Instant }>();
  return {
    /** Seconds to wait before the next try, or null when it may be made now. */
    waitS(address: string, now: Instant): number | null {
      const entry = wrong.get(address);
      if (entry === undefined || entry.until <= now || entry.count < MOST_WRONG) return null;
      return Math.ceil((entry.until - now) / 1000);
    },
    noteWrong(address: string, now: Instant): void {
      const entry = wrong.get(address);
      wrong.delete(address);
      wrong.set(
        address,
        entry === undefined || entry.until <= now ? { count: 1, until: now + WINDOW_MS } : { ...entry, count: entry.count + 1 },
      );
      const oldest = wrong.size > MOST_ADDRESSES ? wrong.keys().next().value : undefined;
      if (oldest !== undefined) wrong.delete(oldest);
    },
  };
}

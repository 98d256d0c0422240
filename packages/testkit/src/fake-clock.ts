import type { Clock, Instant } from '@gridward/core';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Moves forward by so many milliseconds. */
  advance(byMs: number): void;
  /** Moves to a moment, given as ISO 8601 text or as an instant. */
  set(to: string | Instant): void;
}

const toInstant = (moment: string | Instant): Instant => {
  const instant = typeof moment === 'number' ? moment : Date.parse(moment);
  if (!Number.isFinite(instant)) throw new Error(`"${moment}" is not a moment`);
  return instant;
};

/** A clock that starts at `startIso`, such as `2026-05-01T09:00:00+08:00`. */
export function fakeClock(startIso: string): FakeClock {
  let nowMs = toInstant(startIso);
  return {
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs;
    },
    set: (to) => {
      nowMs = toInstant(to);
    },
  };
}

/** A moment, in milliseconds since the epoch. On the wire it is an ISO 8601 string in UTC, in the database `timestamptz`. */
export type Instant = number;

/** A civil date such as `2026-05-01`, in the deployment's time zone. Never a moment. */
export type CivilDate = string;

/** Source of the current moment. Passed in everywhere, so that a test or `DANGEROUSLY_CLOCK` can move it. */
export interface Clock {
  now(): Instant;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The wire form of a moment. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

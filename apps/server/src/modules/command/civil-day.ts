import { addDays, civilDateAt, DAY_MS, instantOfLocal, zoneOf, type CivilDate, type Instant } from '@gridward/core';

/** The moment at which a civil day begins in a zone. */
export const startOfDay = (timeZone: string, day: CivilDate): Date =>
  new Date(instantOfLocal(zoneOf(timeZone), Date.parse(`${day}T00:00:00Z`)));

/** Today, and the moments at which it begins and ends. */
export function todayAt(timeZone: string, now: Instant): { readonly on: CivilDate; readonly from: Date; readonly until: Date } {
  const on = civilDateAt(timeZone, now);
  return { on, from: startOfDay(timeZone, on), until: startOfDay(timeZone, addDays(on, 1)) };
}

/** A time of day on a civil day. */
export const atTimeOfDay = (timeZone: string, day: CivilDate, timeOfDayMs: number): Instant =>
  instantOfLocal(zoneOf(timeZone), Date.parse(`${day}T00:00:00Z`) + (timeOfDayMs % DAY_MS));

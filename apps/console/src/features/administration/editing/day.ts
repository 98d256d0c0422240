import { momentsOf } from '@gridward/core';

const momentsOfDay = (day: string, timeZone: string) => momentsOf({ from: day, to: day }, timeZone);

/** The first moment of a civil day on the clocks of a zone; nothing for an empty or a present day, which means now. */
export function beginningOf(day: string | undefined, today: string, timeZone: string): string | undefined {
  if (day === undefined || day === '' || day === today) return undefined;
  return new Date(momentsOfDay(day, timeZone).from).toISOString();
}

/** The moment after a civil day of a zone, so that the day itself is included. */
export function endOf(day: string | undefined, timeZone: string): string | undefined {
  if (day === undefined || day === '') return undefined;
  return new Date(momentsOfDay(day, timeZone).before).toISOString();
}

const MINUTE_MS = 60_000;

/** The last civil day of something that ends at a moment. */
export const lastMomentOf = (validTo: string): number => Date.parse(validTo) - MINUTE_MS;

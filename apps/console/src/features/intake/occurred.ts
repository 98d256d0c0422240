import { DAY_MS, dayNumber, HOUR_MS, instantOfLocal, MINUTE_MS, zoneOf, type Instant } from '@gridward/core';

/** A day and a time of day as they stand in their two fields, each empty until it is filled in. */
export interface Occurred {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** As it was typed: `14:30`, `930`, `9点半`. */
  readonly time: string;
}

/** The two fields in one text, as a draft keeps them. */
export const textOf = ({ day, time }: Occurred): string => (day === '' && time === '' ? '' : `${day}T${time}`);

export function occurredFrom(text: string): Occurred {
  const [day = '', time = ''] = text.split('T');
  return { day, time };
}

const HOUR = /^(?<hour>\d{1,2})$/u;
const FIGURES = /^(?<hour>\d{1,2})[:：.]?(?<minute>\d{2})$/u;
const IN_WORDS = /^(?<hour>\d{1,2})[点时](?:(?<minute>\d{1,2})分?|(?<half>半))?$/u;

/** A time of day as people type it – 14:30, 1430, 9, 9点半 – in the form 09:30; `null` for anything else. */
export function timeOfDay(typed: string): string | null {
  const text = typed.replaceAll(/\s/gu, '');
  const { hour, minute = '0', half } = (HOUR.exec(text) ?? FIGURES.exec(text) ?? IN_WORDS.exec(text))?.groups ?? {};
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${half === undefined ? minute.padStart(2, '0') : '30'}`;
}

export type OccurredFault = 'time' | 'day' | 'future';

/** The moment that was filled in, nothing for two empty fields, or what is wrong. A time without a day is of today. */
export function momentOf(
  { day, time }: Occurred,
  now: { readonly at: Instant; readonly day: string; readonly timeZone: string },
): { readonly at: Instant | null } | { readonly fault: OccurredFault } {
  if (day === '' && time.trim() === '') return { at: null };
  const written = timeOfDay(time);
  if (written === null) return { fault: 'time' };
  const date = dayNumber(day === '' ? now.day : day);
  if (Number.isNaN(date)) return { fault: 'day' };
  const localMs = date * DAY_MS + Number(written.slice(0, 2)) * HOUR_MS + Number(written.slice(3)) * MINUTE_MS;
  const at = instantOfLocal(zoneOf(now.timeZone), localMs);
  return at > now.at ? { fault: 'future' } : { at };
}

import { DAY_MS, HOUR_MS, MINUTE_MS, type CivilDate, type Instant } from '../kernel/index.ts';

/** Days since 1970-01-01 of the proleptic Gregorian calendar; `NaN` for a text that is no civil date. */
export function dayNumber(date: CivilDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) return Number.NaN;
  const days = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
  return civilDateOf(days) === date ? days : Number.NaN;
}

/** The civil date of a day number. */
export const civilDateOf = (days: number): CivilDate => new Date(days * DAY_MS).toISOString().slice(0, 10);

/** The civil date `days` later (or earlier, when negative). */
export const addDays = (date: CivilDate, days: number): CivilDate => civilDateOf(dayNumber(date) + days);

/** ISO weekday of a day number: 1 = Monday … 7 = Sunday. */
export const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

/** Milliseconds after midnight of `HH:MM` from `00:00` to `24:00`; `NaN` for any other text. */
export function timeOfDayMs(text: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (match === null) return Number.NaN;
  const ms = Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS;
  return ms <= DAY_MS ? ms : Number.NaN;
}

/** Reader of one time zone's offset, independent of the host's own zone. */
export interface Zone {
  /** Local time minus UTC, in milliseconds, at a moment. */
  offsetMs(at: Instant): number;
}

const zones = new Map<string, Zone>();

/**
 * The zone of an IANA name such as `Asia/Shanghai`.
 * @throws RangeError for a name that the runtime does not know; check names from outside with {@link isTimeZone}.
 */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone: Zone = { offsetMs: (at) => localMs(format, at) - Math.floor(at / 1000) * 1000 };
  zones.set(timeZone, zone);
  return zone;
}

function localMs(format: Intl.DateTimeFormat, at: Instant): number {
  const match = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(format.format(at));
  if (match === null) throw new RangeError(`unreadable local time for ${String(at)}`);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Does the runtime know this time zone? */
export function isTimeZone(timeZone: string): boolean {
  try {
    return zoneOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** The civil date that the clocks of a zone show at a moment. */
export const civilDateAt = (timeZone: string, at: Instant): CivilDate =>
  civilDateOf(Math.floor((at + zoneOf(timeZone).offsetMs(at)) / DAY_MS));

/**
 * The moment when the clocks of a zone show a local time, given as milliseconds since the epoch read as if it were UTC.
 * A time that the clocks skip is moved forward by the length of the gap; of a time shown twice the first is taken.
 */
export function instantOfLocal(zone: Zone, localEpochMs: number): Instant {
  const before = zone.offsetMs(localEpochMs - DAY_MS);
  const first = localEpochMs - before;
  if (zone.offsetMs(first) === before) return first;
  const after = zone.offsetMs(localEpochMs + DAY_MS);
  const second = localEpochMs - after;
  return zone.offsetMs(second) === after ? second : first;
}

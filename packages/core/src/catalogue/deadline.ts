import { err, ok, type CivilDate, type Instant, type Result } from '../kernel/index.ts';
import { workingSlots, type WorkCalendar, type WorkingSlots } from './calendar.ts';
import { isWorkingUnit, unitMs, type Limit, type LimitUnit } from './limit.ts';
import { addDays, civilDateAt } from './zone.ts';

/** Working time was asked for a date whose holidays nobody has announced: an error, never a guess. */
export interface CalendarUnpublished {
  readonly problem: 'calendar_unpublished';
  /** First date that the answer would have needed. */
  readonly askedFor: CivilDate;
  readonly publishedFrom: CivilDate;
  readonly publishedUntil: CivilDate;
}

/** The limit's length in milliseconds of its own clock, under this calendar. */
export const limitMs = (calendar: WorkCalendar, limit: Limit): number =>
  Math.round(limit.value * unitMs(limit.unit, workingSlots(calendar).workingDayMs));

/**
 * The moment when a limit that starts at `startAt` runs out. A start outside working time counts from the next working slot;
 * a limit that is used up exactly at the end of a slot ends there, not at the start of the next.
 */
export const deadline = (calendar: WorkCalendar, startAt: Instant, limit: Limit): Result<Instant, CalendarUnpublished> =>
  addOnClock(calendar, limit.unit, startAt, limitMs(calendar, limit));

/**
 * The earliest moment at which the unit's clock shows `amountMs` more than at `startAt` (less, when negative); `startAt` itself for 0.
 * Continuous units ask no calendar and never fail.
 */
export function addOnClock(
  calendar: WorkCalendar,
  unit: LimitUnit,
  startAt: Instant,
  amountMs: number,
): Result<Instant, CalendarUnpublished> {
  if (!isWorkingUnit(unit)) return ok(startAt + amountMs);
  const slots = workingSlots(calendar);
  if (!isCovered(slots, startAt)) return unpublished(calendar, civilDateAt(calendar.timeZone, startAt));
  if (amountMs === 0) return ok(startAt);
  const target = workedAt(slots, startAt) + amountMs;
  const slot = firstReaching(slots.workedUntil, target);
  const slotStartAt = slots.startAt[slot];
  if (slotStartAt === undefined) return unpublished(calendar, addDays(calendar.publishedUntil, 1));
  if (target < 0) return unpublished(calendar, addDays(calendar.publishedFrom, -1));
  return ok(slotStartAt + target - (slots.workedBefore[slot] ?? 0));
}

/** Milliseconds that the unit's clock ran between two moments (negative when `toAt` is earlier). */
export function elapsed(
  calendar: WorkCalendar,
  unit: LimitUnit,
  fromAt: Instant,
  toAt: Instant,
): Result<number, CalendarUnpublished> {
  if (!isWorkingUnit(unit)) return ok(toAt - fromAt);
  const slots = workingSlots(calendar);
  const outside = [fromAt, toAt].find((at) => !isCovered(slots, at));
  if (outside !== undefined) return unpublished(calendar, civilDateAt(calendar.timeZone, outside));
  return ok(workedAt(slots, toAt) - workedAt(slots, fromAt));
}

/** Milliseconds left on the limit's own clock; negative once overdue. */
export const remaining = (
  calendar: WorkCalendar,
  unit: LimitUnit,
  now: Instant,
  dueAt: Instant,
): Result<number, CalendarUnpublished> => elapsed(calendar, unit, now, dueAt);

/**
 * The new deadline after a pause: moved by what the limit's own clock would have run meanwhile. A weekend's pause moves a limit
 * in working days by nothing, since nothing of it would have been used.
 */
export function deadlineAfterPause(
  calendar: WorkCalendar,
  unit: LimitUnit,
  dueAt: Instant,
  pausedAt: Instant,
  resumedAt: Instant,
): Result<Instant, CalendarUnpublished> {
  const paused = elapsed(calendar, unit, pausedAt, resumedAt);
  return paused.ok ? addOnClock(calendar, unit, dueAt, paused.value) : paused;
}

/** `green` up to 80 % of the limit, `amber` up to 100 %, `red` beyond, `grey` while no clock runs. */
export type Lamp = 'green' | 'amber' | 'red' | 'grey';

/** Share of a limit from which the lamp is amber; cities and vendors use 80 %. */
export const AMBER_SHARE = 0.8;

/** What happened to a limit besides running, on its own clock. */
export interface PauseState {
  /** The clock stands now. */
  readonly isPaused?: boolean;
  /** Pauses since `startAt`: part of the way to `dueAt` and no part of the limit. */
  readonly pausedMs?: number;
  /** Part of the limit that was used before `startAt`, where a clock was stopped and started anew. */
  readonly usedMs?: number;
}

/**
 * The lamp of a running limit. Over is over without asking the calendar, so an overdue case is red in any year; a deadline that
 * the calendar does not cover has no lamp (grey).
 */
export function lamp(
  startAt: Instant,
  dueAt: Instant,
  now: Instant,
  calendar: WorkCalendar,
  unit: LimitUnit,
  pause: PauseState = {},
): Lamp {
  if (pause.isPaused === true) return 'grey';
  if (now > dueAt) return 'red';
  const amberAt = amberFrom(calendar, unit, startAt, dueAt, pause);
  if (!amberAt.ok) return 'grey';
  return now > amberAt.value ? 'amber' : 'green';
}

/** The last moment of green, when 80 % of the limit is used, but not before `startAt`. To be stored beside `dueAt` where lists filter by lamp. */
export function amberFrom(
  calendar: WorkCalendar,
  unit: LimitUnit,
  startAt: Instant,
  dueAt: Instant,
  { pausedMs = 0, usedMs = 0 }: PauseState = {},
): Result<Instant, CalendarUnpublished> {
  const total = elapsed(calendar, unit, startAt, dueAt);
  if (!total.ok) return total;
  const limit = total.value - pausedMs + usedMs;
  return addOnClock(calendar, unit, startAt, Math.max(0, Math.round(limit * AMBER_SHARE) + pausedMs - usedMs));
}

const isCovered = (slots: WorkingSlots, at: Instant): boolean => at >= slots.fromAt && at <= slots.untilAt;

const unpublished = ({ publishedFrom, publishedUntil }: WorkCalendar, askedFor: CivilDate) =>
  err<CalendarUnpublished>({
    problem: 'calendar_unpublished',
    askedFor,
    publishedFrom,
    publishedUntil,
  });

/** Working milliseconds from the calendar's first moment to `at`. */
function workedAt(slots: WorkingSlots, at: Instant): number {
  const slot = firstReaching(slots.startAt, Math.floor(at) + 1) - 1;
  if (slot < 0) return 0;
  const before = slots.workedBefore[slot] ?? 0;
  return Math.min(before + at - (slots.startAt[slot] ?? at), slots.workedUntil[slot] ?? before);
}

/** Index of the first entry ≥ `target` in an ascending array; its length when there is none. */
function firstReaching(ascending: Float64Array, target: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

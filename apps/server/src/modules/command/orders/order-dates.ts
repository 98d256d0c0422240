import { addDays, deadline, HOUR_MS, timeOfDayMs, type Instant, type WorkCalendar } from '@gridward/core';
import { atTimeOfDay, todayAt } from '../civil-day.ts';

/** What people mean when they give somebody a date, as moments of this calendar. */
export interface SuggestedDate {
  readonly choice: 'today' | 'tomorrow' | 'three_days';
  readonly dueAt: Instant;
}

const END_OF_DAY = timeOfDayMs('17:00');
const NOON = timeOfDayMs('12:00');
const LEAST_MS = HOUR_MS;

/** Today 17:00 while an hour is left until then, noon of the next day, and three working days from now where the calendar is published. */
export function suggestedDates(calendar: WorkCalendar, now: Instant): SuggestedDate[] {
  const { timeZone } = calendar;
  const { on } = todayAt(timeZone, now);
  const today = atTimeOfDay(timeZone, on, END_OF_DAY);
  const threeDays = deadline(calendar, now, { value: 3, unit: 'WD' });
  return [
    ...(today - now >= LEAST_MS ? [{ choice: 'today' as const, dueAt: today }] : []),
    { choice: 'tomorrow' as const, dueAt: atTimeOfDay(timeZone, addDays(on, 1), NOON) },
    ...(threeDays.ok ? [{ choice: 'three_days' as const, dueAt: threeDays.value }] : []),
  ];
}

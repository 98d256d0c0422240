import { addDays, civilDateAt, type CivilDate, type Instant } from '@gridward/core';

/** Holidays of a year are announced in November before: three months of notice is what a technician needs. */
const NOTICE_DAYS = 90;

/** The last day for which holidays are known, by the clocks of the place. */
export interface PublishedUntil {
  readonly timeZone: string;
  readonly until: CivilDate;
}

/** Has the calendar run out, or will it soon? Its last day is still one of it. */
export function calendarNotice({ timeZone, until }: PublishedUntil, now: Instant): 'over' | 'ends_soon' | 'fine' {
  const today = civilDateAt(timeZone, now);
  if (today > until) return 'over';
  return addDays(today, NOTICE_DAYS) > until ? 'ends_soon' : 'fine';
}

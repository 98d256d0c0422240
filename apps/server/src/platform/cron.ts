import { DAY_MS, MINUTE_MS, type Instant } from '@gridward/core';

const LOOK_AHEAD_DAYS = 366;

/** Does a field of a cron expression name this value? Knows `*`, `*` with a step, numbers and lists of them. */
function names(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    if (part === '*') return true;
    if (part.startsWith('*/')) return value % Number(part.slice(2)) === 0;
    return Number(part) === value;
  });
}

/** The next minute in UTC that a five-field cron expression names, after a moment; `null` when none comes within a year. */
export function nextRunAfter(cron: string, after: Instant): Instant | null {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = cron.split(' ');
  const first = Math.floor(after / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  let at = first;
  while (at < first + LOOK_AHEAD_DAYS * DAY_MS) {
    const time = new Date(at);
    const isDay = names(month, time.getUTCMonth() + 1) && names(day, time.getUTCDate()) && names(weekday, time.getUTCDay());
    if (isDay && names(hour, time.getUTCHours()) && names(minute, time.getUTCMinutes())) return at;
    at = isDay ? at + MINUTE_MS : (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  }
  return null;
}

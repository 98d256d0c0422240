import { addDays, civilDateOf, dayNumber, instantOfLocal, weekdayOf, zoneOf } from '../catalogue/index.ts';
import { DAY_MS, type CivilDate, type Instant } from '../kernel/index.ts';

export const PERIOD_KINDS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Civil days of the deployment's zone, first and last included. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const MONTHS: Readonly<Record<'month' | 'quarter' | 'year', number>> = { month: 1, quarter: 3, year: 12 };

/** The whole period of a kind that holds a day. Weeks begin on Monday. @throws RangeError for a text that is no civil date. */
export function periodAround(kind: PeriodKind, on: CivilDate): Period {
  const day = dayNumber(on);
  if (Number.isNaN(day)) throw new RangeError(`"${on}" is no civil date`);
  if (kind === 'day') return { from: on, to: on };
  if (kind === 'week') {
    const monday = day - weekdayOf(day) + 1;
    return { from: civilDateOf(monday), to: civilDateOf(monday + 6) };
  }
  const months = MONTHS[kind];
  const first = monthOf(on) - (monthOf(on) % months);
  return { from: firstOfMonth(first), to: addDays(firstOfMonth(first + months), -1) };
}

/** The period before, to compare with: the calendar's own when the period is a whole week, month, quarter or year; else as many days. */
export function periodBefore(period: Period): Period {
  const lastDay = addDays(period.from, -1);
  const kind = kindOf(period);
  if (kind !== null) return periodAround(kind, lastDay);
  const days = dayNumber(period.to) - dayNumber(period.from);
  return { from: addDays(lastDay, -days), to: lastDay };
}

/** The kind of which this is one whole period; `null` for any other span. */
export function kindOf({ from, to }: Period): PeriodKind | null {
  return PERIOD_KINDS.find((kind) => periodAround(kind, from).from === from && periodAround(kind, from).to === to) ?? null;
}

/** The moments of a period on the clocks of a zone: from the first, before the second. */
export function momentsOf({ from, to }: Period, timeZone: string): { readonly from: Instant; readonly before: Instant } {
  const midnight = (date: CivilDate): Instant => instantOfLocal(zoneOf(timeZone), dayNumber(date) * DAY_MS);
  return { from: midnight(from), before: midnight(addDays(to, 1)) };
}

/** Months since year 0. */
const monthOf = (date: CivilDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const firstOfMonth = (month: number): CivilDate =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

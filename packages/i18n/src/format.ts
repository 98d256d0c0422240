import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant, type LimitUnit } from '@gridward/core';
import { fill, type Locale } from './message.ts';
import { MESSAGES } from './catalogue.ts';

export interface FormatOptions {
  readonly locale: Locale;
  /** IANA name; moments are shown in the time of the deployment, wherever the reader sits. */
  readonly timeZone?: string;
  /** Working time of one full working day; 8 h is the standard's day. */
  readonly workingDayMs?: number;
}

export interface Formatter {
  /** The zone whose clocks are read. */
  readonly timeZone: string;
  /** `2026-05-01 09:30` */
  dateTime(at: Instant): string;
  /** `05-01 09:30`, with the year when it is another one than `now`. */
  shortDateTime(at: Instant, now: Instant): string;
  /** `2026-05-01` */
  date(at: Instant): string;
  /** `3小时前`, `in 2 days` */
  relative(at: Instant, now: Instant): string;
  /** An amount on a limit's own clock, such as `3 工作时`; never negative. */
  amount(ms: number, unit: LimitUnit | null): string;
  number(value: number): string;
  /** A score: `87.5`. */
  decimal(value: number): string;
  /** `83.3 %`; an empty denominator has no rate. */
  rate(numerator: number, denominator: number): string | null;
}

const STEPS: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [365 * DAY_MS, 'year'],
  [30 * DAY_MS, 'month'],
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
];

/** Dates, amounts and numbers in one language. Pure: the present moment is an argument. */
export function createFormatter({ locale, timeZone = 'Asia/Shanghai', workingDayMs = 8 * HOUR_MS }: FormatOptions): Formatter {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const partsOf = (at: Instant) => {
    const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
    return { date: `${found['year']}-${found['month']}-${found['day']}`, time: `${found['hour']}:${found['minute']}` };
  };
  const dateTime = (at: Instant): string => `${partsOf(at).date} ${partsOf(at).time}`;
  return {
    timeZone,
    dateTime,
    date: (at) => partsOf(at).date,
    shortDateTime: (at, now) =>
      partsOf(at).date.slice(0, 4) === partsOf(now).date.slice(0, 4) ? dateTime(at).slice(5) : dateTime(at),
    relative: (at, now) => relative(words, at - now),
    amount: (ms, unit) => amount(Math.max(0, ms), unit, locale, workingDayMs),
    number: (value) => value.toLocaleString(locale),
    decimal: (value) => value.toLocaleString(locale, { maximumFractionDigits: 1 }),
    rate: (numerator, denominator) => (denominator === 0 ? null : percent.format(numerator / denominator)),
  };
}

function relative(words: Intl.RelativeTimeFormat, differenceMs: number): string {
  const step = STEPS.find(([ms]) => Math.abs(differenceMs) >= ms);
  return step === undefined ? words.format(0, 'minute') : words.format(Math.trunc(differenceMs / step[0]), step[1]);
}

/** Two units at most would be read as precision that nobody has: one unit, with one decimal below ten. */
function amount(ms: number, unit: LimitUnit | null, locale: Locale, workingDayMs: number): string {
  const working = unit === 'WH' || unit === 'WD';
  const dayMs = working ? workingDayMs : DAY_MS;
  if (ms < MINUTE_MS) return locale === 'en' ? MESSAGES['amount.moment'].en : MESSAGES['amount.moment'].zh;
  if (ms < HOUR_MS) return inUnit(Math.floor(ms / MINUTE_MS), working ? 'workingMinutes' : 'minutes', locale);
  if (ms < 2 * dayMs) return inUnit(oneDecimal(ms / HOUR_MS), working ? 'workingHours' : 'hours', locale);
  return inUnit(oneDecimal(ms / dayMs), working ? 'workingDays' : 'days', locale);
}

const oneDecimal = (value: number): number => (value < 10 ? Math.floor(value * 10) / 10 : Math.floor(value));

const inUnit = (
  n: number,
  unit: 'minutes' | 'workingMinutes' | 'hours' | 'workingHours' | 'days' | 'workingDays',
  locale: Locale,
): string => fill(locale === 'en' ? MESSAGES[`amount.${unit}`].en : MESSAGES[`amount.${unit}`].zh, { n }, locale);

import { err, ok, DAY_MS, HOUR_MS, MINUTE_MS, type Result } from '../kernel/index.ts';

/**
 * Units of a time limit, each with the clock that it runs on (CJ/T 315 usage as found in city tables):
 * - `UM` minute, `UH` 紧急工作时, `UD` 紧急工作日: the continuous clock, nights and holidays included (1 UD = 24 h);
 * - `WH` 工作时, `WD` 工作日: the working clock, which stands still outside the working periods of working days.
 */
export const LIMIT_UNITS = ['UM', 'UH', 'WH', 'WD', 'UD'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** A time limit as people state it; what it means in moments is decided by a calendar. `value` > 0. */
export interface Limit {
  readonly value: number;
  readonly unit: LimitUnit;
}

/** A text in both languages of the interface. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type TextLocale = 'zh-CN' | 'en';

/** A limit text that nobody should guess at: kept as written, to be decided by a person. */
export interface LimitUnreadable {
  readonly problem: 'limit_unreadable';
  readonly raw: string;
}

/** Does the unit stand still outside working periods? */
export const isWorkingUnit = (unit: LimitUnit): boolean => unit === 'WH' || unit === 'WD';

/**
 * Length of one unit in milliseconds of its own clock.
 * @param workingDayMs working time of one full working day of the calendar: 1 WD is 8 h in the standard's day of 8 h, and one
 * full day in a calendar that works 7 h, so that "one working day" never ends in the middle of the next one.
 */
export function unitMs(unit: LimitUnit, workingDayMs: number): number {
  switch (unit) {
    case 'UM':
      return MINUTE_MS;
    case 'UH':
    case 'WH':
      return HOUR_MS;
    case 'UD':
      return DAY_MS;
    case 'WD':
      return workingDayMs;
  }
}

/** City tables write 小时 for 工作时 and 天 for 工作日: 270 of 274 rows of one city's two tables agree under this reading. */
const UNIT_OF_WORD: Readonly<Record<string, LimitUnit>> = {
  紧急工作时: 'UH',
  紧急工时: 'UH',
  紧急小时: 'UH',
  紧急工作日: 'UD',
  紧急日: 'UD',
  自然日: 'UD',
  日历日: 'UD',
  工作时: 'WH',
  工作小时: 'WH',
  工时: 'WH',
  小时: 'WH',
  工作日: 'WD',
  工作天: 'WD',
  天: 'WD',
  日: 'WD',
  分钟: 'UM',
  分: 'UM',
  UM: 'UM',
  UH: 'UH',
  WH: 'WH',
  WD: 'WD',
  UD: 'UD',
};

const DIGIT_OF_WORD: Readonly<Record<string, number>> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/**
 * Reads a limit as people write it: `2紧急工作时`, `4小时`, `2 个工作日`, `十五个工作日`, `2WD`.
 * A text that says anything more (`2小时内`, `1-2天`) is refused and handed back as written.
 */
export function parseLimit(raw: string): Result<Limit, LimitUnreadable> {
  const text = raw.normalize('NFKC').replace(/\s+/g, '');
  const match = /^(\d+(?:\.\d+)?|[半一二两三四五六七八九十]+)个?(\p{Script=Han}+|[A-Za-z]{2})$/u.exec(text);
  const value = numberOf(match?.[1] ?? '');
  const unit = UNIT_OF_WORD[(match?.[2] ?? '').toUpperCase()];
  if (value === undefined || value <= 0 || unit === undefined) return err({ problem: 'limit_unreadable', raw });
  return ok({ value, unit });
}

function numberOf(word: string): number | undefined {
  if (/^\d/.test(word)) return Number(word);
  const digit = DIGIT_OF_WORD[word];
  if (digit !== undefined) return digit;
  const tens = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(word);
  if (tens === null) return undefined;
  return (DIGIT_OF_WORD[tens[1] ?? ''] ?? 1) * 10 + (DIGIT_OF_WORD[tens[2] ?? ''] ?? 0);
}

const ZH_UNIT: Readonly<Record<LimitUnit, string>> = {
  UM: '分钟',
  UH: '紧急工作时',
  WH: '工作时',
  WD: '工作日',
  UD: '紧急工作日',
};

const EN_UNIT: Readonly<Record<LimitUnit, string>> = {
  UM: 'minute',
  UH: 'urgent hour',
  WH: 'working hour',
  WD: 'working day',
  UD: 'urgent day',
};

/** The limit in words. The Chinese form is read back by {@link parseLimit} to the same limit. */
export function formatLimit(limit: Limit, locale: TextLocale): string {
  if (locale === 'zh-CN') return `${limit.value}${ZH_UNIT[limit.unit]}`;
  return `${limit.value} ${EN_UNIT[limit.unit]}${limit.value === 1 ? '' : 's'}`;
}

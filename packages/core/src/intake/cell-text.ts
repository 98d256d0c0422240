import { dayNumber } from '../catalogue/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type CivilDate } from '../kernel/index.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  middot: '·',
  bull: '•',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  laquo: '«',
  raquo: '»',
  times: '×',
  deg: '°',
  copy: '©',
  reg: '®',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g;

/** Restores HTML characters that an export left in a text. What is no known entity stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  // Twice, because some exports escape what was escaped already; not more, so that the work is bounded.
  return decodeOnce(decodeOnce(text));
}

const decodeOnce = (text: string): string =>
  text.replace(ENTITY, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : whole;
  });

/** A local date, with the time of day when one is written. */
export interface LocalTime {
  readonly day: CivilDate;
  /** Milliseconds after midnight; `null` when only the date is known. */
  readonly timeMs: number | null;
}

const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{2})(?:[:分](\d{2})(?:\.\d+)?秒?)?分?)?$/;

/** Reads `2018-02-08`, `2018/2/8 9:05`, `2018年2月8日`. `undefined` for a day or time that does not exist. */
export function readLocalTime(text: string): LocalTime | undefined {
  const match = DATE.exec(text.trim());
  if (match === null) return undefined;
  const [year = '', month = '', date = ''] = match.slice(1);
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (Number.isNaN(dayNumber(day)) || year < '1900') return undefined;
  if (match[4] === undefined) return { day, timeMs: null };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { day, timeMs: hour * HOUR_MS + minute * MINUTE_MS + second * 1000 };
}

/** The local time as milliseconds since the epoch, read as if it were UTC; midnight when only the date is known. */
export const localEpochMs = ({ day, timeMs }: LocalTime): number => dayNumber(day) * DAY_MS + (timeMs ?? 0);

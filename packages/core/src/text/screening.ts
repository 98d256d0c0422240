import { maskEmail, maskId, maskPhone } from './masking.ts';

/** What kind of personal number stands in a text. */
export type PersonalKind = 'mobile' | 'landline' | 'resident_id' | 'bank_card' | 'email' | 'wechat';

/** Where it stood: UTF-16 offsets into the text that was screened; `to` is exclusive. */
export interface PersonalFinding {
  readonly kind: PersonalKind;
  readonly from: number;
  readonly to: number;
}

export interface ScreenedText {
  /** The text with every finding masked; of the same length, except where an e-mail address was shortened. */
  readonly text: string;
  readonly found: readonly PersonalFinding[];
}

/**
 * Masks personal numbers in free text before people see it who need not know them: mobile numbers however they are written, landlines with
 * area code, resident identity numbers with a right checksum, bank cards with a right check digit, e-mail addresses, and WeChat names after
 * the word. A screen and no proof: names, addresses and plates stay, and a number typed wrong is not recognised.
 * Case numbers, dates, amounts, coordinates and door numbers are left alone.
 */
export function screenText(text: string): ScreenedText {
  const found = findings(text);
  let screened = '';
  let end = 0;
  for (const { kind, from, to } of found) {
    screened += text.slice(end, from) + MASKS[kind](text.slice(from, to));
    end = to;
  }
  return { text: screened + text.slice(end), found };
}

const starAll = (value: string): string => value.replace(/[^\s]/gu, '*');
const keepingShape =
  (mask: (digits: string) => string) =>
  (value: string): string => {
    const plain = toDigits(value);
    const masked = mask(plain);
    return value
      .split('')
      .map((unit, i) => (masked[i] === '*' ? '*' : unit))
      .join('');
  };

const MASKS: Readonly<Record<PersonalKind, (value: string) => string>> = {
  mobile: keepingShape((value) => maskPhone(value.replace(/^\D*(?:0086|86)(?=\D*1)/, (prefix) => prefix.replace(/\d/g, 'x')))),
  landline: keepingShape(maskPhone),
  resident_id: keepingShape(maskId),
  bank_card: keepingShape(maskId),
  email: maskEmail,
  wechat: starAll,
};

const CHINESE_DIGITS = '〇零一二三四五六七八九幺';
const CHINESE_VALUES = '001234567891';

/** One plain digit for each written one, at the same offset; everything else stays. */
function toDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[Ｘｘ]|x(?![\p{L}\p{N}])/gu, 'X')
    .replace(/＋/g, '+')
    .replace(/＠/g, '@')
    .replace(/[〇零一二三四五六七八九幺]/g, (digit) => CHINESE_VALUES[CHINESE_DIGITS.indexOf(digit)] ?? digit);
}

interface Pattern {
  readonly kind: PersonalKind;
  readonly pattern: RegExp;
  readonly isReal?: (digits: string) => boolean;
}

/** What may stand between the digits of one number. A dot is not among them: `1.3 4.5 6.7` are measurements. */
const GAP = '[ \\u00a0\\u3000·—–-]{0,2}';
const spaced = (count: number): string => `(?:${GAP}\\d){${String(count)}}`;
/** Not inside a longer number, nor behind the point of a coordinate; `1.138…` is an item of a list. */
const START = '(?<!\\d)(?<!\\d\\d\\.)';
const all = (...parts: string[]): RegExp => new RegExp(parts.join(''), 'g');

/** In order of trust: what an earlier pattern has taken, a later one does not look at. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'email', pattern: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g },
  { kind: 'resident_id', pattern: all(START, '[1-9](?:', spaced(16), GAP, '[\\dX]|\\d{14})(?!\\d)'), isReal: isResidentId },
  {
    kind: 'bank_card',
    pattern: all(START, '(?:6', GAP, '2|4', GAP, '\\d|5', GAP, '[1-5])', spaced(14), '(?:[ -]?\\d){0,3}(?!\\d)'),
    isReal: isBankCard,
  },
  {
    kind: 'mobile',
    pattern: all(START, '(?:(?:\\+|00)?86', GAP, ')?1', GAP, '[3-9](?:', spaced(9), '|\\d[._]\\d{4}[._]\\d{4})(?!\\d)'),
  },
  { kind: 'landline', pattern: all(START, '[(（]?0(?:10|2\\d|[3-9]\\d{2})[)）]?', GAP, '[2-8]\\d{2,3}', GAP, '\\d{4}(?!\\d)') },
  {
    kind: 'wechat',
    pattern: /(?<=(?:微信|薇信|威信|wechat|weixin|vx|wx)(?:号|ID)? {0,2}[:：是为]? {0,2})[A-Za-z][\w-]{5,19}(?![\w-])/gi,
  },
];

function findings(text: string): readonly PersonalFinding[] {
  const plain = toDigits(text);
  const taken: PersonalFinding[] = [];
  for (const { kind, pattern, isReal } of PATTERNS) {
    for (const { 0: match, index: from } of plain.matchAll(pattern)) {
      const to = from + match.length;
      const isOverlapping = taken.some((one) => from < one.to && to > one.from);
      if (!isOverlapping && isReal?.(match.replace(/[^\dX]/g, '')) !== false) taken.push({ kind, from, to });
    }
  }
  return taken.toSorted((one, other) => one.from - other.from);
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** GB 11643: eighteen places with a date and a checksum. The fifteen old ones have only a date, so the province must be a real one too. */
function isResidentId(id: string): boolean {
  if (!/^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[1]|8[1-3])/.test(id)) return false;
  if (id.length === 15) return isDate(`19${id.slice(6, 12)}`);
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return isDate(id.slice(6, 14)) && ID_CHECKS[sum % 11] === id[17];
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const isPlausible = year !== undefined && year >= 1900 && year < 2100;
  return isPlausible && month !== undefined && month >= 1 && month <= 12 && day !== undefined && day >= 1 && day <= 31;
}

/** Sixteen to nineteen digits with the check digit of Luhn. */
function isBankCard(card: string): boolean {
  const sum = Array.from(card)
    .reverse()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return card.length <= 19 && sum % 10 === 0;
}

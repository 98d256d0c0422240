/** A box on a picture, in its pixels. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One character that was read on a picture. */
export interface ReadCharacter {
  readonly text: string;
  readonly box: Box;
}

/** `other_number` has ten digits or more but not the shape of a phone or identity number, perhaps because it was misread. */
export type NumberKind = 'phone' | 'id_number' | 'other_number';

export interface FoundNumber {
  readonly kind: NumberKind;
  readonly box: Box;
}

/** Letters that readers of pictures take for digits, and digits' full-width forms. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  I: '1',
  l: '1',
  i: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
  g: '9',
  q: '9',
};

/** A picture's date, time or position is not a person's number; these would otherwise look like one. */
const NO_NUMBER = [
  /(?:19|20)\d{2}[-./年 ]\s?(?:0?[1-9]|1[0-2])[-./月 ]\s?(?:0?[1-9]|[12]\d|3[01])日?/g,
  /\b\d{1,2}:\d{2}(?::\d{2})?/g,
  /\b(?:7[3-9]|[89]\d|1[0-3]\d|[1-5]?\d)\. ?\d{4,7}\b/g,
];

const RUN = /\d(?:[ \-–—_.()]{0,2}\d)+(?:[ -]?[Xx])?/g;
const SHORTEST = 10;

/**
 * RT12 Finds phone and identity numbers in one line as it was read from a picture. A reader drops or doubles a digit now and then, so every run
 * of ten digits or more counts: an asset number that is masked costs a look by intake, a phone number that is not masked costs a person.
 */
export function findNumbers(line: readonly ReadCharacter[]): FoundNumber[] {
  const text = line.map(({ text: read }) => (read.length === 1 ? read : ' ')).join('');
  const digits = repair(text);
  const masked = NO_NUMBER.reduce((left, pattern) => left.replace(pattern, (found) => '~'.repeat(found.length)), digits);
  return [...masked.matchAll(RUN)].flatMap((match) => {
    const kind = kindOf(match[0].replaceAll(/[^\dXx]/g, ''));
    if (kind === null) return [];
    const boxes = line.slice(match.index, match.index + match[0].length).map(({ box }) => box);
    return [{ kind, box: around(boxes) }];
  });
}

/** A look-alike counts as a digit only between digits, so that words stay words. */
function repair(text: string): string {
  const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9';
  const characters = text.normalize('NFKC').split('');
  if (characters.length !== text.length) return text;
  return characters
    .map((character, i) => {
      const digit = LOOK_ALIKE[character];
      return digit !== undefined && isDigit(characters[i - 1]) && isDigit(characters[i + 1]) ? digit : character;
    })
    .join('');
}

const PHONE = /^(?:(?:0?0?86)?1[3-9]\d{9}|0\d{9,11})$/;
/** Six digits of place, a date of birth, three or four more; fifteen digits until 1999. */
const ID_NUMBER = /^[1-9]\d{5}(?:(?:19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]?$/;

function kindOf(digits: string): NumberKind | null {
  if (digits.length < SHORTEST) return null;
  if (PHONE.test(digits)) return 'phone';
  return ID_NUMBER.test(digits) ? 'id_number' : 'other_number';
}

const around = (boxes: readonly Box[]): Box => ({
  x0: Math.min(...boxes.map(({ x0 }) => x0)),
  y0: Math.min(...boxes.map(({ y0 }) => y0)),
  x1: Math.max(...boxes.map(({ x1 }) => x1)),
  y1: Math.max(...boxes.map(({ y1 }) => y1)),
});

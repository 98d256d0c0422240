import type { Uuid } from '../kernel/index.ts';

/** A category with everything by which it may be found. */
export interface SearchableCategory {
  readonly id: Uuid;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly namesSeen: readonly string[];
  /** Initials of the Chinese name, lower case. */
  readonly pinyin: string;
  /** Filing conditions, in Chinese: what people describe is often there and not in the name. */
  readonly filings: readonly string[];
}

/** Weights order the ways of matching; only their order has a meaning. */
const WEIGHT = {
  code: 100,
  name: 95,
  codeStart: 80,
  nameStart: 75,
  initials: 70,
  namePart: 60,
  initialsStart: 55,
  seen: 50,
  english: 45,
  initialsPart: 40,
  englishPart: 35,
  filing: 30,
  scattered: 20,
} as const;
/** A matter that a case can be filed under comes before a class that matches as well. */
const MATTER_BONUS = 2;

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Finds categories by code, fragments of names, pinyin initials, English words or filing conditions, best first. Words apart by spaces must
 * all be met; characters of a Chinese fragment may lie apart (`路灯坏` finds 路灯损坏). Equal matches: shorter name, code, id.
 */
export function searchCategories<T extends SearchableCategory>(categories: readonly T[], text: string, limit: number): T[] {
  const terms = normalise(text)
    .split(/\s+/u)
    .filter((term) => term !== '');
  if (terms.length === 0) return [];
  return categories
    .map((category) => ({ category, score: scoreOf(category, terms) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || compare(a.category, b.category))
    .slice(0, limit)
    .map(({ category }) => category);
}

function compare(a: SearchableCategory, b: SearchableCategory): number {
  if (a.nameZh.length !== b.nameZh.length) return a.nameZh.length - b.nameZh.length;
  const [left, right] = [`${a.code} ${a.id}`, `${b.code} ${b.id}`];
  return left < right ? -1 : 1;
}

function scoreOf(category: SearchableCategory, terms: readonly string[]): number {
  let total = 0;
  for (const term of terms) {
    const score = Math.max(
      byCode(category, term),
      byName(category, term),
      byInitials(category, term),
      byEnglish(category, term),
      byText(category, term),
    );
    if (score === 0) return 0;
    total += score;
  }
  return total / terms.length + (category.filings.length > 0 ? MATTER_BONUS : 0);
}

const graded = (value: string, term: string, whole: number, start: number, part: number): number => {
  if (value === term) return whole;
  if (value.startsWith(term)) return start;
  return value.includes(term) ? part : 0;
};

const byCode = ({ code }: SearchableCategory, term: string): number =>
  graded(normalise(code), term, WEIGHT.code, WEIGHT.codeStart, 0);

const byName = ({ nameZh }: SearchableCategory, term: string): number =>
  graded(normalise(nameZh), term, WEIGHT.name, WEIGHT.nameStart, WEIGHT.namePart);

function byInitials({ pinyin }: SearchableCategory, term: string): number {
  if (!/^[a-z0-9]{2,}$/u.test(term)) return 0;
  return graded(pinyin, term, WEIGHT.initials, WEIGHT.initialsStart, WEIGHT.initialsPart);
}

function byEnglish({ nameEn }: SearchableCategory, term: string): number {
  const name = normalise(nameEn ?? '');
  if (term.length < 2 || !name.includes(term)) return 0;
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(term)) ? WEIGHT.english : WEIGHT.englishPart;
}

function byText({ nameZh, namesSeen, filings }: SearchableCategory, term: string): number {
  if (namesSeen.some((name) => normalise(name).includes(term))) return WEIGHT.seen;
  if (filings.some((filing) => normalise(filing).includes(term))) return WEIGHT.filing;
  return /^\p{Script=Han}{2,}$/u.test(term) && isSpread(normalise(nameZh), term) ? WEIGHT.scattered : 0;
}

/** Do the characters stand in the text in this order, with gaps allowed? */
function isSpread(text: string, characters: string): boolean {
  let from = 0;
  for (const character of characters) {
    const at = text.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}

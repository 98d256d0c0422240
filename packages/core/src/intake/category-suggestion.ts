import { pairs, runs, textSimilarity } from '../text/index.ts';

/** A matter with the words by which it is known. */
export interface SuggestibleMatter {
  readonly id: string;
  readonly name: string;
  /** Other names and conditions of filing. */
  readonly words: readonly string[];
}

/** A case of before: what was said and what it turned out to be. */
export interface PastMatter {
  readonly categoryId: string;
  readonly description: string;
}

export interface CategorySuggestion {
  readonly categoryId: string;
  /** Only their order has a meaning. */
  readonly score: number;
  /** The words of the report that speak for it; empty where only earlier cases do. */
  readonly words: readonly string[];
  /** Earlier cases that were said in much the same words. */
  readonly similarCases: number;
  /** Cases of this matter lately in the same grid. */
  readonly recentInGrid: number;
}

const SIMILAR_WORDS = 0.4;
/** A case said in the same words counts as much as a rare pair of characters. */
const CASE_WEIGHT = 1.5;
const MOST_CASES = 3;
const RECENT_WEIGHT = 0.05;
const MOST_RECENT = 10;
/** The name says what a matter is; a condition also says how much of it and where. */
const NAME_WEIGHT = 2;
const LEAST_SCORE = 1.2;
const SHOWN_WORDS = 2;

/** How telling each pair of characters is: rare ones are, those of half of all matters are not. */
function weigher(matters: readonly SuggestibleMatter[]): (pair: string) => number {
  const seen = new Map<string, number>();
  for (const { name, words } of matters)
    for (const pair of new Set([name, ...words].flatMap(pairsOf))) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  return (pair) => Math.log(1 + matters.length / (seen.get(pair) ?? matters.length)) / Math.log(1 + matters.length);
}

const pairsOf = (text: string): string[] => runs(text).flatMap(pairs);

/** Neighbouring pairs that both texts hold, put together again: 垃圾 and 圾满 and 满溢 are 垃圾满溢. */
function sharedWords(text: string, shared: ReadonlySet<string>): string[] {
  const found: string[] = [];
  let word = '';
  for (const run of runs(text)) {
    for (const pair of pairs(run)) {
      if (!shared.has(pair)) {
        if (word !== '') found.push(word);
        word = '';
      } else word = word === '' ? pair : word + pair.slice(-1);
    }
    if (word !== '') found.push(word);
    word = '';
  }
  return [...new Set(found)].toSorted((a, b) => b.length - a.length).slice(0, SHOWN_WORDS);
}

/**
 * Matters that a report may be about, judged from its words alone and from cases that were said alike, each with its reasons. It is an offer:
 * nothing is ever chosen by it. What no word and no case speaks for is not offered, however frequent it is.
 */
export function suggestCategories(
  text: string,
  matters: readonly SuggestibleMatter[],
  past: readonly PastMatter[],
  recentInGrid: ReadonlyMap<string, number>,
  limit: number,
): CategorySuggestion[] {
  const weigh = weigher(matters);
  const own = new Set(pairsOf(text));
  const alike = new Map<string, number>();
  for (const { categoryId, description } of past)
    if (textSimilarity(text, description) >= SIMILAR_WORDS) alike.set(categoryId, (alike.get(categoryId) ?? 0) + 1);
  return matters
    .flatMap((matter): CategorySuggestion[] => {
      const inName = new Set(pairsOf(matter.name).filter((pair) => own.has(pair)));
      const inWords = new Set(matter.words.flatMap(pairsOf).filter((pair) => own.has(pair) && !inName.has(pair)));
      const sum = (set: ReadonlySet<string>): number => [...set].reduce((total, pair) => total + weigh(pair), 0);
      const similarCases = alike.get(matter.id) ?? 0;
      const spoken = NAME_WEIGHT * sum(inName) + sum(inWords) + CASE_WEIGHT * Math.min(similarCases, MOST_CASES);
      if (spoken < LEAST_SCORE) return [];
      const recent = recentInGrid.get(matter.id) ?? 0;
      return [
        {
          categoryId: matter.id,
          score: spoken + RECENT_WEIGHT * Math.min(recent, MOST_RECENT),
          words: sharedWords(text, new Set([...inName, ...inWords])),
          similarCases,
          recentInGrid: recent,
        },
      ];
    })
    .toSorted((a, b) => b.score - a.score || (a.categoryId < b.categoryId ? -1 : 1))
    .slice(0, limit);
}

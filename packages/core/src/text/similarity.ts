import { pairs, runs } from './search-terms.ts';

/**
 * Likeness of two short texts from 0 to 1: the share of character pairs that they have in common, counted with repetitions (Dice). Spaces,
 * punctuation, case and width do not count. Two texts too short for a pair are alike only when equal; an empty text is like nothing.
 * For duplicate candidates, beside place, time and category; 0.5 is a sensible first threshold for a sentence or two.
 */
export function textSimilarity(one: string, other: string): number {
  const [first, second] = [runs(one), runs(other)];
  if (first.length === 0 || second.length === 0) return 0;
  const counts = new Map<string, number>();
  const firstPairs = first.flatMap(pairs);
  const secondPairs = second.flatMap(pairs);
  if (firstPairs.length === 0 || secondPairs.length === 0) return first.join(' ') === second.join(' ') ? 1 : 0;
  for (const pair of firstPairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of secondPairs) {
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    counts.set(pair, left - 1);
    shared += 1;
  }
  return (2 * shared) / (firstPairs.length + secondPairs.length);
}

/** A run of Han characters, or of letters and digits of any other script. */
const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/**
 * The terms under which a text is found: every character, and every pair of neighbours within a run of Han characters or of letters and
 * digits, in lower case and with full-width forms made plain. Chinese has no spaces, and of a plate, a door or a name in Latin letters people
 * remember a part as well, so a pair is the smallest thing worth looking for; the single characters answer queries of one character and
 * fragments that cross from one run into the next (`座3`).
 * Sorted, distinct, never empty strings, at most two characters long: fit for PostgreSQL's `array_to_tsvector`.
 */
export const indexTerms = (text: string): string[] => distinct(runs(text).flatMap((run) => [...Array.from(run), ...pairs(run)]));

/**
 * The terms that must all be there for a query to match: its pairs, and those of its runs that are one character long.
 * Any fragment of an indexed text is found. A match is a candidate, since terms do not know their order: where the very words matter, the
 * caller looks for them in the text afterwards. A query without letters and digits has no terms and matches nothing.
 */
export const queryTerms = (query: string): string[] =>
  distinct(runs(query).flatMap((run) => (Array.from(run).length === 1 ? [run] : pairs(run))));

/** The runs of a text, normalised. */
export const runs = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUN) ?? [];

/** Overlapping pairs of neighbouring characters, in order. */
export function pairs(run: string): string[] {
  const letters = Array.from(run);
  return letters.slice(1).map((letter, i) => (letters[i] ?? '') + letter);
}

const distinct = (terms: readonly string[]): string[] => [...new Set(terms)].toSorted();

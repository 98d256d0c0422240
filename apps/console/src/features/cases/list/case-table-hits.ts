/** A piece of a text; marked where it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** Words as they were typed: what stands between spaces. */
const wordsOf = (q: string): string[] =>
  q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * Cuts a text where the words of a search stand in it. Lower and upper case and full-width forms are the same, as they are for the search.
 * A word that is nowhere whole is marked by its pairs of neighbouring characters, which is what the search found it by.
 */
export function marked(text: string, q: string | undefined): readonly Piece[] {
  const letters = Array.from(text);
  // One character of the text may become two; what is compared keeps one place for each.
  const plain = letters.map((letter) => letter.normalize('NFKC').toLowerCase());
  const hits = new Set<number>();
  for (const word of wordsOf(q ?? '')) {
    const places = placesOf(plain, Array.from(word));
    const found = places.length > 0 ? places : pairsOf(Array.from(word)).flatMap((pair) => placesOf(plain, pair));
    for (const place of found) hits.add(place);
  }
  const pieces: Piece[] = [];
  for (const [at, letter] of letters.entries()) {
    const isHit = hits.has(at);
    const last = pieces.at(-1);
    if (last?.isHit === isHit) pieces[pieces.length - 1] = { text: last.text + letter, isHit };
    else pieces.push({ text: letter, isHit });
  }
  return pieces;
}

const pairsOf = (letters: readonly string[]): string[][] => letters.slice(1).map((letter, at) => [letters[at] ?? '', letter]);

/** Every place that a word covers. */
function placesOf(plain: readonly string[], word: readonly string[]): number[] {
  if (word.length === 0) return [];
  return plain.flatMap((_letter, at) =>
    word.every((letter, offset) => plain[at + offset] === letter) ? word.map((_, offset) => at + offset) : [],
  );
}

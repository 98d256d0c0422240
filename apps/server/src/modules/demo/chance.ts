/** Random choices that are the same on every machine: the county is drawn by these and by nothing else. */
export interface Chance {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Chosen in proportion to weights, which are not negative and not all zero. */
  weighted<T>(list: readonly T[], weightOf: (item: T) => number): T;
  /** A stream of its own, so that more choices in one part of the county leave the others as they are. */
  branch(name: string): Chance;
}

/** Mulberry32: small, fast, and good enough to draw a county with. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a over UTF-16 units. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function createChance(name: string): Chance {
  const next = mulberry32(seedOf(name));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(next() * list.length)];
    if (found === undefined) throw new Error(`nothing to pick from for ${name}`);
    return found;
  };
  return {
    next,
    pick,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    happens: (share) => next() < share,
    weighted(list, weightOf) {
      const total = list.reduce((sum, item) => sum + weightOf(item), 0);
      let left = next() * total;
      for (const item of list) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return pick(list);
    },
    branch: (part) => createChance(`${name}/${part}`),
  };
}

/** Bytes for identifiers, from the same stream. */
export const bytesOf =
  (chance: Chance) =>
  (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => chance.int(0, 255));

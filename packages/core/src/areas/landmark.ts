/** Why an address or landmark was found, best first. */
export const LANDMARK_MATCHES = ['exact', 'start', 'initials', 'part', 'near_number'] as const;
export type LandmarkMatch = (typeof LANDMARK_MATCHES)[number];

export const LANDMARK_KINDS = ['address', 'landmark'] as const;
export type LandmarkKind = (typeof LANDMARK_KINDS)[number];

/** What of an address or landmark its rank depends on. */
export interface RankedPlace {
  readonly id: string;
  readonly name: string;
  readonly alias: readonly string[];
  /** Pinyin initials of the name and of each other name, apart by spaces. */
  readonly initials: string;
}

/** A name as it is compared: half-width, lower case, without spaces and punctuation. A hyphen stays, for 12-3 is not 123. */
export const placeKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}-]/gu, '');

/** Words of a query that must all be found; people put a space where they skip something. */
export const placeWords = (query: string): string[] =>
  query
    .split(/[\s,，、]+/u)
    .map(placeKey)
    .filter((word) => word !== '');

const isInitials = (word: string): boolean => /^[a-z0-9]{2,}$/u.test(word);

/** Whether a query may be meant as pinyin initials. */
export const mayBeInitials = (query: string): boolean => isInitials(placeKey(query));

/**
 * The road of an address and the number asked for: 灯塔路88号 is number 88 on 灯塔路. `null` where the query names no number after words.
 */
export function houseNumberOf(query: string): { readonly road: string; readonly number: number } | null {
  const found = /^(\D*\p{Script=Han})(\d{1,5})(?!\d)/u.exec(placeKey(query));
  return found?.[1] === undefined || found[2] === undefined ? null : { road: found[1], number: Number(found[2]) };
}

/** How a place answers a query; `null` when it does not. */
export function matchOf(place: RankedPlace, query: string): LandmarkMatch | null {
  const key = placeKey(query);
  if (key === '') return null;
  const names = [place.name, ...place.alias].map(placeKey);
  if (names.includes(key) || names.includes(`${key}号`)) return 'exact';
  if (names.some((name) => name.startsWith(key))) return 'start';
  if (isInitials(key) && place.initials.split(' ').some((initials) => initials.includes(key))) return 'initials';
  const words = placeWords(query);
  return names.some((name) => words.every((word) => name.includes(word))) ? 'part' : null;
}

/** The places that answer the query, best first: by the way in which they match, then shorter names first. */
export function rankPlaces<T extends RankedPlace>(
  places: readonly T[],
  query: string,
): { readonly place: T; readonly match: LandmarkMatch }[] {
  const found = places.flatMap((place) => {
    const match = matchOf(place, query);
    return match === null ? [] : [{ place, match }];
  });
  return found.toSorted(
    (a, b) =>
      LANDMARK_MATCHES.indexOf(a.match) - LANDMARK_MATCHES.indexOf(b.match) ||
      a.place.name.length - b.place.name.length ||
      (a.place.name === b.place.name ? compare(a.place.id, b.place.id) : compare(a.place.name, b.place.name)),
  );
}

/** Of the addresses on a road those next to a number that is not there, nearest first. */
export function nearestNumbers<T extends RankedPlace>(places: readonly T[], query: string): T[] {
  const asked = houseNumberOf(query);
  if (asked === null) return [];
  const apart = (place: T): number => {
    const own = houseNumberOf(place.name);
    return own === null || own.road !== asked.road ? Infinity : Math.abs(own.number - asked.number);
  };
  return places
    .map((place) => ({ place, by: apart(place) }))
    .filter(({ by }) => Number.isFinite(by))
    .toSorted((a, b) => a.by - b.by || compare(a.place.id, b.place.id))
    .map(({ place }) => place);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

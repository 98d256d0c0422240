import type { landmarkRoutes, Problem, RouteInput, RouteReply } from '@gridward/contract';
import {
  EVERYWHERE,
  houseNumberOf,
  mayBeInitials,
  nearestNumbers,
  ok,
  placeKey,
  placeWords,
  queryTerms,
  rankPlaces,
  reachOf,
  type Grant,
  type LandmarkMatch,
  type Result,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { AreaPicture } from '../area-picture.ts';
import { countLandmarks, landmarksStarting, landmarksWith, type LandmarkQuery, type LandmarkRow } from './landmark.repository.ts';

type Routes = typeof landmarkRoutes;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;

/** More rows than are shown, so that a shorter name further down may still come first. */
const CANDIDATES = 60;
const MOST_WITH_TERMS = 400;
const MOST_ON_ROAD = 400;

interface Found {
  readonly place: LandmarkRow;
  readonly match: LandmarkMatch;
}

/** Finds places among our own addresses and landmarks. */
export function createLandmarkSearch(
  { store, clock }: Pick<Platform, 'store' | 'clock'>,
  picture: (trx?: Transaction<Database>) => Promise<AreaPicture>,
) {
  const { db } = store;

  /** Cheapest first: beginnings by the order of the index; parts and other names only where those are too few. */
  async function candidates(q: string, query: LandmarkQuery, wanted: number): Promise<LandmarkRow[]> {
    const key = placeKey(q);
    const rows = new Map<string, LandmarkRow>();
    const add = (more: readonly LandmarkRow[]): void => more.forEach((row) => rows.set(row.id, row));
    add(await landmarksStarting(db, 'name_key', key, { ...query, limit: CANDIDATES }));
    if (rows.size < wanted && mayBeInitials(q))
      add(await landmarksStarting(db, 'initials', key, { ...query, limit: CANDIDATES }));
    const terms = [...new Set(placeWords(q).flatMap(queryTerms))];
    if (rows.size < wanted && terms.length > 0) add(await landmarksWith(db, terms, { ...query, limit: MOST_WITH_TERMS }));
    return [...rows.values()];
  }

  /** A number that nobody wrote down: its neighbours on the same road show where it must be. */
  async function neighbours(q: string, query: LandmarkQuery): Promise<Found[]> {
    const asked = houseNumberOf(q);
    if (asked === null) return [];
    const onRoad = await landmarksStarting(db, 'name_key', asked.road, { ...query, limit: MOST_ON_ROAD });
    return nearestNumbers(onRoad, q).map((place) => ({ place, match: 'near_number' }));
  }

  return {
    async search({ query: { q, limit } }: RouteInput<Routes['searchLandmarks']>, { actor }: Call): Outcome<'searchLandmarks'> {
      const areaPaths = readablePaths(actor.grants);
      if (areaPaths?.length === 0 || placeKey(q) === '') return ok({ items: [] });
      const query = { areaPaths, now: new Date(clock.now()), limit };
      const ranked: Found[] = rankPlaces(await candidates(q, query, limit), q);
      const found = ranked.length > 0 ? ranked : await neighbours(q, query);
      const { tree } = await picture();
      return ok({
        items: found.slice(0, limit).map(({ place, match }) => {
          const trail = tree.trail(place.area_id).map(({ id, name }) => ({ id, name }));
          const { id, kind, code, name, alias, source } = place;
          const position = { lng: place.position.x, lat: place.position.y };
          const area = trail.at(-1) ?? { id: place.area_id, name: '' };
          return { id, kind, code, name, alias, source, position, area, trail, match };
        }),
      });
    },
    async count(): Outcome<'countLandmarks'> {
      return ok({ items: await countLandmarks(db) });
    },
  };
}
export type LandmarkSearch = ReturnType<typeof createLandmarkSearch>;

/** As areas are read: a post at a unit alone works all over the jurisdiction. `null` is everywhere. */
function readablePaths(grants: readonly Grant[]): readonly string[] | null {
  const { areaPaths, unitPaths } = reachOf(grants, 'area.read');
  return unitPaths.length > 0 || areaPaths.includes(EVERYWHERE) ? null : areaPaths;
}

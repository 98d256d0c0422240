import { invalidField, type Problem } from '@gridward/contract';
import { err, ok, type AreaLevel, type GridKind, type Instant, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { areaM2, boxOf, interiorPoint, orientRings, type AreaGeometry } from '@gridward/geo';
import type { Transaction } from 'kysely';
import type { Platform } from '../../platform/deps.ts';
import type { Snapshot } from '../../platform/snapshot.ts';
import { insertAreas, placesOf } from './areas.repository.ts';
import { pictureAt, type AreaPicture, type AreaRecords } from './area-picture.ts';
import { closeBoundaries, insertBoundaries, latestVersions, type NewBoundaryRow } from './boundary.repository.ts';

/** An area to come into being. Left out: made, empty or now. */
export interface NewArea {
  readonly id?: Uuid;
  readonly parentId: Uuid | null;
  readonly level: AreaLevel;
  /** `basic` for a grid unless told. */
  readonly gridKind?: GridKind | null;
  readonly code?: string | null;
  readonly codeSystem?: string;
  readonly name: string;
  readonly alias?: readonly string[];
  readonly ownerUnitId?: Uuid | null;
  readonly householdCount?: number | null;
  readonly population?: number | null;
  readonly countedOn?: string | null;
  readonly validFrom?: Instant;
  readonly demo?: boolean;
}

/** A boundary that holds from a moment on and ends the version before it. */
export interface NewBoundary {
  readonly areaId: Uuid;
  readonly geometry: AreaGeometry;
  /** Now unless told. */
  readonly validFrom?: Instant;
  readonly provisional?: boolean;
  /** Where the line comes from, in words. */
  readonly source: string;
  readonly createdBy?: Uuid | null;
}

export const NATIONAL_CODES = 'GB/T 2260';
/** Codes of a city's own making. */
export const LOCAL_CODES = 'LOCAL';

/** Keeps the picture of now: built anew when the store changed, or when a dated row begins or ends. */
export function createPictures(platform: Platform, snapshot: Snapshot<AreaRecords>) {
  let latest: { readonly records: AreaRecords; readonly picture: AreaPicture; readonly from: Instant } | undefined;
  return async (trx?: Transaction<Database>): Promise<AreaPicture> => {
    const records = await snapshot.get(trx);
    const at = platform.clock.now();
    if (latest?.records === records && at >= latest.from && at < latest.picture.until) return latest.picture;
    latest = { records, picture: pictureAt(records, at), from: at };
    return latest.picture;
  };
}

/** Writes areas and boundaries. The caller decided already that they may be written. */
export function createAreaStore(platform: Platform, snapshot: Snapshot<AreaRecords>) {
  /** Areas in any number, each after its parent; answers the id of each, in the order given. */
  const createAreas = async (trx: Transaction<Database>, areas: readonly NewArea[]): Promise<Uuid[]> => {
    if (areas.length === 0) return [];
    const rows = areas.map((area) => completed(area, platform));
    const own = new Set(rows.map(({ id }) => id));
    const outside = rows.flatMap(({ parentId }) => (parentId === null || own.has(parentId) ? [] : [parentId]));
    const places = await placesOf(trx, [...new Set(outside)]);
    await insertAreas(
      trx,
      rows.map(({ parentId, ...row }) => ({
        ...row,
        parent: parentId === null ? null : { id: parentId, path: places.get(parentId) ?? '' },
      })),
    );
    await snapshot.touch(trx);
    return rows.map(({ id }) => id);
  };
  /** Versions in any number, one for an area. Each must begin after the one before it began; that one ends then, and nothing else changes. */
  const setBoundaries = async (
    trx: Transaction<Database>,
    boundaries: readonly NewBoundary[],
  ): Promise<Result<Uuid[], Problem>> => {
    if (boundaries.length === 0) return ok([]);
    const now = platform.clock.now();
    const latest = await latestVersions(
      trx,
      boundaries.map(({ areaId }) => areaId),
    );
    const rows: NewBoundaryRow[] = [];
    const closings: { id: Uuid; validTo: Instant }[] = [];
    for (const boundary of boundaries) {
      const validFrom = boundary.validFrom ?? now;
      const before = latest.get(boundary.areaId);
      if (before !== undefined && before.validFrom >= validFrom) {
        return err(
          invalidField('/validFrom', {
            zh: '前一版边界的生效时间不早于此',
            en: 'The version before begins later or at the same moment',
          }),
        );
      }
      const measures = measured(boundary.geometry);
      if (measures === undefined) {
        return err(invalidField('/geometry', { zh: '边界没有坐标', en: 'The geometry has no position' }));
      }
      if (before !== undefined && (before.validTo === null || before.validTo > validFrom))
        closings.push({ id: before.id, validTo: validFrom });
      rows.push({
        ...measures,
        id: platform.ids.next(),
        areaId: boundary.areaId,
        versionNumber: (before?.versionNumber ?? 0) + 1,
        provisional: boundary.provisional ?? false,
        source: boundary.source,
        validFrom,
        validTo: null,
        createdAt: now,
        createdBy: boundary.createdBy ?? null,
      });
    }
    await closeBoundaries(trx, closings);
    await insertBoundaries(trx, rows);
    await snapshot.touch(trx);
    return ok(rows.map(({ id }) => id));
  };
  return {
    createAreas,
    /** Call after a change of a row that this store did not make. */
    touch: (trx: Transaction<Database>): Promise<void> => snapshot.touch(trx),
    createArea: async (trx: Transaction<Database>, area: NewArea): Promise<Uuid> => {
      const id = area.id ?? platform.ids.next();
      await createAreas(trx, [{ ...area, id }]);
      return id;
    },
    setBoundaries,
    setBoundary: async (trx: Transaction<Database>, boundary: NewBoundary): Promise<Result<Uuid[], Problem>> =>
      setBoundaries(trx, [boundary]),
  };
}
export type AreaStore = ReturnType<typeof createAreaStore>;

const completed = (area: NewArea, { ids, clock }: Platform) => ({
  id: area.id ?? ids.next(),
  parentId: area.parentId,
  level: area.level,
  gridKind: area.level === 'grid' ? (area.gridKind ?? 'basic') : null,
  code: area.code ?? null,
  codeSystem: area.codeSystem ?? NATIONAL_CODES,
  name: area.name,
  alias: area.alias ?? [],
  ownerUnitId: area.ownerUnitId ?? null,
  householdCount: area.householdCount ?? null,
  population: area.population ?? null,
  countedOn: area.countedOn ?? null,
  validFrom: area.validFrom ?? clock.now(),
  demo: area.demo ?? false,
});

function measured(given: AreaGeometry) {
  const geometry = orientRings(given);
  const box = boxOf(geometry);
  const [lng, lat] = interiorPoint(geometry) ?? [];
  if (box === undefined || lng === undefined || lat === undefined) return undefined;
  return { geometry, box, representative: { lng, lat }, areaM2: areaM2(geometry) };
}

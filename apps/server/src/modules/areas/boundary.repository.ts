import { toIso, type Instant, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { AreaGeometry, Box } from '@gridward/geo';
import { sql, type Kysely, type Transaction } from 'kysely';

/** One dated version of a boundary with its measures. */
export interface BoundaryRow {
  readonly id: Uuid;
  readonly areaId: Uuid;
  readonly versionNumber: number;
  readonly geometry: AreaGeometry;
  readonly representative: { readonly lng: number; readonly lat: number };
  readonly areaM2: number;
  readonly provisional: boolean;
  readonly source: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

export interface NewBoundaryRow extends BoundaryRow {
  readonly box: Box;
  readonly createdAt: Instant;
  readonly createdBy: Uuid | null;
}

const COLUMNS = [
  'id',
  'area_id',
  'version_number',
  'geometry',
  'representative',
  'area_m2',
  'provisional',
  'source',
  'valid_from',
  'valid_to',
] as const;

/** Versions that are valid at a moment or will be later. */
export const listBoundariesFrom = async (db: Kysely<Database>, at: Instant): Promise<BoundaryRow[]> => {
  const rows = await db
    .selectFrom('area_boundary')
    .select(COLUMNS)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', new Date(at))]))
    .orderBy('area_id')
    .orderBy('version_number')
    .execute();
  return rows.map(toBoundary);
};

/** Every version of one area, the latest first. */
export const listBoundaryVersions = async (db: Kysely<Database>, areaId: Uuid): Promise<BoundaryRow[]> => {
  const rows = await db
    .selectFrom('area_boundary')
    .select(COLUMNS)
    .where('area_id', '=', areaId)
    .orderBy('version_number', 'desc')
    .execute();
  return rows.map(toBoundary);
};

const toBoundary = (row: {
  id: string;
  area_id: string;
  version_number: number;
  geometry: unknown;
  representative: { x: number; y: number };
  area_m2: number;
  provisional: boolean;
  source: string;
  valid_from: Date;
  valid_to: Date | null;
}): BoundaryRow => ({
  id: row.id,
  areaId: row.area_id,
  versionNumber: row.version_number,
  // Only `setBoundaries` writes this column.
  geometry: row.geometry as AreaGeometry,
  representative: { lng: row.representative.x, lat: row.representative.y },
  areaM2: row.area_m2,
  provisional: row.provisional,
  source: row.source,
  validFrom: row.valid_from.getTime(),
  validTo: row.valid_to?.getTime() ?? null,
});

/** The latest version of each area, whatever its dates: what a new one follows. */
export async function latestVersions(
  trx: Transaction<Database>,
  areaIds: readonly Uuid[],
): Promise<
  Map<Uuid, { readonly id: Uuid; readonly versionNumber: number; readonly validFrom: Instant; readonly validTo: Instant | null }>
> {
  const rows = await trx
    .selectFrom('area_boundary')
    .distinctOn('area_id')
    .select(['id', 'area_id', 'version_number', 'valid_from', 'valid_to'])
    .where('area_id', '=', sql<string>`any(${[...areaIds]}::uuid[])`)
    .orderBy('area_id')
    .orderBy('version_number', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      row.area_id,
      {
        id: row.id,
        versionNumber: row.version_number,
        validFrom: row.valid_from.getTime(),
        validTo: row.valid_to?.getTime() ?? null,
      },
    ]),
  );
}

/** Ends versions at the moment from which others hold. */
export async function closeBoundaries(
  trx: Transaction<Database>,
  closings: readonly { readonly id: Uuid; readonly validTo: Instant }[],
): Promise<void> {
  if (closings.length === 0) return;
  await sql`update area_boundary set valid_to = given.valid_to
    from unnest(${closings.map(({ id }) => id)}::uuid[], ${closings.map(({ validTo }) => toIso(validTo))}::timestamptz[]) as given (id, valid_to)
    where area_boundary.id = given.id`.execute(trx);
}

const BATCH = 500;

export async function insertBoundaries(trx: Transaction<Database>, rows: readonly NewBoundaryRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await trx
      .insertInto('area_boundary')
      .values(rows.slice(start, start + BATCH).map(toValues))
      .execute();
  }
}

const toValues = (row: NewBoundaryRow) => ({
  id: row.id,
  area_id: row.areaId,
  version_number: row.versionNumber,
  geometry: JSON.stringify(row.geometry),
  extent: `((${row.box[0]},${row.box[1]}),(${row.box[2]},${row.box[3]}))`,
  representative: `(${row.representative.lng},${row.representative.lat})`,
  area_m2: row.areaM2,
  provisional: row.provisional,
  source: row.source,
  valid_from: toIso(row.validFrom),
  valid_to: row.validTo === null ? null : toIso(row.validTo),
  created_at: toIso(row.createdAt),
  created_by: row.createdBy,
});

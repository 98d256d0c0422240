import { toIso, type DutyDesk, type Instant, type UnitKind, type UnitNode, type Uuid } from '@gridward/core';
import type { Database, UnitTable } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

/** A row to insert; its path is made from the parent's. */
export interface NewUnitRow {
  readonly id: Uuid;
  readonly parentId: Uuid | null;
  readonly kind: UnitKind;
  readonly code: string | null;
  readonly name: string;
  readonly shortName: string | null;
  readonly areaId: Uuid | null;
  readonly externalIds: Readonly<Record<string, string>>;
  readonly namesSeen: readonly string[];
  readonly capacityOpen: number | null;
  readonly validFrom: Instant;
  readonly demo: boolean;
}

/** What may change of a unit without a new unit coming into being. */
export type UnitPatch = Partial<
  Pick<NewUnitRow, 'kind' | 'code' | 'name' | 'shortName' | 'areaId' | 'externalIds' | 'namesSeen' | 'capacityOpen'>
>;

export async function listUnits(db: Kysely<Database>): Promise<UnitNode[]> {
  const rows = await db.selectFrom('unit').selectAll().orderBy('ordinal').execute();
  return rows.map(toNode);
}

const toNode = (row: Selectable<UnitTable>): UnitNode => ({
  id: row.id,
  parentId: row.parent_id,
  path: row.path,
  kind: row.kind,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  areaId: row.area_id,
  // Only this module writes the column, as texts by system.
  externalIds: row.external_ids as Readonly<Record<string, string>>,
  namesSeen: row.names_seen,
  capacityOpen: row.capacity_open,
  validFrom: row.valid_from.getTime(),
  validTo: row.valid_to?.getTime() ?? null,
  demo: row.demo,
  version: row.version,
});

const UNPLACED = '0';
const BATCH = 1000;

/** Inserts units, each after its parent. A path is the parent's with the row's own number added. */
export async function insertUnits(trx: Transaction<Database>, rows: readonly NewUnitRow[]): Promise<void> {
  const paths = await pathsOf(trx, rows);
  const made: Uuid[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const inserted = await trx.insertInto('unit').values(batch.map(toValues)).returning(['id', 'ordinal']).execute();
    const ordinals = new Map(inserted.map(({ id, ordinal }) => [id, ordinal]));
    for (const { id, parentId } of batch) {
      const above = parentId === null ? '' : `${paths.get(parentId)}.`;
      paths.set(id, `${above}${ordinals.get(id)}`);
      made.push(id);
    }
  }
  await sql`update unit set path = given.path::ltree
    from unnest(${made}::uuid[], ${made.map((id) => paths.get(id))}::text[]) as given (id, path)
    where unit.id = given.id`.execute(trx);
}

async function pathsOf(trx: Transaction<Database>, rows: readonly NewUnitRow[]): Promise<Map<Uuid, string>> {
  const own = new Set(rows.map(({ id }) => id));
  const outside = [...new Set(rows.flatMap(({ parentId }) => (parentId === null || own.has(parentId) ? [] : [parentId])))];
  if (outside.length === 0) return new Map();
  const found = await trx.selectFrom('unit').select(['id', 'path']).where('id', 'in', outside).execute();
  if (found.length !== outside.length) throw new Error('a unit was to be created under one that does not exist');
  return new Map(found.map(({ id, path }) => [id, path]));
}

const toValues = (row: NewUnitRow) => ({
  id: row.id,
  parent_id: row.parentId,
  path: UNPLACED,
  kind: row.kind,
  code: row.code,
  name: row.name,
  short_name: row.shortName,
  area_id: row.areaId,
  external_ids: JSON.stringify(row.externalIds),
  names_seen: [...row.namesSeen],
  capacity_open: row.capacityOpen,
  valid_from: toIso(row.validFrom),
  demo: row.demo,
});

/** False when the version is another by now. */
export async function updateUnit(trx: Transaction<Database>, id: Uuid, version: number, patch: UnitPatch): Promise<boolean> {
  const result = await trx
    .updateTable('unit')
    .set({
      ...(patch.kind === undefined ? {} : { kind: patch.kind }),
      ...(patch.code === undefined ? {} : { code: patch.code }),
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.shortName === undefined ? {} : { short_name: patch.shortName }),
      ...(patch.areaId === undefined ? {} : { area_id: patch.areaId }),
      ...(patch.externalIds === undefined ? {} : { external_ids: JSON.stringify(patch.externalIds) }),
      ...(patch.namesSeen === undefined ? {} : { names_seen: [...patch.namesSeen] }),
      ...(patch.capacityOpen === undefined ? {} : { capacity_open: patch.capacityOpen }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends a unit at a moment. False when the version is another by now. */
export async function endUnit(trx: Transaction<Database>, id: Uuid, version: number, validTo: Instant): Promise<boolean> {
  const result = await trx
    .updateTable('unit')
    .set({ valid_to: toIso(validTo), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function listDesks(db: Kysely<Database>): Promise<DutyDesk[]> {
  const rows = await db.selectFrom('duty_desk').selectAll().orderBy('valid_from').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    duty: row.duty,
    areaId: row.area_id,
    unitId: row.unit_id,
    validFrom: row.valid_from.getTime(),
    validTo: row.valid_to?.getTime() ?? null,
  }));
}

/** Ends what holds for this duty and area from a moment on, and removes what would only have begun later. */
export async function clearDesk(
  trx: Transaction<Database>,
  desk: Pick<DutyDesk, 'duty' | 'areaId'>,
  from: Instant,
): Promise<void> {
  await trx
    .deleteFrom('duty_desk')
    .where('duty', '=', desk.duty)
    .where('area_id', '=', desk.areaId)
    .where('valid_from', '>=', new Date(from))
    .execute();
  await trx
    .updateTable('duty_desk')
    .set({ valid_to: toIso(from) })
    .where('duty', '=', desk.duty)
    .where('area_id', '=', desk.areaId)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', new Date(from))]))
    .execute();
}

export async function insertDesk(trx: Transaction<Database>, desk: DutyDesk): Promise<void> {
  await trx
    .insertInto('duty_desk')
    .values({
      id: desk.id,
      duty: desk.duty,
      area_id: desk.areaId,
      unit_id: desk.unitId,
      valid_from: toIso(desk.validFrom),
      valid_to: desk.validTo === null ? null : toIso(desk.validTo),
    })
    .execute();
}

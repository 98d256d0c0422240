import { toIso, type AreaLevel, type AreaNode, type GridKind, type Instant, type Uuid } from '@gridward/core';
import type { AreaTable, Database } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

/** A row to insert; its path is made from the parent's. */
export interface NewAreaRow {
  readonly id: Uuid;
  readonly parent: { readonly id: Uuid; readonly path: string } | null;
  readonly level: AreaLevel;
  readonly gridKind: GridKind | null;
  readonly code: string | null;
  readonly codeSystem: string;
  readonly name: string;
  readonly alias: readonly string[];
  readonly ownerUnitId: Uuid | null;
  readonly householdCount: number | null;
  readonly population: number | null;
  readonly countedOn: string | null;
  readonly validFrom: Instant;
  readonly demo: boolean;
}

/** What may change of an area without a new area coming into being. */
export type AreaPatch = Partial<
  Pick<
    NewAreaRow,
    'code' | 'codeSystem' | 'name' | 'alias' | 'ownerUnitId' | 'householdCount' | 'population' | 'countedOn' | 'gridKind'
  >
>;

export async function listAreas(db: Kysely<Database>): Promise<AreaNode[]> {
  const rows = await db.selectFrom('area').selectAll().orderBy('ordinal').execute();
  return rows.map(toNode);
}

/** Paths of areas; fails on an id that does not exist, which no caller lets come so far. */
export async function placesOf(trx: Transaction<Database>, ids: readonly Uuid[]): Promise<Map<Uuid, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('area')
    .select(['id', 'path'])
    .where('id', 'in', [...ids])
    .execute();
  if (rows.length !== ids.length) throw new Error('an area was to be created under one that does not exist');
  return new Map(rows.map(({ id, path }) => [id, path]));
}

const toNode = (row: Selectable<AreaTable>): AreaNode => ({
  id: row.id,
  parentId: row.parent_id,
  path: row.path,
  level: row.level,
  gridKind: row.grid_kind,
  code: row.code,
  codeSystem: row.code_system,
  name: row.name,
  alias: row.alias,
  ownerUnitId: row.owner_unit_id,
  householdCount: row.household_count,
  population: row.population,
  countedOn: row.counted_on,
  validFrom: row.valid_from.getTime(),
  validTo: row.valid_to?.getTime() ?? null,
  demo: row.demo,
  version: row.version,
});

const UNPLACED = '0';
const BATCH = 1000;

/** Inserts areas, each after its parent, and answers their paths. A path is the parent's with the row's own number added. */
export async function insertAreas(trx: Transaction<Database>, rows: readonly NewAreaRow[]): Promise<Map<Uuid, string>> {
  const ordinals = new Map<Uuid, number>();
  for (let start = 0; start < rows.length; start += BATCH) {
    const inserted = await trx
      .insertInto('area')
      .values(rows.slice(start, start + BATCH).map(toValues))
      .returning(['id', 'ordinal'])
      .execute();
    for (const { id, ordinal } of inserted) ordinals.set(id, ordinal);
  }
  const paths = new Map<Uuid, string>();
  for (const { id, parent } of rows) {
    const above = parent === null ? '' : `${paths.get(parent.id) ?? parent.path}.`;
    paths.set(id, `${above}${ordinals.get(id)}`);
  }
  await sql`update area set path = given.path::ltree
    from unnest(${[...paths.keys()]}::uuid[], ${[...paths.values()]}::text[]) as given (id, path)
    where area.id = given.id`.execute(trx);
  return paths;
}

const toValues = (row: NewAreaRow) => ({
  id: row.id,
  parent_id: row.parent?.id ?? null,
  path: UNPLACED,
  level: row.level,
  grid_kind: row.gridKind,
  code: row.code,
  code_system: row.codeSystem,
  name: row.name,
  alias: [...row.alias],
  owner_unit_id: row.ownerUnitId,
  household_count: row.householdCount,
  population: row.population,
  counted_on: row.countedOn,
  valid_from: toIso(row.validFrom),
  demo: row.demo,
});

/** False when the version is another by now. */
export async function updateArea(trx: Transaction<Database>, id: Uuid, version: number, patch: AreaPatch): Promise<boolean> {
  const result = await trx
    .updateTable('area')
    .set({
      ...(patch.code === undefined ? {} : { code: patch.code }),
      ...(patch.codeSystem === undefined ? {} : { code_system: patch.codeSystem }),
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.alias === undefined ? {} : { alias: [...patch.alias] }),
      ...(patch.ownerUnitId === undefined ? {} : { owner_unit_id: patch.ownerUnitId }),
      ...(patch.householdCount === undefined ? {} : { household_count: patch.householdCount }),
      ...(patch.population === undefined ? {} : { population: patch.population }),
      ...(patch.countedOn === undefined ? {} : { counted_on: patch.countedOn }),
      ...(patch.gridKind === undefined ? {} : { grid_kind: patch.gridKind }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends an area at a moment. False when the version is another by now. */
export async function endArea(trx: Transaction<Database>, id: Uuid, version: number, validTo: Instant): Promise<boolean> {
  const result = await trx
    .updateTable('area')
    .set({ valid_to: toIso(validTo), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

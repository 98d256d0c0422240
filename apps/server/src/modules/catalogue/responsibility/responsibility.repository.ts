import type { CivilDate, ResponsibilityRow, Uuid } from '@gridward/core';
import type { Database, ResponsibilityTable } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

export const listResponsibilities = async (db: Kysely<Database>): Promise<ResponsibilityRow[]> => {
  const rows = await db.selectFrom('responsibility').selectAll().orderBy('id').execute();
  return rows.map(toRow);
};

const toRow = (row: Selectable<ResponsibilityTable>): ResponsibilityRow => ({
  id: row.id,
  categoryId: row.category_id,
  areaId: row.area_id,
  componentOwnerId: row.component_owner_id,
  leadUnitId: row.lead_unit_id,
  supportingUnitIds: row.supporting_unit_ids,
  legalBasis: row.legal_basis,
  origin: row.origin,
  precedentCaseId: row.precedent_case_id,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  version: row.version,
});

/** PostgreSQL takes 65,535 parameters a statement; a row has 12. */
const BATCH = 4000;

export async function insertResponsibilities(trx: Transaction<Database>, rows: readonly ResponsibilityRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await trx
      .insertInto('responsibility')
      .values(
        rows.slice(start, start + BATCH).map((row) => ({
          id: row.id,
          category_id: row.categoryId,
          area_id: row.areaId,
          component_owner_id: row.componentOwnerId,
          lead_unit_id: row.leadUnitId,
          supporting_unit_ids: [...row.supportingUnitIds],
          legal_basis: row.legalBasis,
          origin: row.origin,
          precedent_case_id: row.precedentCaseId,
          valid_from: row.validFrom,
          valid_to: row.validTo,
          version: row.version,
        })),
      )
      .execute();
  }
}

/** Ends a row before a day. False when the version is another by now. */
export async function endResponsibility(
  trx: Transaction<Database>,
  id: Uuid,
  version: number,
  validTo: CivilDate,
): Promise<boolean> {
  const result = await trx
    .updateTable('responsibility')
    .set({ valid_to: validTo, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface HistoryRow {
  readonly unitId: Uuid;
  readonly categoryId: Uuid;
  readonly areaDistance: number;
  readonly count: number;
}

/** Whose past is asked for. */
export interface HistoryQuestion {
  /** The matter itself: counted in every area. */
  readonly categoryId: Uuid;
  /** Related matters: counted in these areas only, for a whole county of them would be tens of thousands of rows. */
  readonly relatedIds: readonly Uuid[];
  readonly relatedAreaIds: readonly Uuid[];
  /** The areas of each distance, nearest first; an area counts at the first ring that has it, one of no ring at the last distance. */
  readonly areaRings: readonly (readonly Uuid[])[];
}

/** Past cases by unit, matter and how far away the area was. */
export async function countHistory(
  db: Kysely<Database>,
  { categoryId, relatedIds, relatedAreaIds, areaRings }: HistoryQuestion,
): Promise<HistoryRow[]> {
  const rings = areaRings.map((ids, distance) => sql`when area_id = any(${[...ids]}::uuid[]) then ${sql.lit(distance)}`);
  const distance = rings.length === 0 ? sql`0` : sql`case ${sql.join(rings, sql` `)} else ${sql.lit(rings.length)} end`;
  const found = await sql<HistoryRow>`
    select unit_id as "unitId", category_id as "categoryId", ${distance} as "areaDistance", sum(case_count)::integer as count
    from dispatch_history
    where category_id = ${categoryId}
      or (category_id = any(${[...relatedIds]}::uuid[]) and area_id = any(${[...relatedAreaIds]}::uuid[]))
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return found.rows;
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';

/** Who led how many cases of a matter in an area. */
export interface DispatchRow {
  readonly categoryId: Uuid;
  readonly areaId: Uuid;
  readonly unitId: Uuid;
  readonly count: number;
}

export async function listDispatches(db: Kysely<Database>): Promise<DispatchRow[]> {
  const rows = await db.selectFrom('dispatch_history').select(['category_id', 'area_id', 'unit_id', 'case_count']).execute();
  return rows.map((row) => ({ categoryId: row.category_id, areaId: row.area_id, unitId: row.unit_id, count: row.case_count }));
}

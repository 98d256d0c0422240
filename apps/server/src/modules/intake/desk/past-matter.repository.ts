import type { PastMatter, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type RawBuilder } from 'kysely';

/** What of past cases somebody may learn from. */
export interface PastReach {
  readonly areaPaths: readonly string[] | null;
  readonly unitPaths: readonly string[];
}

const readable = ({ areaPaths, unitPaths }: PastReach): RawBuilder<unknown> =>
  areaPaths === null
    ? sql`true`
    : sql`(area_path <@ ${`{${areaPaths.join(',')}}`}::ltree[] or owner_unit_path <@ ${`{${unitPaths.join(',')}}`}::ltree[]
        or lead_unit_path <@ ${`{${unitPaths.join(',')}}`}::ltree[])`;

/** The latest cases, of one grid where it is known: what was said and what it turned out to be. */
export async function latestMatters(
  db: Kysely<Database>,
  areaId: Uuid | null,
  reach: PastReach,
  limit: number,
): Promise<PastMatter[]> {
  const here = areaId === null ? sql`true` : sql`area_id = ${areaId}`;
  const found = await sql<{ category_id: string; description: string }>`select category_id, description from case_file
    where ${here} and ${readable(reach)} and description <> '' order by reported_at desc, id desc limit ${limit}`.execute(db);
  return found.rows.map(({ category_id: categoryId, description }) => ({ categoryId, description }));
}

/** How many cases of each category a grid had since a moment. */
export async function countByCategory(
  db: Kysely<Database>,
  areaId: Uuid,
  reach: PastReach,
  since: Date,
): Promise<Map<Uuid, number>> {
  const found = await sql<{ category_id: string; count: number }>`select category_id, count(*)::integer as count from case_file
    where area_id = ${areaId} and reported_at >= ${since} and ${readable(reach)} group by category_id order by category_id`.execute(
    db,
  );
  return new Map(found.rows.map(({ category_id, count }) => [category_id, count]));
}

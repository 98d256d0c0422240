import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';

/** A post in words, without its person. */
export interface PostLabelRow {
  readonly role: { readonly zh: string; readonly en: string | null };
  /** Its unit; the area, for a post that is held in an area only. */
  readonly unit: string | null;
}

export async function listPostLabels(db: Kysely<Database>, postIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, PostLabelRow>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('post')
    .innerJoin('role', 'role.id', 'post.role_id')
    .leftJoin('unit', 'unit.id', 'post.unit_id')
    .leftJoin('area', 'area.id', 'post.area_id')
    .select(['post.id', 'role.name_zh', 'role.name_en', 'unit.name as unit', 'area.name as area'])
    .where('post.id', 'in', [...postIds])
    .execute();
  return new Map(rows.map((row) => [row.id, { role: { zh: row.name_zh, en: row.name_en }, unit: row.unit ?? row.area }]));
}

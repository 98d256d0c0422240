import type { Instant, Permission, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { postFacts, type PostRow } from '../posts.repository.ts';

// Roles belong to the access module. They are only read here: a directory of posts names the role of each.

/** A post with its holder and its role in words, and without a telephone number. */
export interface HeldPostRow extends Omit<PostRow, 'workPhone'> {
  readonly roleZh: string;
  readonly roleEn: string;
}

export interface PostFilter {
  readonly personId?: Uuid | undefined;
  readonly unitId?: Uuid | undefined;
  readonly roleId?: string | undefined;
  readonly permission?: Permission | undefined;
  /** Only posts that have not ended before this moment. */
  readonly notEndedBefore?: Instant | undefined;
  readonly after?: { readonly validFrom: Instant; readonly id: Uuid } | undefined;
  readonly limit: number;
}

/** Posts, the one that began last first. */
export async function listHeldPosts(db: Kysely<Database>, filter: PostFilter): Promise<HeldPostRow[]> {
  const { personId, unitId, roleId, permission, notEndedBefore, after } = filter;
  let query = db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('role', 'role.id', 'post.role_id')
    .selectAll('post')
    .select(['person.name as person_name', 'role.name_zh', 'role.name_en'])
    .orderBy('post.valid_from', 'desc')
    .orderBy('post.id', 'desc')
    .limit(filter.limit);
  if (personId !== undefined) query = query.where('post.person_id', '=', personId);
  if (unitId !== undefined) query = query.where('post.unit_id', '=', unitId);
  if (roleId !== undefined) query = query.where('post.role_id', '=', roleId);
  if (permission !== undefined) query = query.where(sql<boolean>`${permission} = any(role.permissions)`);
  if (notEndedBefore !== undefined) {
    const at = new Date(notEndedBefore);
    query = query.where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', at)]));
  }
  if (after !== undefined)
    query = query.where(sql<boolean>`(post.valid_from, post.id) < (${new Date(after.validFrom)}, ${after.id}::uuid)`);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...postFacts(row),
    personName: row.person_name,
    roleZh: row.name_zh,
    roleEn: row.name_en,
  }));
}

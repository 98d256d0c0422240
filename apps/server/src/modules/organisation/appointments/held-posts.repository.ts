import type { Instant, Permission, TeamRole, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

// Roles belong to the access module. They are only read here: a directory of posts names the role of each.

export interface HeldPostRow {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly personName: string;
  readonly roleId: string;
  readonly roleZh: string;
  readonly roleEn: string;
  readonly unitId: Uuid | null;
  readonly areaId: Uuid | null;
  readonly teamRole: TeamRole | null;
  readonly title: string | null;
  readonly substituteFor: Uuid | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly version: number;
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
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    roleId: row.role_id,
    roleZh: row.name_zh,
    roleEn: row.name_en,
    unitId: row.unit_id,
    areaId: row.area_id,
    teamRole: row.team_role,
    title: row.title,
    substituteFor: row.substitute_for,
    validFrom: row.valid_from.getTime(),
    validTo: row.valid_to?.getTime() ?? null,
    version: row.version,
  }));
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import type { PostPicture } from '../sessions/session.repository.ts';

// Units, areas and posts belong to other modules. They are only read here, as sessions read them: where a post stands decides what it lets through.

export interface HolderCount {
  readonly permission: string;
  readonly posts: number;
  readonly persons: number;
  readonly accounts: number;
}

/** How many posts, persons and accounts each permission is given to at a moment. */
export async function countHolders(db: Kysely<Database>, at: Date): Promise<HolderCount[]> {
  const { rows } = await sql<HolderCount>`
    select granted.permission, count(distinct post.id)::int as posts, count(distinct post.person_id)::int as persons,
      count(distinct account.id)::int as accounts
    from post
    join role on role.id = post.role_id
    cross join lateral unnest(role.permissions) as granted(permission)
    left join account on account.person_id = post.person_id and account.disabled_at is null
    where post.valid_from <= ${at} and (post.valid_to is null or post.valid_to > ${at})
    group by granted.permission
    order by granted.permission`.execute(db);
  return rows;
}

export interface PreviewedPerson {
  readonly id: Uuid;
  readonly name: string;
  readonly account: { readonly id: Uuid; readonly signInName: string; readonly disabled: boolean } | null;
}

/** A person with the account by which they sign in; of several, one that is not disabled. */
export async function findPreviewedPerson(db: Kysely<Database>, personId: Uuid): Promise<PreviewedPerson | undefined> {
  const row = await db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select(['person.id', 'person.name', 'account.id as account_id', 'account.sign_in_name', 'account.disabled_at'])
    .where('person.id', '=', personId)
    .orderBy(sql`account.disabled_at is not null`)
    .orderBy('account.id')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { account_id: id, sign_in_name: signInName } = row;
  const account = id === null || signInName === null ? null : { id, signInName, disabled: row.disabled_at !== null };
  return { id: row.id, name: row.name, account };
}

export interface TriedPost {
  readonly roleId: string;
  readonly unitId: Uuid | undefined;
  readonly areaId: Uuid | undefined;
}

type Place = NonNullable<PostPicture['unit']>;

/** The post that a role would be at a place; undefined where role, unit or area is unknown. */
export async function pictureTriedPost(db: Kysely<Database>, id: Uuid, tried: TriedPost): Promise<PostPicture | undefined> {
  const role = await db.selectFrom('role').selectAll().where('id', '=', tried.roleId).executeTakeFirst();
  const unit = tried.unitId === undefined ? null : await findPlace(db, 'unit', tried.unitId);
  const area = tried.areaId === undefined ? null : await findPlace(db, 'area', tried.areaId);
  if (role === undefined || unit === undefined || area === undefined) return undefined;
  const names = { roleZh: role.name_zh, roleEn: role.name_en, adminKind: role.admin_kind, permissions: role.permissions };
  return { id, roleId: role.id, ...names, unit, area, unitIdsAbove: unit === null ? [] : await unitsAbove(db, unit.path) };
}

const findPlace = (db: Kysely<Database>, table: 'unit' | 'area', id: Uuid): Promise<Place | undefined> =>
  db.selectFrom(table).select(['id', 'name', 'path']).where('id', '=', id).executeTakeFirst();

async function unitsAbove(db: Kysely<Database>, path: string): Promise<Uuid[]> {
  const rows = await db
    .selectFrom('unit')
    .select('id')
    .where(sql<boolean>`path @> ${path}::ltree`)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

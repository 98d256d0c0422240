import type { AdminKind, Permission, Uuid } from '@gridward/core';
import type { Database, RoleTable } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { BuiltInRole } from './built-in-roles.ts';

export interface Role {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly adminKind: AdminKind | null;
  readonly permissions: readonly string[];
  readonly builtIn: boolean;
  readonly version: number;
}

const toRole = (row: Selectable<RoleTable>): Role => ({
  id: row.id,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  adminKind: row.admin_kind,
  permissions: row.permissions,
  builtIn: row.built_in,
  version: row.version,
});

export async function listRoles(db: Kysely<Database>): Promise<Role[]> {
  const rows = await db.selectFrom('role').selectAll().orderBy('built_in', 'desc').orderBy('id').execute();
  return rows.map(toRole);
}

/** Reads a role while nobody else may grant or change any, until this transaction ends: kinds are checked across roles. */
export async function lockRole(trx: Transaction<Database>, id: string): Promise<Role | undefined> {
  const rows = await trx.selectFrom('role').selectAll().orderBy('id').forUpdate().execute();
  return rows.map(toRole).find((role) => role.id === id);
}

/** Reads a role and keeps others from changing it until this transaction ends. */
export async function shareRole(trx: Transaction<Database>, id: string): Promise<Role | undefined> {
  const row = await trx.selectFrom('role').selectAll().where('id', '=', id).forShare().executeTakeFirst();
  return row === undefined ? undefined : toRole(row);
}

export interface RoleValues {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly adminKind: AdminKind | null;
  readonly permissions: readonly Permission[];
}

/** Creates a role, or changes one that still has this version. Undefined when another was faster. */
export async function upsertRole(trx: Transaction<Database>, role: RoleValues, version: number): Promise<Role | undefined> {
  const values = {
    name_zh: role.nameZh,
    name_en: role.nameEn,
    admin_kind: role.adminKind,
    permissions: [...role.permissions],
  };
  const row = await trx
    .insertInto('role')
    .values({ id: role.id, ...values })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ ...values, version: sql`role.version + 1` })
        .where('role.version', '=', version),
    )
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : toRole(row);
}

/** Adds the roles that are missing; those that are there keep what a deployment made of them. */
export async function insertMissingRoles(trx: Transaction<Database>, roles: readonly BuiltInRole[]): Promise<void> {
  await trx
    .insertInto('role')
    .values(
      roles.map((role) => ({
        id: role.id,
        name_zh: role.zh,
        name_en: role.en,
        admin_kind: role.adminKind,
        permissions: [...role.permissions],
        built_in: true,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Keeps others from granting anything to this person until the transaction ends. */
export async function lockPerson(trx: Transaction<Database>, personId: Uuid): Promise<boolean> {
  const row = await trx.selectFrom('person').select('id').where('id', '=', personId).forNoKeyUpdate().executeTakeFirst();
  return row !== undefined;
}

/** A post whose role has an administrator kind. */
export interface AdminPost {
  readonly postId: Uuid;
  readonly personId: Uuid;
  readonly roleId: string;
  readonly kind: AdminKind;
  readonly validFrom: Date;
  readonly validTo: Date | null;
}

const adminPosts = (db: Kysely<Database>) =>
  db
    .selectFrom('post')
    .innerJoin('role', 'role.id', 'post.role_id')
    .select(['post.id', 'post.person_id', 'post.role_id', 'role.admin_kind', 'post.valid_from', 'post.valid_to'])
    .orderBy('post.id');

type AdminPostRow = Awaited<ReturnType<ReturnType<typeof adminPosts>['execute']>>[number];

const toAdminPosts = (rows: readonly AdminPostRow[]): AdminPost[] =>
  rows.flatMap((row) =>
    row.admin_kind === null
      ? []
      : [
          {
            postId: row.id,
            personId: row.person_id,
            roleId: row.role_id,
            kind: row.admin_kind,
            validFrom: row.valid_from,
            validTo: row.valid_to,
          },
        ],
  );

/** All administrator posts of a person, past and future too. */
export async function adminPostsOf(db: Kysely<Database>, personId: Uuid): Promise<AdminPost[]> {
  return toAdminPosts(
    await adminPosts(db).where('post.person_id', '=', personId).where('role.admin_kind', 'is not', null).execute(),
  );
}

/** A post by which somebody holds the role whose kind is to change, or an administrator post of such a person. */
export async function adminPostsOfHolders(db: Kysely<Database>, roleId: string, kind: AdminKind): Promise<AdminPost[]> {
  const holders = db.selectFrom('post').select('person_id').where('role_id', '=', roleId);
  const rows = await adminPosts(db)
    .where('post.person_id', 'in', holders)
    .where((eb) => eb.or([eb('role.admin_kind', 'is not', null), eb('role.id', '=', roleId)]))
    .execute();
  return toAdminPosts(rows.map((row) => (row.role_id === roleId ? { ...row, admin_kind: kind } : row)));
}

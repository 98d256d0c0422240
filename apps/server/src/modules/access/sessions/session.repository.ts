import { SESSION_IDLE_MS, type AdminKind, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

export interface SessionRow {
  readonly csrfToken: string;
  readonly secondFactorAt: Date | null;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly accountId: Uuid;
}

/** An account with its person, as a session shows it. */
export interface AccountPicture {
  readonly accountId: Uuid;
  readonly personId: Uuid;
  readonly name: string;
  readonly demo: boolean;
  readonly signInName: string;
  readonly locale: 'zh-CN' | 'en';
  readonly passwordChangedAt: Date;
  readonly mustChangePassword: boolean;
  readonly secondFactor: boolean;
  readonly disabled: boolean;
}

/** A post that is valid now, with its role, its places and every unit above it. */
export interface PostPicture {
  readonly id: Uuid;
  readonly roleId: string;
  readonly roleZh: string;
  readonly roleEn: string;
  readonly adminKind: AdminKind | null;
  readonly permissions: readonly string[];
  readonly unit: { readonly id: Uuid; readonly name: string; readonly path: string } | null;
  readonly area: { readonly id: Uuid; readonly name: string; readonly path: string } | null;
  readonly unitIdsAbove: readonly Uuid[];
}

export async function findSession(db: Kysely<Database>, idHash: Buffer): Promise<SessionRow | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    csrfToken: row.csrf_token,
    secondFactorAt: row.second_factor_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    accountId: row.account_id,
  };
}

export async function findAccountPicture(db: Kysely<Database>, accountId: Uuid): Promise<AccountPicture | undefined> {
  const row = await db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .selectAll('account')
    .select(['person.name', 'person.demo'])
    .where('account.id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    accountId: row.id,
    personId: row.person_id,
    name: row.name,
    demo: row.demo,
    signInName: row.sign_in_name,
    locale: row.locale === 'en' ? 'en' : 'zh-CN',
    passwordChangedAt: row.password_changed_at,
    mustChangePassword: row.must_change_password,
    secondFactor: row.totp_confirmed_at !== null,
    disabled: row.disabled_at !== null,
  };
}

export async function listPosts(db: Kysely<Database>, personId: Uuid, at: Date): Promise<PostPicture[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('role', 'role.id', 'post.role_id')
    .leftJoin('unit', 'unit.id', 'post.unit_id')
    .leftJoin('area', 'area.id', 'post.area_id')
    .select(['post.id', 'role.id as role_id', 'role.name_zh', 'role.name_en', 'role.admin_kind', 'role.permissions'])
    .select(['unit.id as unit_id', 'unit.name as unit_name', 'unit.path as unit_path'])
    .select(['area.id as area_id', 'area.name as area_name', 'area.path as area_path'])
    .select(sql<Uuid[]>`array(select above.id from unit above where above.path @> unit.path order by above.id)`.as('above'))
    .where('post.person_id', '=', personId)
    .where('post.valid_from', '<=', at)
    .where((eb) => eb.or([eb('post.valid_to', 'is', null), eb('post.valid_to', '>', at)]))
    .orderBy('post.valid_from')
    .orderBy('post.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    roleId: row.role_id,
    roleZh: row.name_zh,
    roleEn: row.name_en,
    adminKind: row.admin_kind,
    permissions: row.permissions,
    unit: placeOf(row.unit_id, row.unit_name, row.unit_path),
    area: placeOf(row.area_id, row.area_name, row.area_path),
    unitIdsAbove: row.above,
  }));
}

const placeOf = (id: Uuid | null, name: string | null, path: string | null) =>
  id === null || name === null || path === null ? null : { id, name, path };

export interface NewSession {
  readonly idHash: Buffer;
  readonly accountId: Uuid;
  readonly csrfToken: string;
  readonly secondFactorAt: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly userAgent: string | null;
}

export async function insertSession(trx: Transaction<Database>, session: NewSession): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      id_hash: session.idHash,
      account_id: session.accountId,
      csrf_token: session.csrfToken,
      second_factor_at: session.secondFactorAt,
      created_at: session.createdAt,
      last_seen_at: session.createdAt,
      expires_at: session.expiresAt,
      address: session.address,
      user_agent: session.userAgent,
    })
    .execute();
}

export async function deleteSession(db: Kysely<Database>, idHash: Buffer): Promise<boolean> {
  const done = await db.deleteFrom('session').where('id_hash', '=', idHash).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Ends the sessions of an account, but for the one named. */
export async function deleteSessionsOf(trx: Transaction<Database>, accountId: Uuid, except?: Buffer): Promise<void> {
  let query = trx.deleteFrom('session').where('account_id', '=', accountId);
  if (except !== undefined) query = query.where('id_hash', '<>', except);
  await query.execute();
}

export async function markSeen(db: Kysely<Database>, idHash: Buffer, at: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: at })
    .where('id_hash', '=', idHash)
    .where('last_seen_at', '<', at)
    .execute();
}

export async function markSecondFactor(trx: Transaction<Database>, idHash: Buffer, at: Date): Promise<void> {
  await trx.updateTable('session').set({ second_factor_at: at }).where('id_hash', '=', idHash).execute();
}

/** Deletes the sessions that have ended. Returns how many. */
export async function deleteEndedSessions(db: Kysely<Database>, now: Date): Promise<number> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const done = await db
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('last_seen_at', '<=', idleSince)]))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

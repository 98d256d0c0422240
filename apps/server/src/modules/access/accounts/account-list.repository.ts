import type { AdminKind, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

/** An account as administrators see it. */
export interface AccountRow {
  readonly id: Uuid;
  readonly signInName: string;
  readonly personId: Uuid;
  readonly personName: string;
  readonly disabled: boolean;
  readonly lockedUntil: Date | null;
  readonly secondFactor: boolean;
  readonly lastSignInAt: Date | null;
  readonly adminKinds: readonly AdminKind[];
  readonly version: number;
}

const accountRows = (db: Kysely<Database>, at: Date) =>
  db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .select([
      'account.id',
      'account.sign_in_name',
      'account.person_id',
      'person.name',
      'account.disabled_at',
      'account.locked_until',
    ])
    .select(['account.totp_confirmed_at', 'account.last_sign_in_at', 'account.version'])
    .select(
      sql<AdminKind[]>`array(
        select distinct role.admin_kind from post join role on role.id = post.role_id
        where post.person_id = account.person_id and role.admin_kind is not null and (post.valid_to is null or post.valid_to > ${at})
        order by role.admin_kind)`.as('admin_kinds'),
    );

type RawRow = Awaited<ReturnType<ReturnType<typeof accountRows>['execute']>>[number];

const toRow = (row: RawRow): AccountRow => ({
  id: row.id,
  signInName: row.sign_in_name,
  personId: row.person_id,
  personName: row.name,
  disabled: row.disabled_at !== null,
  lockedUntil: row.locked_until,
  secondFactor: row.totp_confirmed_at !== null,
  lastSignInAt: row.last_sign_in_at,
  adminKinds: row.admin_kinds,
  version: row.version,
});

export async function findAccountRow(db: Kysely<Database>, id: Uuid, at: Date): Promise<AccountRow | undefined> {
  const row = await accountRows(db, at).where('account.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toRow(row);
}

/** Accounts by sign-in name; `after` is the sign-in name that the page before ended with. */
export async function listAccountRows(
  db: Kysely<Database>,
  page: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number; readonly at: Date },
): Promise<AccountRow[]> {
  let query = accountRows(db, page.at)
    .orderBy(sql`lower(account.sign_in_name)`)
    .limit(page.limit);
  if (page.after !== undefined) query = query.where(sql<boolean>`lower(account.sign_in_name) > lower(${page.after})`);
  if (page.q !== undefined) {
    const pattern = `%${page.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('account.sign_in_name', 'ilike', pattern), eb('person.name', 'ilike', pattern)]));
  }
  return (await query.execute()).map(toRow);
}

/** Administrator kinds that a person holds now or will hold. */
export async function adminKindsOf(db: Kysely<Database>, personId: Uuid, at: Date): Promise<AdminKind[]> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('role', 'role.id', 'post.role_id')
    .select('role.admin_kind')
    .distinct()
    .where('post.person_id', '=', personId)
    .where('role.admin_kind', 'is not', null)
    .where((eb) => eb.or([eb('post.valid_to', 'is', null), eb('post.valid_to', '>', at)]))
    .orderBy('role.admin_kind')
    .execute();
  return rows.flatMap(({ admin_kind: kind }) => (kind === null ? [] : [kind]));
}

export async function personExists(db: Kysely<Database>, personId: Uuid): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()) !== undefined;
}

import { PASSWORD_HISTORY, type FailureCount, type Uuid } from '@gridward/core';
import type { AccountTable, Database } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely';

/** What signing in and changing secrets need of an account. */
export interface AccountSecrets {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly signInName: string;
  readonly passwordHash: string;
  readonly passwordChangedAt: Date;
  readonly totpSecret: Buffer | null;
  readonly totpConfirmed: boolean;
  readonly totpLastStep: number | null;
  readonly failures: FailureCount;
  readonly disabled: boolean;
  readonly version: number;
}

const toSecrets = (row: Selectable<AccountTable>): AccountSecrets => ({
  id: row.id,
  personId: row.person_id,
  signInName: row.sign_in_name,
  passwordHash: row.password_hash,
  passwordChangedAt: row.password_changed_at,
  totpSecret: row.totp_secret,
  totpConfirmed: row.totp_confirmed_at !== null,
  totpLastStep: row.totp_last_step,
  failures: { failedAttempts: row.failed_attempts, lockedUntil: row.locked_until?.getTime() ?? null },
  disabled: row.disabled_at !== null,
  version: row.version,
});

export async function findByName(db: Kysely<Database>, signInName: string): Promise<AccountSecrets | undefined> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where(sql<boolean>`lower(sign_in_name) = lower(${signInName})`)
    .executeTakeFirst();
  return row === undefined ? undefined : toSecrets(row);
}

export async function findSecrets(db: Kysely<Database>, id: Uuid): Promise<AccountSecrets | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toSecrets(row);
}

/** Reads an account and keeps it from changing until the transaction ends. */
export async function lockAccount(trx: Transaction<Database>, id: Uuid): Promise<AccountSecrets | undefined> {
  const row = await trx.selectFrom('account').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row === undefined ? undefined : toSecrets(row);
}

export interface NewAccount {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly signInName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly at: Date;
}

/** False when the name is taken. */
export async function insertAccount(trx: Transaction<Database>, account: NewAccount): Promise<boolean> {
  const row = await trx
    .insertInto('account')
    .values({
      id: account.id,
      person_id: account.personId,
      sign_in_name: account.signInName,
      password_hash: account.passwordHash,
      password_changed_at: account.at,
      must_change_password: account.mustChangePassword,
      created_at: account.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What may change of an account, in words of the table. */
export type AccountChange = Pick<
  Updateable<AccountTable>,
  | 'password_hash'
  | 'password_changed_at'
  | 'must_change_password'
  | 'totp_secret'
  | 'totp_confirmed_at'
  | 'totp_last_step'
  | 'failed_attempts'
  | 'locked_until'
  | 'disabled_at'
  | 'last_sign_in_at'
  | 'locale'
>;

/** A change that the account's holder causes; the version that administrators see stays. */
export async function changeAccount(trx: Transaction<Database>, id: Uuid, change: AccountChange): Promise<void> {
  await trx.updateTable('account').set(change).where('id', '=', id).execute();
}

/** A change by an administrator. */
export async function administerAccount(trx: Transaction<Database>, id: Uuid, change: AccountChange): Promise<void> {
  await trx
    .updateTable('account')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export const lockColumns = (failures: FailureCount): AccountChange => ({
  failed_attempts: failures.failedAttempts,
  locked_until: failures.lockedUntil === null ? null : new Date(failures.lockedUntil),
});

/** Hashes of the passwords before the present one, newest first. */
export async function listPasswordHistory(db: Kysely<Database>, accountId: Uuid): Promise<string[]> {
  const rows = await db
    .selectFrom('password_history')
    .select('password_hash')
    .where('account_id', '=', accountId)
    .orderBy('changed_at', 'desc')
    .limit(PASSWORD_HISTORY)
    .execute();
  return rows.map((row) => row.password_hash);
}

/** Moves the present hash into the history and forgets what is older than the rule asks for. */
export async function archivePassword(trx: Transaction<Database>, account: AccountSecrets): Promise<void> {
  await trx
    .insertInto('password_history')
    .values({ account_id: account.id, changed_at: account.passwordChangedAt, password_hash: account.passwordHash })
    .onConflict((conflict) => conflict.columns(['account_id', 'changed_at']).doUpdateSet({ password_hash: account.passwordHash }))
    .execute();
  const kept = trx
    .selectFrom('password_history')
    .select('changed_at')
    .where('account_id', '=', account.id)
    .orderBy('changed_at', 'desc')
    .limit(PASSWORD_HISTORY);
  await trx.deleteFrom('password_history').where('account_id', '=', account.id).where('changed_at', 'not in', kept).execute();
}

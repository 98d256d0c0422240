import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

/** One setting of the deployment. Its shape belongs to the module that names the key. */
export interface StoredSetting {
  readonly value: unknown;
  readonly version: number;
}

export const readSetting = (db: Kysely<Database>, key: string): Promise<StoredSetting | undefined> =>
  db.selectFrom('setting').select(['value', 'version']).where('key', '=', key).executeTakeFirst();

/**
 * Saves a setting that was read at `version`; 0 is one that was never saved.
 * @returns false when somebody else saved it meanwhile
 */
export async function writeSetting(
  trx: Transaction<Database>,
  key: string,
  change: { readonly value: unknown; readonly version: number; readonly at: Date; readonly accountId: Uuid | null },
): Promise<boolean> {
  const values = { value: JSON.stringify(change.value), changed_at: change.at, changed_by: change.accountId };
  if (change.version === 0) {
    const inserted = await trx
      .insertInto('setting')
      .values({ key, ...values, version: 1 })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await trx
    .updateTable('setting')
    .set({ ...values, version: change.version + 1 })
    .where('key', '=', key)
    .where('version', '=', change.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

import type { Instant, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

export async function findSetting(db: Kysely<Database>, key: string): Promise<unknown> {
  const found = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return found?.value;
}

export async function saveSetting(
  trx: Transaction<Database>,
  key: string,
  value: unknown,
  at: Instant,
  by: Uuid | null,
): Promise<void> {
  const fields = { value: JSON.stringify(value), changed_at: new Date(at), changed_by: by };
  await trx
    .insertInto('setting')
    .values({ key, ...fields })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({ ...fields, version: row('setting.version', '+', 1) })),
    )
    .execute();
}

export async function findVersionedSetting(
  db: Kysely<Database>,
  key: string,
): Promise<{ readonly value: unknown; readonly version: number } | undefined> {
  return db.selectFrom('setting').select(['value', 'version']).where('key', '=', key).executeTakeFirst();
}

/** Version 0 makes it. False when the version is another by now. */
export async function saveVersionedSetting(
  trx: Transaction<Database>,
  key: string,
  change: { readonly value: unknown; readonly version: number; readonly at: Instant; readonly by: Uuid | null },
): Promise<boolean> {
  const fields = { value: JSON.stringify(change.value), changed_at: new Date(change.at), changed_by: change.by };
  if (change.version === 0) {
    const inserted = await trx
      .insertInto('setting')
      .values({ key, ...fields })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await trx
    .updateTable('setting')
    .set({ ...fields, version: change.version + 1 })
    .where('key', '=', key)
    .where('version', '=', change.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

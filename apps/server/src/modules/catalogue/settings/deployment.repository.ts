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

import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

const keyOf = (name: string): string => `snapshot.${name}`;

export async function readVersion(db: Kysely<Database>, name: string): Promise<number> {
  const found = await db.selectFrom('setting').select('version').where('key', '=', keyOf(name)).executeTakeFirst();
  return found?.version ?? 0;
}

export async function bumpVersion(trx: Transaction<Database>, name: string, changedAt: Date): Promise<void> {
  await trx
    .insertInto('setting')
    .values({ key: keyOf(name), value: 'null', changed_at: changedAt, version: 1 })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ version: sql`setting.version + 1`, changed_at: changedAt }))
    .execute();
}

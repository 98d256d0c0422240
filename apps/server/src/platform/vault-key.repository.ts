import type { Database } from '@gridward/db';
import { sql, type Transaction } from 'kysely';

const KEY_ID = 'vault.key_id';

export async function findKeyId(trx: Transaction<Database>): Promise<string | undefined> {
  const found = await trx.selectFrom('setting').select('value').where('key', '=', KEY_ID).forUpdate().executeTakeFirst();
  return typeof found?.value === 'string' ? found.value : undefined;
}

export async function saveKeyId(trx: Transaction<Database>, keyId: string, changedAt: Date): Promise<void> {
  await trx
    .insertInto('setting')
    .values({ key: KEY_ID, value: JSON.stringify(keyId), changed_at: changedAt })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(keyId), changed_at: changedAt }))
    .execute();
}

/** Is there anything that only the vault's key can open? */
export async function holdsSealedData(trx: Transaction<Database>): Promise<boolean> {
  const found = await sql<{ held: boolean }>`
    select exists (select from reporter_vault)
      or exists (select from outgoing_message where address is not null)
      or exists (select from attachment where original_sha256 is not null)
      or exists (select from account where totp_secret is not null) as held`.execute(trx);
  return found.rows[0]?.held ?? false;
}

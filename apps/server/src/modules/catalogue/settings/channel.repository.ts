import type { ChannelKind, ModelChannel } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

export interface ChannelRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: ChannelKind;
  readonly adapter: string | null;
  readonly active: boolean;
  readonly version: number;
}

export async function listChannels(db: Kysely<Database>): Promise<ChannelRow[]> {
  const rows = await db
    .selectFrom('channel')
    .select(['id', 'name_zh', 'name_en', 'kind', 'adapter', 'active', 'version'])
    .orderBy('id')
    .execute();
  return rows.map(({ name_zh: nameZh, name_en: nameEn, ...row }) => ({ ...row, nameZh, nameEn }));
}

/** Channels that are there already stay as they are. */
export async function insertChannels(trx: Transaction<Database>, channels: readonly ModelChannel[]): Promise<void> {
  if (channels.length === 0) return;
  await trx
    .insertInto('channel')
    .values(channels.map(({ id, kind, name }) => ({ id, kind, name_zh: name.zh, name_en: name.en })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Version 0 makes a new channel. False when the version is another by now, or the channel is there already. */
export async function saveChannel(trx: Transaction<Database>, row: ChannelRow): Promise<boolean> {
  const fields = { name_zh: row.nameZh, name_en: row.nameEn, kind: row.kind, adapter: row.adapter, active: row.active };
  if (row.version === 0) {
    const inserted = await trx
      .insertInto('channel')
      .values({ id: row.id, ...fields })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await trx
    .updateTable('channel')
    .set({ ...fields, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

import type { CaseMapping } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

/** Channels of a file keep its own words as ids; those that are there stay as they are. */
export async function saveFileChannels(
  trx: Transaction<Database>,
  channels: readonly string[],
  { channels: kinds }: Pick<CaseMapping, 'channels'>,
): Promise<void> {
  if (channels.length === 0) return;
  await trx
    .insertInto('channel')
    .values(
      channels.map((id) => ({ id, name_zh: id, name_en: id, kind: Object.hasOwn(kinds, id) ? (kinds[id] ?? 'other') : 'other' })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function listChannelIds(db: Kysely<Database>): Promise<Set<string>> {
  const rows = await db.selectFrom('channel').select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

export interface AdapterChannel {
  readonly id: string;
  readonly adapter: string;
  readonly settings: unknown;
}

/** Active channels that a program serves. */
export async function listAdapterChannels(db: Kysely<Database>): Promise<AdapterChannel[]> {
  const rows = await db
    .selectFrom('channel')
    .select(['id', 'adapter', 'settings'])
    .where('active', '=', true)
    .where('adapter', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, adapter, settings }) => (adapter === null ? [] : [{ id, adapter, settings }]));
}

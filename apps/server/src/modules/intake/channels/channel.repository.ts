import type { CaseMapping, ClosureKind, Uuid } from '@gridward/core';
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

/** What of a case its channel is told. */
export interface ToldCase {
  readonly channelId: string;
  readonly adapter: string;
  readonly settings: unknown;
  readonly externalId: string;
  readonly number: string;
  readonly closureKind: ClosureKind | null;
}

/** `undefined` for a case that came by no channel with an adapter. */
export async function findTold(trx: Transaction<Database>, caseId: Uuid): Promise<ToldCase | undefined> {
  const found = await trx
    .selectFrom('case_file')
    .innerJoin('channel', 'channel.id', 'case_file.external_source')
    .select(['channel.id', 'channel.adapter', 'channel.settings', 'external_id', 'number', 'closure_kind'])
    .where('case_file.id', '=', caseId)
    .where('channel.active', '=', true)
    .executeTakeFirst();
  if (found === undefined || found.adapter === null || found.external_id === null) return undefined;
  return {
    channelId: found.id,
    adapter: found.adapter,
    settings: found.settings,
    externalId: found.external_id,
    number: found.number,
    closureKind: found.closure_kind as ClosureKind | null,
  };
}

export async function queueStatus(
  trx: Transaction<Database>,
  { id, topic, caseId, payload, at }: { id: Uuid; topic: string; caseId: Uuid; payload: unknown; at: Date },
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ id, topic, object_id: caseId, payload: JSON.stringify(payload), created_at: at, due_at: at })
    .execute();
}

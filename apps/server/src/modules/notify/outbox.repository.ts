import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

/** A side effect that was committed with its cause and waits to be carried out. */
export interface OutboxItem {
  readonly id: Uuid;
  readonly topic: string;
  readonly objectId: Uuid | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly attempts: number;
}

/** Takes waiting items under a row lock that other processes skip, so that each is worked on once at a time. */
export async function takeWaiting(trx: Transaction<Database>, now: Date, limit: number): Promise<OutboxItem[]> {
  const rows = await trx
    .selectFrom('outbox')
    .select(['id', 'topic', 'object_id', 'payload', 'created_at', 'attempts'])
    .where('delivered_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    objectId: row.object_id,
    payload: row.payload as OutboxItem['payload'],
    createdAt: row.created_at,
    attempts: row.attempts,
  }));
}

export async function markDelivered(trx: Transaction<Database>, ids: readonly Uuid[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('outbox')
    .set({ delivered_at: at, last_error: null })
    .where('id', 'in', [...ids])
    .execute();
}

/** Leases an item to one process: nobody else sees it before `dueAt`. */
export async function postpone(trx: Transaction<Database>, id: Uuid, dueAt: Date): Promise<void> {
  await trx.updateTable('outbox').set({ due_at: dueAt }).where('id', '=', id).execute();
}

export async function markFailed(
  trx: Transaction<Database>,
  id: Uuid,
  failure: { readonly error: string; readonly nextAt: Date | null; readonly at: Date },
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      attempts: sql`attempts + 1`,
      last_error: failure.error,
      ...(failure.nextAt === null ? { dead_at: failure.at } : { due_at: failure.nextAt }),
    })
    .where('id', '=', id)
    // Another process may have delivered it between our failure and this record of it.
    .where('delivered_at', 'is', null)
    .execute();
}

/** Delivered items are kept for a while so that a technician can look, then go in batches. */
export async function deleteDelivered(db: Kysely<Database>, before: Date, limit: number): Promise<number> {
  const result = await db
    .deleteFrom('outbox')
    .where('id', 'in', (eb) => eb.selectFrom('outbox').select('id').where('delivered_at', '<', before).limit(limit))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

export interface OutboxHealth {
  readonly waiting: number;
  readonly retrying: number;
  readonly dead: number;
  readonly oldestWaitingAt: Date | null;
}

export async function readHealth(db: Kysely<Database>): Promise<OutboxHealth> {
  const result = await sql<{ waiting: number; retrying: number; dead: number; oldest: Date | null }>`
    select (count(*) filter (where dead_at is null))::integer as waiting, (count(*) filter (where dead_at is null and attempts > 0))::integer as retrying,
           (count(*) filter (where dead_at is not null))::integer as dead, min(created_at) filter (where dead_at is null) as oldest
      from outbox where delivered_at is null`.execute(db);
  const row = result.rows[0];
  return { waiting: row?.waiting ?? 0, retrying: row?.retrying ?? 0, dead: row?.dead ?? 0, oldestWaitingAt: row?.oldest ?? null };
}

export const OUTBOX_STATES = ['waiting', 'retrying', 'dead'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** Items that are not delivered, oldest first, without what they carry: that may be a message to a resident. */
export async function listItems(
  db: Kysely<Database>,
  filter: {
    readonly state: OutboxState;
    readonly after: { readonly at: Date; readonly id: Uuid } | undefined;
    readonly limit: number;
  },
) {
  const { state, after, limit } = filter;
  return db
    .selectFrom('outbox')
    .select(['id', 'topic', 'object_id', 'created_at', 'due_at', 'attempts', 'last_error', 'dead_at'])
    .where('delivered_at', 'is', null)
    .where('dead_at', state === 'dead' ? 'is not' : 'is', null)
    .$if(state === 'retrying', (query) => query.where('attempts', '>', 0))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('created_at', 'id'), '>', where.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Makes an item due at once and forgives its failures. Gives its topic; `undefined` when it is delivered by now. */
export async function reviveItem(trx: Transaction<Database>, id: Uuid, at: Date): Promise<string | undefined> {
  const row = await trx
    .updateTable('outbox')
    .set({ dead_at: null, attempts: 0, due_at: at })
    .where('id', '=', id)
    .where('delivered_at', 'is', null)
    .returning('topic')
    .executeTakeFirst();
  return row?.topic;
}

/** Takes an item that was given up out of the outbox. Gives its topic; `undefined` when it is not one of those by now. */
export async function removeDead(trx: Transaction<Database>, id: Uuid): Promise<string | undefined> {
  const row = await trx
    .deleteFrom('outbox')
    .where('id', '=', id)
    .where('delivered_at', 'is', null)
    .where('dead_at', 'is not', null)
    .returning('topic')
    .executeTakeFirst();
  return row?.topic;
}

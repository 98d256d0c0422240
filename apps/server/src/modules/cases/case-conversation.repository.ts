import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

const MOST_MESSAGES = 500;

/** The latest messages, latest first. */
export async function listMessages(db: Kysely<Database>, caseId: Uuid) {
  return db
    .selectFrom('case_message')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_MESSAGES)
    .execute();
}

export interface NewNote {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly body: string;
  readonly accountId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly at: Date;
}

export async function insertNote(trx: Transaction<Database>, note: NewNote): Promise<void> {
  await trx
    .insertInto('case_message')
    .values({
      id: note.id,
      case_id: note.caseId,
      direction: 'note',
      body: note.body,
      account_id: note.accountId,
      unit_id: note.unitId,
      at: note.at,
    })
    .execute();
}

export interface NewOrder {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly orderedBy: Uuid;
  readonly orderedAt: Date;
  readonly unitId: Uuid;
  readonly text: string;
  readonly dueAt: Date;
  /** When the unit is reminded; never where nothing is said. */
  readonly remindAt?: Date;
  readonly follows?: Uuid | null;
}

export async function insertOrder(trx: Transaction<Database>, order: NewOrder): Promise<void> {
  await trx
    .insertInto('supervision_order')
    .values({
      id: order.id,
      case_id: order.caseId,
      ordered_by: order.orderedBy,
      ordered_at: order.orderedAt,
      unit_id: order.unitId,
      text: order.text,
      due_at: order.dueAt,
      remind_at: order.remindAt ?? null,
      follows: order.follows ?? null,
    })
    .execute();
}

export async function listOrders(db: Kysely<Database>, caseId: Uuid) {
  return db
    .selectFrom('supervision_order')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('ordered_at')
    .orderBy('id')
    .limit(MOST_MESSAGES)
    .execute();
}

export async function findOrder(db: Kysely<Database>, caseId: Uuid, orderId: Uuid) {
  return db
    .selectFrom('supervision_order')
    .select(['unit_id', 'ordered_by'])
    .where('id', '=', orderId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
}

/** @returns false when it was replied to already. */
export async function replyToOrder(
  trx: Transaction<Database>,
  reply: {
    readonly orderId: Uuid;
    readonly caseId: Uuid;
    readonly text: string;
    readonly accountId: Uuid | null;
    readonly attachmentIds: readonly Uuid[];
    readonly at: Date;
  },
): Promise<boolean> {
  const updated = await trx
    .updateTable('supervision_order')
    .set({ reply: reply.text, replied_at: reply.at, replied_by: reply.accountId, attachment_ids: [...reply.attachmentIds] })
    .where('id', '=', reply.orderId)
    .where('case_id', '=', reply.caseId)
    .where('replied_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Of these cases those whose last word with the reporter is a question of ours, with when it was asked. */
export async function awaitedAnswers(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Date>> {
  if (caseIds.length === 0) return new Map();
  const found = await sql<{ case_id: Uuid; at: Date }>`select case_id, at from
    (select distinct on (case_id) case_id, at, asks from case_message
      where case_id = any (${`{${caseIds.join(',')}}`}::uuid[]) and direction <> 'note'
      order by case_id, at desc, id desc) as last where asks`.execute(db);
  return new Map(found.rows.map(({ case_id, at }) => [case_id, at]));
}

/** Of these cases those that owe a reply to an order of supervision, with when the first is due. */
export async function owedReplies(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, Date>> {
  if (caseIds.length === 0) return new Map();
  const found = await sql<{ case_id: Uuid; at: Date }>`select case_id, min(due_at) as at from supervision_order
     where case_id = any (${`{${caseIds.join(',')}}`}::uuid[]) and replied_at is null group by case_id`.execute(db);
  return new Map(found.rows.map(({ case_id, at }) => [case_id, at]));
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

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
    .select('unit_id')
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
    readonly at: Date;
  },
): Promise<boolean> {
  const updated = await trx
    .updateTable('supervision_order')
    .set({ reply: reply.text, replied_at: reply.at, replied_by: reply.accountId })
    .where('id', '=', reply.orderId)
    .where('case_id', '=', reply.caseId)
    .where('replied_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

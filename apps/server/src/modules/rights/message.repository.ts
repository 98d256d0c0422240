import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

export interface MessageRow {
  readonly id: Uuid;
  readonly direction: 'to_reporter' | 'from_reporter' | 'note';
  readonly body: string;
  readonly accountId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly at: Date;
}

export async function insertMessage(
  trx: Transaction<Database>,
  caseId: Uuid,
  row: MessageRow & { readonly asks?: boolean },
): Promise<void> {
  const { id, direction, body, accountId, unitId, at, asks = false } = row;
  await trx
    .insertInto('case_message')
    .values({ id, case_id: caseId, direction, body, account_id: accountId, unit_id: unitId, at, asks })
    .execute();
}

export async function messagesOfCase(db: Kysely<Database>, caseId: Uuid): Promise<MessageRow[]> {
  return db
    .selectFrom('case_message')
    .select(['id', 'direction', 'body', 'account_id as accountId', 'unit_id as unitId', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export const MESSAGE_TOPIC = 'reporter.message';

/** The side effect: delivered after the transaction, without anybody seeing the number. */
export async function enqueueDelivery(
  trx: Transaction<Database>,
  item: { readonly id: Uuid; readonly caseId: Uuid; readonly body: string; readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id: item.id,
      topic: MESSAGE_TOPIC,
      object_id: item.caseId,
      payload: JSON.stringify({ body: item.body }),
      created_at: item.at,
      due_at: item.at,
    })
    .execute();
}

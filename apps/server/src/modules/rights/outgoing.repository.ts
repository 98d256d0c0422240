import type { Uuid } from '@gridward/core';
import type { Database, OutgoingMessageTable } from '@gridward/db';
import type { Insertable, Kysely, Transaction } from 'kysely';

export type OutgoingState = OutgoingMessageTable['state'];

/** One row a message, however often it is tried. */
export async function saveOutgoing(db: Kysely<Database>, row: Insertable<OutgoingMessageTable>): Promise<void> {
  await db
    .insertInto('outgoing_message')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ state: row.state, detail: row.detail, at: row.at, address: row.address }),
    )
    .execute();
}

export async function stateOfOutgoing(db: Kysely<Database>, id: Uuid): Promise<OutgoingState | undefined> {
  const found = await db.selectFrom('outgoing_message').select('state').where('id', '=', id).executeTakeFirst();
  return found?.state;
}

export interface OutgoingFilter {
  readonly state: OutgoingState | undefined;
  readonly after: { readonly at: Date; readonly id: Uuid } | undefined;
  readonly limit: number;
}

/** Latest first, without addresses. */
export async function listOutgoing(db: Kysely<Database>, { state, after, limit }: OutgoingFilter) {
  return db
    .selectFrom('outgoing_message')
    .select(['id', 'channel', 'address_masked', 'body', 'case_id', 'state', 'at', 'detail'])
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'sent'))
    .$if(after !== undefined, (query) =>
      query.where((where) => where(where.refTuple('at', 'id'), '<', where.tuple(after?.at ?? new Date(0), after?.id ?? ''))),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Forgets addresses of messages sent before a moment; answers how many. */
export async function forgetAddresses(trx: Transaction<Database>, before: Date, limit: number): Promise<number> {
  const updated = await trx
    .updateTable('outgoing_message')
    .set({ address: null })
    .where('id', 'in', (query) =>
      query
        .selectFrom('outgoing_message')
        .select('id')
        .where('address', 'is not', null)
        .where('at', '<=', before)
        .orderBy('at')
        .orderBy('id')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(updated.numUpdatedRows);
}

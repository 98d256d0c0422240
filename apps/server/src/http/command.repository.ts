import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

/** A command that was carried out before. */
export interface EarlierCommand {
  readonly route: string;
  readonly accountId: Uuid | null;
  readonly requestHash: Buffer;
  readonly objectId: Uuid | null;
  readonly response: unknown;
}

export interface CommandRecord {
  readonly id: Uuid;
  readonly accountId: Uuid | null;
  readonly route: string;
  readonly requestHash: Buffer;
  readonly objectId: Uuid | null;
  readonly response: unknown;
  readonly at: Date;
}

export async function findCommand(db: Kysely<Database>, id: Uuid): Promise<EarlierCommand | undefined> {
  const found = await db
    .selectFrom('command')
    .select(['route', 'account_id', 'request_hash', 'object_id', 'response'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  return {
    route: found.route,
    accountId: found.account_id,
    requestHash: found.request_hash,
    objectId: found.object_id,
    response: found.response,
  };
}

/** Fails with a unique violation when another request with the same id was faster; the caller then reads that one's answer. */
export async function recordCommand(trx: Transaction<Database>, record: CommandRecord): Promise<void> {
  await trx
    .insertInto('command')
    .values({
      id: record.id,
      account_id: record.accountId,
      route: record.route,
      request_hash: record.requestHash,
      object_id: record.objectId,
      response: record.response === undefined ? null : JSON.stringify(record.response),
      at: record.at,
    })
    .execute();
}

const EXPIRY_BATCH = 5_000;

/** Forgets commands of long ago, in batches: nobody repeats them any more. @returns how many */
export async function expireCommands(db: Kysely<Database>, before: Date): Promise<number> {
  for (let total = 0; ;) {
    const result = await db
      .deleteFrom('command')
      .where('id', 'in', (eb) => eb.selectFrom('command').select('id').where('at', '<', before).limit(EXPIRY_BATCH))
      .executeTakeFirst();
    total += Number(result.numDeletedRows);
    if (Number(result.numDeletedRows) < EXPIRY_BATCH) return total;
  }
}

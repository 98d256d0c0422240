import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

export interface RevealRow {
  readonly id: Uuid;
  readonly accountId: Uuid;
  readonly postId: Uuid | null;
  readonly fields: string[];
  readonly purpose: string;
  readonly at: Date;
}

export async function insertReveal(trx: Transaction<Database>, caseId: Uuid, row: RevealRow): Promise<void> {
  const { id, accountId, postId, fields, purpose, at } = row;
  await trx
    .insertInto('reveal')
    .values({ id, case_id: caseId, account_id: accountId, post_id: postId, fields, purpose, at })
    .execute();
}

/** Latest first. */
export async function revealsOfCase(db: Kysely<Database>, caseId: Uuid): Promise<RevealRow[]> {
  return db
    .selectFrom('reveal')
    .select(['id', 'account_id as accountId', 'post_id as postId', 'fields', 'purpose', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

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

export interface LookRow {
  readonly id: Uuid;
  readonly at: Date;
  readonly accountId: Uuid;
  readonly accountName: string;
  readonly fields: string[];
  readonly purpose: string;
  readonly caseId: Uuid;
  readonly number: string;
}

/** Looks at the reporters of all cases, latest first; with the number of the case and nothing else of it. */
export async function listLooks(
  db: Kysely<Database>,
  filter: {
    readonly accountId: Uuid | undefined;
    readonly after: { readonly at: Date; readonly id: Uuid } | undefined;
    readonly limit: number;
  },
): Promise<LookRow[]> {
  const { accountId, after, limit } = filter;
  return db
    .selectFrom('reveal')
    .innerJoin('case_file', 'case_file.id', 'reveal.case_id')
    .leftJoin('account', 'account.id', 'reveal.account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['reveal.id', 'reveal.at', 'reveal.account_id as accountId', 'reveal.fields', 'reveal.purpose'])
    .select(['reveal.case_id as caseId', 'case_file.number'])
    .select((eb) => eb.fn.coalesce('person.name', eb.val('')).as('accountName'))
    .$if(accountId !== undefined, (query) => query.where('reveal.account_id', '=', accountId ?? ''))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('reveal.at', 'reveal.id'), '<', where.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('reveal.at', 'desc')
    .orderBy('reveal.id', 'desc')
    .limit(limit)
    .execute();
}

import type { FreeCaseColumn } from '@gridward/contract';
import type { Uuid } from '@gridward/core';
import type { CaseViewTable, Database } from '@gridward/db';
import { sql, type Insertable, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely';

export type ViewRow = Selectable<CaseViewTable>;
export type NewViewRow = Insertable<CaseViewTable>;

/** Whose views somebody sees: their own, and those shared with any of these. */
export interface Onlooker {
  readonly accountId: Uuid;
  readonly unitIds: readonly Uuid[];
  readonly areaIds: readonly Uuid[];
}

const SHOWN_AT_MOST = 300;

/** Own views first, in their own order; then those of others, in the order of their names. */
export async function listViews(db: Kysely<Database>, { accountId, unitIds, areaIds }: Onlooker): Promise<ViewRow[]> {
  return db
    .selectFrom('case_view')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('account_id', '=', accountId),
        ...(unitIds.length === 0 ? [] : [eb('unit_id', 'in', [...unitIds])]),
        ...(areaIds.length === 0 ? [] : [eb('area_id', 'in', [...areaIds])]),
      ]),
    )
    .orderBy(sql`(account_id <> ${accountId})`)
    .orderBy(sql`case when account_id = ${accountId} then position end`)
    .orderBy('name')
    .orderBy('id')
    .limit(SHOWN_AT_MOST)
    .execute();
}

export const findOwnView = (trx: Transaction<Database>, viewId: Uuid, accountId: Uuid): Promise<ViewRow | undefined> =>
  trx
    .selectFrom('case_view')
    .selectAll()
    .where('id', '=', viewId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();

export async function countOwnViews(trx: Transaction<Database>, accountId: Uuid): Promise<{ count: number; last: number }> {
  const { count, last } = await trx
    .selectFrom('case_view')
    .select(sql<number>`count(*)::integer`.as('count'))
    .select(sql<number>`coalesce(max(position), -1)::integer`.as('last'))
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { count, last };
}

export const insertView = (trx: Transaction<Database>, row: NewViewRow): Promise<ViewRow> =>
  trx.insertInto('case_view').values(row).returningAll().executeTakeFirstOrThrow();

/** @returns nothing when the view is no longer the one of this version */
export const updateView = (
  trx: Transaction<Database>,
  viewId: Uuid,
  version: number,
  set: Updateable<CaseViewTable>,
): Promise<ViewRow | undefined> =>
  trx
    .updateTable('case_view')
    .set({ ...set, version: version + 1 })
    .where('id', '=', viewId)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();

/** Views that were deleted long enough ago not to be missed. */
export async function purgeViews(trx: Transaction<Database>, accountId: Uuid, deletedBefore: Date): Promise<void> {
  await trx.deleteFrom('case_view').where('account_id', '=', accountId).where('deleted_at', '<', deletedBefore).execute();
}

export interface ListChoice {
  readonly defaultViewId: Uuid | null;
  readonly columns: Readonly<Record<string, FreeCaseColumn[]>>;
}

export async function readChoice(db: Kysely<Database>, accountId: Uuid): Promise<ListChoice> {
  const row = await db.selectFrom('case_list_choice').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  // Written by `writeChoice` and by nothing else.
  const columns = (row?.columns ?? {}) as ListChoice['columns'];
  return { defaultViewId: row?.default_view_id ?? null, columns };
}

/** The same, alone until the end of the transaction: a second window waits, and then sees what the first one chose. */
export async function lockChoice(trx: Transaction<Database>, accountId: Uuid): Promise<ListChoice> {
  const none = { account_id: accountId, default_view_id: null, columns: '{}' };
  await trx
    .insertInto('case_list_choice')
    .values(none)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .selectFrom('case_list_choice')
    .select('account_id')
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return readChoice(trx, accountId);
}

export async function writeChoice(
  trx: Transaction<Database>,
  accountId: Uuid,
  { defaultViewId, columns }: ListChoice,
): Promise<void> {
  const set = { default_view_id: defaultViewId, columns: JSON.stringify(columns) };
  await trx
    .insertInto('case_list_choice')
    .values({ account_id: accountId, ...set })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(set))
    .execute();
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

export interface NewNotice {
  readonly id: Uuid;
  readonly unitId: Uuid | null;
  /** One person instead of a unit. */
  readonly accountId?: Uuid;
  readonly caseId: Uuid;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export async function insertNotices(trx: Transaction<Database>, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map((notice) => ({
    id: notice.id,
    account_id: notice.accountId ?? null,
    unit_id: notice.unitId,
    case_id: notice.caseId,
    kind: notice.kind,
    facts: JSON.stringify(notice.facts),
    at: notice.at,
    read_at: null,
  }));
  await trx.insertInto('notice').values(rows).execute();
}

export interface NoticeRow {
  readonly id: Uuid;
  readonly kind: string;
  readonly caseId: Uuid | null;
  /** Null where the case is gone. */
  readonly number: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** Notices to the person or to one of the person's own units, latest first. */
export async function listNotices(
  db: Kysely<Database>,
  accountId: Uuid,
  unitIds: readonly Uuid[],
  after: { readonly at: Date; readonly id: Uuid } | null,
  limit: number,
): Promise<NoticeRow[]> {
  const page = after === null ? sql`` : sql` and (notice.at, notice.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const result = await sql<NoticeRow>`
    select notice.id, notice.kind, notice.case_id as "caseId", notice.facts, notice.at, notice.read_at as "readAt",
           case_file.number
      from notice
      left join case_file on case_file.id = notice.case_id
     where (notice.account_id = ${accountId} or notice.unit_id = any(${`{${unitIds.join(',')}}`}::uuid[]))${page}
     order by notice.at desc, notice.id desc limit ${limit + 1}`.execute(db);
  return result.rows;
}

export async function countUnread(db: Kysely<Database>, accountId: Uuid, unitIds: readonly Uuid[]): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*)::integer as count from notice
     where read_at is null and (account_id = ${accountId} or unit_id = any(${`{${unitIds.join(',')}}`}::uuid[]))`.execute(db);
  return result.rows[0]?.count ?? 0;
}

export async function markRead(
  trx: Transaction<Database>,
  ids: readonly Uuid[],
  accountId: Uuid,
  unitIds: readonly Uuid[],
  at: Date,
): Promise<void> {
  await sql`
    update notice set read_at = ${at}
     where id = any(${`{${ids.join(',')}}`}::uuid[]) and read_at is null
       and (account_id = ${accountId} or unit_id = any(${`{${unitIds.join(',')}}`}::uuid[]))`.execute(trx);
}

/** Notices to these units or accounts since a moment; each part is found by its own index. */
export async function noticesSince(
  db: Kysely<Database>,
  to: { readonly unitIds: readonly Uuid[]; readonly accountIds: readonly Uuid[] },
  since: Date,
): Promise<{ id: Uuid; unitId: Uuid | null; accountId: Uuid | null }[]> {
  const result = await sql<{ id: Uuid; unitId: Uuid | null; accountId: Uuid | null }>`
    select id, unit_id as "unitId", account_id as "accountId" from notice
     where at >= ${since} and unit_id = any(${`{${to.unitIds.join(',')}}`}::uuid[])
    union
    select id, unit_id, account_id from notice
     where at >= ${since} and account_id = any(${`{${to.accountIds.join(',')}}`}::uuid[])`.execute(db);
  return result.rows;
}

/** Notices are a help, not a record: they go after a while. */
export async function deleteOldNotices(db: Kysely<Database>, before: Date): Promise<number> {
  const result = await db.deleteFrom('notice').where('at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

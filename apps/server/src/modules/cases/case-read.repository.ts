import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { PageKey } from './case-list.repository.ts';
import type { CaseRow, JournalFacts, JournalRow } from './case-row.ts';
import { isFreeFor } from './filter/case-filter.repository.ts';
import { withinPlace, type PlaceReach } from './filter/place-reach.repository.ts';

export interface StateCount {
  readonly state: string;
  readonly count: number;
  readonly overdue: number;
  readonly mine: number;
  readonly mineOverdue: number;
}

/**
 * How much waits in each open state for this account – what a colleague has taken does not –, how much of it is late, and how much this
 * account has in hand. One pass over the open cases.
 */
export async function countByState(
  db: Kysely<Database>,
  within: PlaceReach,
  accountId: Uuid | null,
  now: Date,
): Promise<StateCount[]> {
  const isFree = isFreeFor(accountId);
  const isMine = sql`owner_account_id = ${accountId}::uuid`;
  const isLate = sql`due_at < ${now} and clock_kind <> 'deferral'`;
  const result = await sql<StateCount>`
    select state, (count(*) filter (where ${isFree}))::integer as count,
           (count(*) filter (where ${isFree} and ${isLate}))::integer as overdue,
           (count(*) filter (where ${isMine}))::integer as mine,
           (count(*) filter (where ${isMine} and ${isLate}))::integer as "mineOverdue"
      from case_file where ended_at is null and ${withinPlace(within)} group by state order by state`.execute(db);
  return result.rows;
}

export async function countByRequest(db: Kysely<Database>, within: PlaceReach): Promise<{ kind: string; count: number }[]> {
  const result = await sql<{ kind: string; count: number }>`
    select open_request as kind, count(*)::integer as count from case_file where open_request is not null and ${withinPlace(within)} group by 1 order by 1`.execute(
    db,
  );
  return result.rows;
}

/** A journal entry as it was written, without the case that it belongs to. */
export type StoredEntry = Omit<JournalRow, 'caseId'>;

export async function readJournal(db: Kysely<Database>, caseId: Uuid): Promise<StoredEntry[]> {
  const rows = await db.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    verb: row.verb,
    from: row.from_state,
    to: row.to_state,
    accountId: row.account_id,
    postId: row.post_id,
    unitId: row.unit_id,
    ownerUnitId: row.owner_unit_id,
    step: row.step,
    stepDueAt: row.step_due_at,
    stepOnTime: row.step_on_time,
    commandId: row.command_id,
    facts: row.facts as JournalFacts,
    previousHash: row.previous_hash?.toString('hex') ?? '',
    hash: row.hash.toString('hex'),
  }));
}

export async function readLinks(db: Kysely<Database>, caseId: Uuid) {
  return db
    .selectFrom('case_link')
    .innerJoin('case_file', (join) =>
      join.on(
        sql<boolean>`case_file.id = case when case_link.case_id = ${caseId} then case_link.other_case_id else case_link.case_id end`,
      ),
    )
    .select(['case_file.id', 'case_file.number', 'case_file.state', 'case_file.description', 'case_link.kind'])
    .select(['case_file.area_path', 'case_file.owner_unit_path', 'case_file.lead_unit_path', 'case_file.supporting_unit_ids'])
    .where((eb) => eb.or([eb('case_link.case_id', '=', caseId), eb('case_link.other_case_id', '=', caseId)]))
    .orderBy('case_link.at')
    .orderBy('case_file.id')
    .limit(100)
    .execute();
}

export const numberOf = async (db: Kysely<Database>, caseId: Uuid): Promise<string | undefined> =>
  (await db.selectFrom('case_file').select('number').where('id', '=', caseId).executeTakeFirst())?.number;

export interface DueCase {
  readonly id: Uuid;
  readonly state: string;
  readonly dueAt: Date;
  readonly clockRanOut: boolean;
  readonly rulingRanOut: boolean;
}

/** Open cases whose clock or ruling has run out and that nobody has marked yet, oldest first. */
export async function findDue(db: Kysely<Database>, now: Date, after: PageKey | null, limit: number): Promise<DueCase[]> {
  const rest = after === null ? sql`` : sql` and (due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const result = await sql<DueCase>`
    select id, state, due_at as "dueAt", (due_at < ${now} and breach_marked_at is null) as "clockRanOut",
           coalesce(open_request = 'return' and request_due_at <= ${now}, false) as "rulingRanOut"
      from case_file
     where ended_at is null
       and ((due_at < ${now} and breach_marked_at is null) or (open_request = 'return' and request_due_at <= ${now}))${rest}
     order by due_at, id limit ${limit}`.execute(db);
  return result.rows;
}

/** Open cases whose lamp turned amber since the last look; each is reminded of once a clock. */
export async function takeReminders(
  trx: Transaction<Database>,
  now: Date,
  limit: number,
): Promise<{ id: Uuid; ownerUnitId: Uuid; dueAt: Date }[]> {
  const result = await sql<{ id: Uuid; ownerUnitId: Uuid; dueAt: Date }>`
    update case_file set remind_at = null
     where id in (select id from case_file where ended_at is null and remind_at <= ${now} order by remind_at, id limit ${limit} for update skip locked)
    returning id, owner_unit_id as "ownerUnitId", due_at as "dueAt"`.execute(trx);
  return result.rows;
}

/** Locks an open case until the transaction ends. @returns false when it has ended or is not there */
export async function lockOpenCase(trx: Transaction<Database>, caseId: Uuid): Promise<boolean> {
  const found = await trx
    .selectFrom('case_file')
    .select('id')
    .where('id', '=', caseId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return found !== undefined;
}

export async function loadCases(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<CaseRow[]> {
  if (caseIds.length === 0) return [];
  return db
    .selectFrom('case_file')
    .selectAll()
    .where('id', 'in', [...caseIds])
    .execute();
}

export const findIdByNumber = async (db: Kysely<Database>, number: string): Promise<Uuid | undefined> =>
  (await db.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirst())?.id;

/** Does the unit own or lead a case that has not ended? */
export async function holdsOpenCase(db: Kysely<Database>, unitId: Uuid): Promise<boolean> {
  const found = await db
    .selectFrom('case_file')
    .select('id')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('owner_unit_id', '=', unitId), eb('lead_unit_id', '=', unitId)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** How many open cases stand under any of these categories. */
export async function countOpenUnder(db: Kysely<Database>, categoryIds: readonly Uuid[]): Promise<number> {
  const found = await db
    .selectFrom('case_file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where('category_id', '=', (eb) => eb.fn.any(eb.val([...categoryIds])))
    .executeTakeFirstOrThrow();
  return found.count;
}

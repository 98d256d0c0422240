import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type SelectQueryBuilder, type Transaction } from 'kysely';
import type { CaseRow, JournalFacts } from './case-row.ts';

/** Where a reader's permission reaches, ready for SQL. `null` is everywhere. */
export interface ReachFilter {
  readonly areaPaths: readonly string[];
  readonly unitPaths: readonly string[];
  readonly supportingIds: readonly Uuid[];
}

export interface CaseFilter {
  readonly reach: ReachFilter | null;
  readonly states?: readonly string[] | undefined;
  readonly ownerUnitId?: Uuid | undefined;
  readonly ownerAccountId?: Uuid | undefined;
  readonly leadUnitId?: Uuid | undefined;
  readonly unitPath?: string | undefined;
  readonly areaPath?: string | undefined;
  readonly categoryPath?: string | undefined;
  readonly channel?: string | undefined;
  readonly requests?: readonly string[] | undefined;
  readonly closureKinds?: readonly string[] | undefined;
  readonly dueBefore?: Date | undefined;
  /** Amber: from 80 % of the limit until the limit. */
  readonly amberAt?: Date | undefined;
  /** The case number itself. */
  readonly number?: string | undefined;
  readonly reportedFrom?: Date | undefined;
  readonly reportedBefore?: Date | undefined;
  readonly terms?: readonly string[] | undefined;
}

export interface PageKey {
  readonly at: Date;
  readonly id: Uuid;
}

type CaseQuery = SelectQueryBuilder<Database, 'case_file', CaseRow>;

const array = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** One page of cases, first to run out or latest first. One row more than asked tells whether there is another page. */
export async function listCases(
  db: Kysely<Database>,
  filter: CaseFilter,
  order: 'due' | 'newest',
  after: PageKey | null,
  limit: number,
): Promise<CaseRow[]> {
  const found = applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter);
  const ordered = order === 'due' ? byDue(found, after) : byNewest(found, after, filter.terms !== undefined);
  return ordered.limit(limit + 1).execute();
}

function byDue(query: CaseQuery, after: PageKey | null): CaseQuery {
  const open = query.where('ended_at', 'is', null);
  const rest = after === null ? open : open.where(sql<boolean>`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy('due_at').orderBy('id');
}

function byNewest(query: CaseQuery, after: PageKey | null, searching: boolean): CaseQuery {
  // Both columns of one table, so that its index gives the order and ends as soon as the page is full.
  const [at, id] = searching ? ['case_search.reported_at', 'case_search.case_id'] : ['case_file.reported_at', 'case_file.id'];
  const key = sql`(${sql.ref(at)}, ${sql.ref(id)})`;
  const rest = after === null ? query : query.where(sql<boolean>`${key} < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy(sql`${sql.ref(at)} desc`).orderBy(sql`${sql.ref(id)} desc`);
}

function applyFilter(start: CaseQuery, filter: CaseFilter): CaseQuery {
  let query = start;
  const and = (condition: ReturnType<typeof sql<boolean>>): void => {
    query = query.where(condition);
  };
  if (filter.reach !== null) and(withinReach(filter.reach));
  if (filter.states !== undefined) query = query.where('state', 'in', [...filter.states]);
  if (filter.ownerUnitId !== undefined) query = query.where('owner_unit_id', '=', filter.ownerUnitId);
  if (filter.ownerAccountId !== undefined) query = query.where('owner_account_id', '=', filter.ownerAccountId);
  if (filter.leadUnitId !== undefined) query = query.where('lead_unit_id', '=', filter.leadUnitId);
  if (filter.unitPath !== undefined)
    and(sql<boolean>`(owner_unit_path <@ ${filter.unitPath}::ltree or lead_unit_path <@ ${filter.unitPath}::ltree)`);
  if (filter.areaPath !== undefined) and(sql<boolean>`case_file.area_path <@ ${filter.areaPath}::ltree`);
  if (filter.categoryPath !== undefined) and(sql<boolean>`category_path <@ ${filter.categoryPath}::ltree`);
  if (filter.channel !== undefined) query = query.where('source_channel', '=', filter.channel);
  if (filter.requests !== undefined) query = query.where('open_request', 'in', [...filter.requests]);
  if (filter.closureKinds !== undefined) query = query.where('closure_kind', 'in', [...filter.closureKinds]);
  if (filter.dueBefore !== undefined) and(sql<boolean>`(due_at < ${filter.dueBefore} and clock_kind <> 'deferral')`);
  if (filter.amberAt !== undefined) and(isAmber(filter.amberAt));
  if (filter.number !== undefined) query = query.where('number', '=', filter.number);
  if (filter.reportedFrom !== undefined) query = query.where('case_file.reported_at', '>=', filter.reportedFrom);
  if (filter.reportedBefore !== undefined) query = query.where('case_file.reported_at', '<', filter.reportedBefore);
  if (filter.terms !== undefined) query = searching(query, filter.terms);
  return query;
}

/** The reminder stands at the moment when the lamp turns amber and is taken away when it was sent. */
const isAmber = (at: Date): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(due_at >= ${at} and clock_limit_ms is not null and clock_kind <> 'deferral' and (remind_at is null or remind_at <= ${at}))`;

/** Every term must occur. The search table is joined, not the case scanned, so that its index leads. */
function searching(query: CaseQuery, terms: readonly string[]): CaseQuery {
  const wanted = sql.join(
    terms.map((term) => sql`${`'${term.replace(/['\\]/g, '\\$&')}'`}::tsquery`),
    sql` && `,
  );
  return query
    .innerJoin('case_search', 'case_search.case_id', 'case_file.id')
    .where(sql<boolean>`case_search.terms @@ (${wanted})`);
}

export function withinReach(reach: ReachFilter): ReturnType<typeof sql<boolean>> {
  return sql<boolean>`(case_file.area_path <@ ${array(reach.areaPaths)}::ltree[] or owner_unit_path <@ ${array(reach.unitPaths)}::ltree[]
    or lead_unit_path <@ ${array(reach.unitPaths)}::ltree[] or supporting_unit_ids && ${array(reach.supportingIds)}::uuid[])`;
}

/** How much waits in each open state, and how much of it is late. */
export async function countByState(
  db: Kysely<Database>,
  reach: ReachFilter | null,
  now: Date,
): Promise<{ state: string; count: number; overdue: number }[]> {
  const where = reach === null ? sql`true` : withinReach(reach);
  const result = await sql<{ state: string; count: number; overdue: number }>`
    select state, count(*)::integer as count, (count(*) filter (where due_at < ${now}))::integer as overdue
      from case_file where ended_at is null and ${where} group by state order by state`.execute(db);
  return result.rows;
}

export async function countByRequest(
  db: Kysely<Database>,
  reach: ReachFilter | null,
): Promise<{ kind: string; count: number }[]> {
  const where = reach === null ? sql`true` : withinReach(reach);
  const result = await sql<{ kind: string; count: number }>`
    select open_request as kind, count(*)::integer as count from case_file where open_request is not null and ${where} group by 1 order by 1`.execute(
    db,
  );
  return result.rows;
}

export interface StoredEntry {
  readonly seq: number;
  readonly at: Date;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string;
  readonly accountId: Uuid | null;
  readonly postId: Uuid | null;
  readonly unitId: Uuid | null;
  readonly ownerUnitId: Uuid | null;
  readonly step: string | null;
  readonly stepDueAt: Date | null;
  readonly stepOnTime: boolean | null;
  readonly commandId: Uuid | null;
  readonly facts: JournalFacts;
  readonly previousHash: string;
  readonly hash: string;
}

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

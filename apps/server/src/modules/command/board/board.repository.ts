import type { BoardCounts, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isStuck, withinPlace } from '../../cases/index.ts';
import type { CommandScope } from '../command-scope.policy.ts';

/** Which open cases, and what "now" and "today" mean. */
export interface BoardSelection extends Pick<CommandScope, 'reach' | 'areaPath'> {
  readonly now: Date;
  /** Midnights around today, in the deployment's zone. */
  readonly startOfToday: Date;
  readonly endOfToday: Date;
}

/** The open cases of one area, one owner or one matter. */
export interface Counted {
  readonly id: Uuid;
  readonly counts: BoardCounts;
}

/** Every open case once by its area, once by its owner and once by its matter. */
export interface OpenCounts {
  readonly byArea: readonly Counted[];
  readonly byUnit: readonly Counted[];
  readonly byCategory: readonly Counted[];
}

export const inScope = ({ reach, areaPath }: Pick<CommandScope, 'reach' | 'areaPath'>): RawBuilder<boolean> =>
  withinPlace({ reach, areaPath });

const IS_UNSAFE = sql`(hazard and body #>> '{core,madeSafeAt}' is null)`;
const isLate = (now: Date): RawBuilder<unknown> => sql`(due_at < ${now} and clock_kind <> 'deferral')`;
const IS_REPEATED = sql`(reopen_count > 0 or repeat_of is not null
  or exists (select from case_link where other_case_id = case_file.id and kind in ('duplicate', 'reopens'))
  or exists (select from case_link where case_id = case_file.id and kind = 'reopens'))`;
const OWES_REPLY = sql`case_file.id in (select case_id from supervision_order where replied_at is null)`;

/** The open cases, which are few among many, with what the seven numbers ask of each. */
const openCases = (selection: BoardSelection): RawBuilder<unknown> => sql`
  with open_case as materialized (
    select area_id, owner_unit_id, category_id, state, due_at, clock_kind, open_request,
           ${IS_REPEATED} as is_repeated, ${OWES_REPLY} as owes_reply
      from case_file where ended_at is null and ${inScope(selection)})`;

/** The seven numbers of a group of them. Each is what its list filters by. */
function sevenNumbers({ now, endOfToday }: BoardSelection): RawBuilder<unknown> {
  const of = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`(count(*) filter (where ${condition}))::integer`;
  return sql`count(*)::integer as open,
    ${of(sql`due_at >= ${now} and due_at < ${endOfToday} and clock_kind <> 'deferral'`)} as "dueToday",
    ${of(isLate(now))} as overdue, ${of(sql`open_request = 'return'`)} as disputed,
    ${of(sql`state = 'deferred'`)} as deferred, ${of(sql`is_repeated`)} as repeated, ${of(sql`owes_reply`)} as supervised`;
}

/**
 * One pass, from which every sum of the board is made. Grouped each way for itself, since nearly every open case has an area, an owner and a
 * matter that no other has together.
 */
export async function countOpen(db: Kysely<Database>, selection: BoardSelection): Promise<OpenCounts> {
  const result = await sql<BoardCounts & { by: keyof OpenCounts; id: Uuid }>`${openCases(selection)}
    select case when grouping(area_id) = 0 then 'byArea' when grouping(owner_unit_id) = 0 then 'byUnit' else 'byCategory' end as by,
           coalesce(area_id, owner_unit_id, category_id) as id, ${sevenNumbers(selection)}
      from open_case group by grouping sets ((area_id), (owner_unit_id), (category_id))`.execute(db);
  const groupsOf = (wanted: keyof OpenCounts): Counted[] =>
    result.rows.flatMap(({ by, id, ...counts }) => (by === wanted ? [{ id, counts }] : []));
  return { byArea: groupsOf('byArea'), byUnit: groupsOf('byUnit'), byCategory: groupsOf('byCategory') };
}

/** The seven numbers alone, for whoever needs no parts of them. */
export async function countTotals(db: Kysely<Database>, selection: BoardSelection): Promise<BoardCounts> {
  const result = await sql<BoardCounts>`${openCases(selection)} select ${sevenNumbers(selection)} from open_case`.execute(db);
  const [totals] = result.rows;
  if (totals === undefined) throw new Error('an aggregate without a group has one row');
  return totals;
}

/** An open case as the rules of "stuck" read it. */
export interface StuckRow {
  readonly id: Uuid;
  readonly areaPath: string;
  readonly reportedAt: Date;
  readonly hazard: boolean;
  readonly isSafe: boolean;
  readonly clockKind: string;
  readonly dueAt: Date;
  readonly requestKind: string | null;
  readonly requestDueAt: Date | null;
  readonly ownerUnitId: Uuid;
  readonly orderedUnitId: Uuid | null;
  readonly replyDueAt: Date | null;
  readonly total: number;
}

/** The first of the cases for which the rules may find a reason, gravest reason first. `total` is how many there are. */
export async function findStuck(db: Kysely<Database>, selection: BoardSelection, limit: number): Promise<StuckRow[]> {
  const { now } = selection;
  const result = await sql<StuckRow>`
    select case_file.id, area_path::text as "areaPath", reported_at as "reportedAt", hazard, not ${IS_UNSAFE} as "isSafe",
           clock_kind as "clockKind", case_file.due_at as "dueAt", open_request as "requestKind", request_due_at as "requestDueAt",
           owner_unit_id as "ownerUnitId", owed.unit_id as "orderedUnitId", owed.due_at as "replyDueAt",
           (count(*) over ())::integer as total
      from case_file left join (select distinct on (case_id) case_id, unit_id, due_at from supervision_order
             where replied_at is null order by case_id, due_at, id) owed on owed.case_id = case_file.id
     where ${inScope(selection)} and ${isStuck({ at: now, holds: true })}
     order by case when ${IS_UNSAFE} then 0 when request_due_at < ${now} then 1 when owed.due_at < ${now} then 2 else 3 end,
           case_file.due_at, case_file.id
     limit ${limit}`.execute(db);
  return result.rows;
}

/** The open cases that were reported first; found among the open ones, since the way there through time leads over all that have ended. */
export async function findOldest(db: Kysely<Database>, selection: BoardSelection, limit: number): Promise<Uuid[]> {
  const result = await sql<{ id: Uuid }>`
    with open_case as materialized (select id, reported_at from case_file where ended_at is null and ${inScope(selection)})
    select id from open_case order by reported_at, id limit ${limit}`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** All that these units hold, also outside the scope: a desk carries its whole load. */
export async function loadOf(db: Kysely<Database>, unitIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, number>> {
  if (unitIds.length === 0) return new Map();
  const result = await sql<{ id: Uuid; count: number }>`
    select owner_unit_id as id, count(*)::integer as count from case_file
     where ended_at is null and owner_unit_id = any(${`{${unitIds.join(',')}}`}::uuid[]) group by 1`.execute(db);
  return new Map(result.rows.map(({ id, count }) => [id, count]));
}

export interface FirstReply {
  readonly reports: number;
  readonly replied: number;
  readonly medianMs: number | null;
}

/** Steps that a reporter does not notice, and the reporter's own. */
const NO_REPLY = ['report', 'report_handled', 'take', 'release', 'amend', 'urge', 'withdraw', 'breach'];

/** From each report to the first person who moved the case or wrote to the reporter. */
export async function readFirstReply(db: Kysely<Database>, selection: BoardSelection, since: Date): Promise<FirstReply> {
  const silent = sql.join(NO_REPLY);
  const result = await sql<FirstReply>`
    with report as (select id, reported_at from case_file
           where reported_at >= ${since} and reported_at <= ${selection.now} and not historical and ${inScope(selection)})
    select count(*)::integer as reports, count(answer.at)::integer as replied,
           (percentile_cont(0.5) within group (order by extract(epoch from answer.at - report.reported_at) * 1000))::float8 as "medianMs"
      from report left join lateral (select min(first.at) as at from (
             (select at from case_event where case_id = report.id and account_id is not null and verb not in (${silent}) order by seq limit 1)
             union all
             (select at from case_message where case_id = report.id and direction = 'to_reporter' and account_id is not null order by at limit 1)
           ) first) answer on true`.execute(db);
  return result.rows[0] ?? { reports: 0, replied: 0, medianMs: null };
}

/** What came in and what was closed since a moment. */
export async function countSince(
  db: Kysely<Database>,
  selection: BoardSelection,
  since: Date,
): Promise<{ readonly received: number; readonly closed: number }> {
  const of = inScope(selection);
  const result = await sql<{ received: number; closed: number }>`
    select (select count(*)::integer from case_file where reported_at >= ${since} and not historical and ${of}) as received,
           (select count(*)::integer from case_file where ended_at >= ${since} and state in ('closed', 'forced_close') and not historical and ${of}) as closed`.execute(
    db,
  );
  return result.rows[0] ?? { received: 0, closed: 0 };
}

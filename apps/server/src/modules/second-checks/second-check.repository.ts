import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import { NOTHING_WAITS, withinPlace, type PlaceReach, type Waiting } from '../cases/index.ts';

/** A case that ended as solved, with what tells where its second check belongs. */
export interface ClosedCase {
  readonly id: Uuid;
  readonly areaPath: string;
}

/** Cases of this deployment's own work that were closed as solved in a stretch of time. What was closed elsewhere is not ours to check. */
export async function closedBetween(trx: Transaction<Database>, from: Date, before: Date): Promise<ClosedCase[]> {
  const found = await trx
    .selectFrom('case_file')
    .select(['id', 'area_path'])
    .where('ended_at', '>=', from)
    .where('ended_at', '<', before)
    .where('state', '=', 'closed')
    .where('closure_kind', '=', 'solved')
    .where('historical', '=', false)
    .orderBy('id')
    .execute();
  return found.map(({ id, area_path }) => ({ id, areaPath: area_path }));
}

export interface Drawn {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly drawnFor: string;
  readonly drawnAt: Date;
  readonly deskUnitId: Uuid;
  readonly dueAt: Date;
}

export async function insertDrawn(trx: Transaction<Database>, drawn: readonly Drawn[]): Promise<void> {
  if (drawn.length === 0) return;
  await trx
    .insertInto('second_check')
    .values(
      drawn.map(({ id, caseId, drawnFor, drawnAt, deskUnitId, dueAt }) => ({
        id,
        case_id: caseId,
        drawn_for: drawnFor,
        drawn_at: drawnAt,
        desk_unit_id: deskUnitId,
        due_at: dueAt,
      })),
    )
    .execute();
}

export interface SecondCheckRow {
  readonly id: Uuid;
  readonly case_id: Uuid;
  readonly drawn_at: Date;
  readonly desk_unit_id: Uuid;
  readonly due_at: Date;
  readonly holds: boolean | null;
  readonly finding: string | null;
  readonly checked_at: Date | null;
  readonly checked_by: Uuid | null;
  readonly standard_row_id: Uuid | null;
  readonly lead_unit_id: Uuid | null;
  readonly supporting_unit_ids: readonly Uuid[];
  /** Who had the case in hand, and the units that reported a result, whoever leads it in the end. */
  readonly handled_by: readonly Uuid[];
  readonly handled_unit_ids: readonly Uuid[];
  /** Who passed the first check; empty when nobody is known. */
  readonly first_checkers: readonly Uuid[];
}

export interface PageKey {
  readonly at: Date;
  readonly id: Uuid;
}

/** Who passed the first check of each case, in the same statement: the list needs no second look. */
const ROWS = sql`
  select c.id, c.case_id, c.drawn_at, c.desk_unit_id, c.due_at, c.holds, c.finding, c.checked_at, c.checked_by,
         case_file.standard_row_id, case_file.lead_unit_id, case_file.supporting_unit_ids,
         coalesce(case_file.body #> '{core,handledBy}', '[]') as handled_by,
         coalesce(case_file.body #> '{core,handledUnitIds}', '[]') as handled_unit_ids,
         array(select distinct e.account_id from case_event e
                where e.case_id = c.case_id and e.verb = 'check_pass' and e.account_id is not null) as first_checkers
    from second_check c join case_file on case_file.id = c.case_id`;

/** Open ones first due first; done ones latest first. One row more than asked tells whether there is another page. */
export async function listRows(
  db: Kysely<Database>,
  {
    within,
    state,
    after,
    limit,
  }: { within: PlaceReach; state: 'open' | 'done' | 'failed'; after: PageKey | null; limit: number },
): Promise<SecondCheckRow[]> {
  if (state === 'open') {
    const rest = after === null ? sql`` : sql` and (c.due_at, c.id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
    const open = await sql<SecondCheckRow>`${ROWS} where c.checked_at is null and ${withinPlace(within)}${rest}
      order by c.due_at, c.id limit ${limit + 1}`.execute(db);
    return open.rows;
  }
  const rest = after === null ? sql`` : sql` and (c.checked_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const failed = state === 'failed' ? sql` and not c.holds` : sql``;
  const done = await sql<SecondCheckRow>`${ROWS} where c.checked_at is not null${failed} and ${withinPlace(within)}${rest}
    order by c.checked_at desc, c.id desc limit ${limit + 1}`.execute(db);
  return done.rows;
}

/** Those that nobody has looked at yet, and how many of them are late. */
export async function countOpen(db: Kysely<Database>, within: PlaceReach, now: Date): Promise<Waiting> {
  const counted = await sql<Waiting>`
    select count(*)::integer as count, (count(*) filter (where c.due_at < ${now}))::integer as overdue
      from second_check c join case_file on case_file.id = c.case_id where c.checked_at is null and ${withinPlace(within)}`.execute(
    db,
  );
  return counted.rows[0] ?? NOTHING_WAITS;
}

export async function countDone(db: Kysely<Database>, within: PlaceReach): Promise<{ checked: number; held: number }> {
  const counted = await sql<{ checked: number; held: number }>`
    select count(*)::integer as checked, (count(*) filter (where c.holds))::integer as held
      from second_check c join case_file on case_file.id = c.case_id where c.checked_at is not null and ${withinPlace(within)}`.execute(
    db,
  );
  return counted.rows[0] ?? { checked: 0, held: 0 };
}

export async function rowsOfCase(db: Kysely<Database>, caseId: Uuid): Promise<SecondCheckRow[]> {
  const found = await sql<SecondCheckRow>`${ROWS} where c.case_id = ${caseId} order by c.drawn_at desc, c.id`.execute(db);
  return found.rows;
}

/** The check alone until the end of the transaction, so that two people cannot both record it. */
export async function lockRow(trx: Transaction<Database>, checkId: Uuid): Promise<SecondCheckRow | undefined> {
  const found = await sql<SecondCheckRow>`${ROWS} where c.id = ${checkId} for update of c`.execute(trx);
  return found.rows[0];
}

export async function saveResult(
  trx: Transaction<Database>,
  checkId: Uuid,
  result: { holds: boolean; finding: string; at: Date; accountId: Uuid },
): Promise<void> {
  await trx
    .updateTable('second_check')
    .set({ holds: result.holds, finding: result.finding, checked_at: result.at, checked_by: result.accountId })
    .where('id', '=', checkId)
    .execute();
}

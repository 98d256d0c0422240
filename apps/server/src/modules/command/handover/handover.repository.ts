import { FIGURE_VERBS, type CivilDate, type DayFigure, type HandoverPoint, type Uuid } from '@gridward/core';
import type { HandoverFacts } from '@gridward/contract';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { inScope, type BoardSelection } from '../board/board.repository.ts';

/** With how many cases something happened on a civil day. */
export interface DayCount {
  readonly figure: DayFigure;
  readonly on: CivilDate;
  readonly count: number;
}

const VERBS = Object.entries(FIGURE_VERBS).flatMap(([figure, verbs]) =>
  verbs.map((verb) => sql`(${figure}::text, ${verb}::text)`),
);

/**
 * What happened on each civil day between two moments: what came in by its receipt, everything else by the journal. Cases are counted, each
 * once a day, as the list behind the figure has them.
 */
export async function countDays(
  db: Kysely<Database>,
  selection: Pick<BoardSelection, 'reach' | 'areaPath'>,
  period: { readonly from: Date; readonly before: Date; readonly timeZone: string },
): Promise<DayCount[]> {
  const { from, before, timeZone } = period;
  const day = (column: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`to_char(${column} at time zone ${timeZone}, 'YYYY-MM-DD')`;
  const result = await sql<DayCount>`
    select 'received' as figure, ${day(sql`reported_at`)} as on, count(*)::integer as count
      from case_file where reported_at >= ${from} and reported_at < ${before} and not historical and ${inScope(selection)} group by 2
    union all
    select work.figure, ${day(sql`case_event.at`)}, count(distinct case_file.id)::integer
      from case_event join case_file on case_file.id = case_event.case_id
           join (values ${sql.join(VERBS)}) as work (figure, verb) on work.verb = case_event.verb
     where case_event.at >= ${from} and case_event.at < ${before} and not historical and ${inScope(selection)} group by 1, 2`.execute(
    db,
  );
  return result.rows;
}

/** A case as a hand-over names it. */
export interface NamedRow {
  readonly id: Uuid;
  readonly number: string;
  readonly categoryId: Uuid;
  readonly areaId: Uuid;
  readonly ownerUnitId: Uuid;
  readonly dueAt: Date;
}

/** One of the first of a list; `total` is how many there are. */
type ListedRow = NamedRow & { readonly total: number };

const NAMED = sql`case_file.id, case_file.number, case_file.category_id as "categoryId", case_file.area_id as "areaId",
  case_file.owner_unit_id as "ownerUnitId", case_file.due_at as "dueAt"`;

async function listOpen(
  db: Kysely<Database>,
  selection: Pick<BoardSelection, 'reach' | 'areaPath'>,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<ListedRow[]> {
  const result = await sql<ListedRow>`
    select ${NAMED}, (count(*) over ())::integer as total from case_file where ended_at is null and ${condition} and ${inScope(selection)}
     order by due_at, id limit ${limit}`.execute(db);
  return result.rows;
}

export const listHazards = (db: Kysely<Database>, selection: BoardSelection, limit: number): Promise<ListedRow[]> =>
  listOpen(db, selection, sql`hazard and body #>> '{core,madeSafeAt}' is null`, limit);

export const listDisputes = (db: Kysely<Database>, selection: BoardSelection, limit: number): Promise<ListedRow[]> =>
  listOpen(db, selection, sql`open_request = 'return'`, limit);

export const listDeferrals = (
  db: Kysely<Database>,
  selection: BoardSelection,
  before: Date,
  limit: number,
): Promise<ListedRow[]> => listOpen(db, selection, sql`state = 'deferred' and due_at < ${before}`, limit);

/** Open cases by their ids, in no order. */
export const listNamed = (db: Kysely<Database>, ids: readonly Uuid[]): Promise<ListedRow[]> =>
  listOpen(db, { reach: null, areaPath: null }, sql`id = any(${`{${ids.join(',')}}`}::uuid[])`, ids.length);

export interface HandoverRow {
  readonly id: Uuid;
  readonly facts: HandoverFacts | null;
  readonly remarks: string;
  readonly points: readonly HandoverPoint[];
  readonly outgoingBy: Uuid | null;
  readonly outgoingName: string | null;
  readonly outgoingAt: Date | null;
  readonly incomingName: string | null;
  readonly incomingAt: Date | null;
  readonly version: number;
}

const STORED = sql`id, facts, remarks, points, outgoing_by as "outgoingBy", outgoing_name as "outgoingName", outgoing_at as "outgoingAt",
  incoming_name as "incomingName", incoming_at as "incomingAt", version`;

export async function findHandover(db: Kysely<Database>, areaId: Uuid, on: CivilDate): Promise<HandoverRow | undefined> {
  const result = await sql<HandoverRow>`select ${STORED} from handover where area_id = ${areaId} and work_on = ${on}`.execute(db);
  return result.rows[0];
}

/** The points of the hand-over before this day, wherever it stands. */
export async function pointsBefore(db: Kysely<Database>, areaId: Uuid, on: CivilDate): Promise<readonly HandoverPoint[]> {
  const result = await sql<{ points: HandoverPoint[] }>`
    select points from handover where area_id = ${areaId} and work_on < ${on} order by work_on desc limit 1`.execute(db);
  return result.rows[0]?.points ?? [];
}

export interface HandoverText {
  readonly remarks: string;
  readonly points: readonly HandoverPoint[];
}

/** Begins the record of a day. A second beginning meets the unique key. */
export async function insertHandover(
  trx: Transaction<Database>,
  handover: HandoverText & {
    readonly id: Uuid;
    readonly areaId: Uuid;
    readonly on: CivilDate;
    readonly by: Uuid;
    readonly at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('handover')
    .values({
      id: handover.id,
      area_id: handover.areaId,
      work_on: handover.on,
      remarks: handover.remarks,
      points: JSON.stringify(handover.points),
      written_by: handover.by,
      changed_at: handover.at,
      version: 1,
    })
    .execute();
}

interface Change {
  readonly id: Uuid;
  readonly version: number;
  readonly by: Uuid;
  readonly at: Date;
}

/** Writes the text of a hand-over that nobody has confirmed; a signature under the former text falls away. @returns false when it changed meanwhile */
export async function updateText(
  trx: Transaction<Database>,
  { id, version, by, at }: Change,
  text: HandoverText,
): Promise<boolean> {
  const updated = await trx
    .updateTable('handover')
    .set({
      remarks: text.remarks,
      points: JSON.stringify(text.points),
      written_by: by,
      facts: null,
      outgoing_by: null,
      outgoing_name: null,
      outgoing_at: null,
      changed_at: at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('incoming_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Signs with the figures as they are now. @returns false when it changed meanwhile */
export async function signOutgoing(
  trx: Transaction<Database>,
  { id, version, by, at }: Change,
  signature: { readonly name: string; readonly facts: HandoverFacts },
): Promise<boolean> {
  const updated = await trx
    .updateTable('handover')
    .set({
      facts: JSON.stringify(signature.facts),
      outgoing_by: by,
      outgoing_name: signature.name,
      outgoing_at: at,
      changed_at: at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('outgoing_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Confirms what somebody else signed. @returns false when it changed meanwhile */
export async function signIncoming(trx: Transaction<Database>, { id, version, by, at }: Change, name: string): Promise<boolean> {
  const updated = await trx
    .updateTable('handover')
    .set({ incoming_by: by, incoming_name: name, incoming_at: at, changed_at: at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('incoming_at', 'is', null)
    .where('outgoing_at', 'is not', null)
    .where('outgoing_by', '!=', by)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

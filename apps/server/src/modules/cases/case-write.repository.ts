import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { CoreColumns } from './case.mapper.ts';
import type { CaseRow, JournalRow, NewCaseRow } from './case-row.ts';

/** Where a write goes: inside a transaction, or as one statement of its own, which commits by itself. */
export type Db = Kysely<Database> | Transaction<Database>;

/** The record that makes a command safe to repeat. */
export interface CommandRow {
  readonly id: Uuid;
  readonly accountId: Uuid | null;
  readonly route: string;
  readonly requestHash: Buffer;
  readonly response: unknown;
}

export interface OutboxRow {
  readonly id: Uuid;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Move {
  readonly caseId: Uuid;
  readonly expectedVersion: number;
  readonly columns: CoreColumns;
  /** Description columns that an amendment changes. */
  readonly description: Partial<Pick<NewCaseRow, 'description' | 'place' | 'position' | 'area_id' | 'area_path' | 'category_id' | 'category_path' | 'kind' | 'urgency'>>;
  readonly entry: JournalRow;
  readonly command: CommandRow | null;
  readonly outbox: OutboxRow;
}

const list = (ids: readonly Uuid[]): string => `{${ids.join(',')}}`;

const journalValues = (entry: JournalRow) => sql`
  ${entry.caseId}::uuid, ${entry.seq}::integer, ${entry.at}::timestamptz, ${entry.verb}, ${entry.from}, ${entry.to}, ${entry.accountId}::uuid,
  ${entry.postId}::uuid, ${entry.unitId}::uuid, ${entry.ownerUnitId}::uuid, ${entry.step}, ${entry.stepDueAt}::timestamptz,
  ${entry.stepOnTime}::boolean, ${entry.commandId}::uuid, ${JSON.stringify(entry.facts)}::jsonb, decode(${entry.previousHash}, 'hex'), decode(${entry.hash}, 'hex')`;

const JOURNAL_COLUMNS = sql.raw(
  'case_id, seq, at, verb, from_state, to_state, account_id, post_id, unit_id, owner_unit_id, step, step_due_at, step_on_time, command_id, facts, previous_hash, hash',
);

const commandInsert = (source: string, command: CommandRow, caseId: Uuid, at: Date) => sql`
  told as (insert into command (id, account_id, route, request_hash, object_id, response, at)
    select ${command.id}::uuid, ${command.accountId}::uuid, ${command.route}, ${command.requestHash}::bytea, ${caseId}::uuid,
           ${JSON.stringify(command.response)}::jsonb, ${at}::timestamptz from ${sql.raw(source)}),`;

const outboxInsert = (source: string, outbox: OutboxRow, caseId: Uuid, at: Date) => sql`
  boxed as (insert into outbox (id, topic, object_id, payload, created_at, due_at)
    select ${outbox.id}::uuid, ${outbox.topic}, ${caseId}::uuid, ${JSON.stringify(outbox.payload)}::jsonb, ${at}::timestamptz, ${at}::timestamptz
      from ${sql.raw(source)})`;

/**
 * Moves a case: the row, its journal entry, the command and the outbox in one statement, so that they commit together and cost one round
 * trip. @returns false when the case has another version by now; nothing was written then.
 */
export async function moveCase(db: Db, move: Move): Promise<boolean> {
  const { columns: c, entry, description: d } = move;
  const changes = Object.keys(d).length === 0 ? sql`` : sql`, ${descriptionChanges(d)}`;
  const result = await sql<{ moved: number }>`
    with moved as (
      update case_file set state = ${c.state}, hazard = ${c.hazard}, standard_row_id = ${c.standard_row_id}, owner_duty = ${c.owner_duty},
        owner_unit_id = ${c.owner_unit_id}, owner_unit_path = ${c.owner_unit_path}::ltree, owner_account_id = ${c.owner_account_id},
        clock_kind = ${c.clock_kind}, clock_started_at = ${c.clock_started_at}, clock_unit = ${c.clock_unit}, clock_limit_ms = ${c.clock_limit_ms},
        clock_used_ms = ${c.clock_used_ms}, due_at = ${c.due_at}, remind_at = ${c.remind_at}, breach_marked_at = ${c.breach_marked_at},
        lead_unit_id = ${c.lead_unit_id}, lead_unit_path = ${c.lead_unit_path}::ltree,
        supporting_unit_ids = ${list(c.supporting_unit_ids)}::uuid[], filed_at = ${c.filed_at}, dispatched_at = ${c.dispatched_at},
        handled_at = ${c.handled_at}, handling_due_at = ${c.handling_due_at}, overdue_at = ${c.overdue_at}, ended_at = ${c.ended_at},
        closed_on_time = ${c.closed_on_time}, closure_kind = ${c.closure_kind}, verified_solved = ${c.verified_solved},
        open_request = ${c.open_request}, request_due_at = ${c.request_due_at}, merged_into = ${c.merged_into}, rework_count = ${c.rework_count},
        return_count = ${c.return_count}, reopen_count = ${c.reopen_count}, body = ${c.body}::jsonb, changed_at = ${entry.at}, version = ${c.version}
        ${changes}
      where id = ${move.caseId} and version = ${move.expectedVersion}
      returning id
    ),
    logged as (insert into case_event (${JOURNAL_COLUMNS}) select ${journalValues(entry)} from moved),
    ${move.command === null ? sql`` : commandInsert('moved', move.command, move.caseId, entry.at)}
    ${outboxInsert('moved', move.outbox, move.caseId, entry.at)}
    select count(*)::integer as moved from moved`.execute(db);
  return result.rows[0]?.moved === 1;
}

function descriptionChanges(description: Move['description']) {
  const typed: Readonly<Record<string, string>> = { position: '::point', area_path: '::ltree', category_path: '::ltree', area_id: '::uuid', category_id: '::uuid' };
  return sql.join(Object.entries(description).map(([column, value]) => sql`${sql.ref(column)} = ${value}${sql.raw(typed[column] ?? '')}`));
}

/** A new case with the first entry of its journal. The number is region(6) + date(8) + sequence(6), given by the database. */
export async function insertCase(
  trx: Transaction<Database>,
  row: Omit<NewCaseRow, 'number'>,
  numberPrefix: string,
  entry: JournalRow,
  terms: readonly string[],
  outbox: OutboxRow,
): Promise<{ readonly number: string }> {
  const inserted = await trx
    .insertInto('case_file')
    .values({ ...row, number: sql<string>`${numberPrefix} || lpad(nextval('case_number_seq')::text, 6, '0')` })
    .returning('number')
    .executeTakeFirstOrThrow();
  await sql`
    with logged as (insert into case_event (${JOURNAL_COLUMNS}) values (${journalValues(entry)})),
    found as (insert into case_search (case_id, reported_at, area_path, terms)
      values (${row.id}::uuid, ${row.reported_at}::timestamptz, ${row.area_path}::ltree, array_to_tsvector(${`{${terms.map(quoted).join(',')}}`}::text[]))),
    ${outboxInsert('(values (1)) as one', outbox, row.id, entry.at)}
    select 1`.execute(trx);
  return inserted;
}

const quoted = (term: string): string => `"${term.replace(/["\\]/g, '\\$&')}"`;

export async function replaceSearchTerms(trx: Transaction<Database>, caseId: Uuid, terms: readonly string[], areaPath: string): Promise<void> {
  await sql`update case_search set terms = array_to_tsvector(${`{${terms.map(quoted).join(',')}}`}::text[]), area_path = ${areaPath}::ltree where case_id = ${caseId}`.execute(trx);
}

export async function loadCase(db: Db, caseId: Uuid): Promise<CaseRow | undefined> {
  return db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirst();
}

export async function linkCases(trx: Transaction<Database>, caseId: Uuid, otherCaseId: Uuid, kind: 'duplicate' | 'related' | 'reopens', at: Date, accountId: Uuid | null): Promise<void> {
  await trx
    .insertInto('case_link')
    .values({ case_id: caseId, other_case_id: otherCaseId, kind, at, account_id: accountId })
    .onConflict((conflict) => conflict.columns(['case_id', 'other_case_id', 'kind']).doNothing())
    .execute();
}

/** Counts a closed case for the suggestions: who handled which matter where. */
export async function learnDispatch(trx: Transaction<Database>, categoryId: Uuid, areaId: Uuid, unitId: Uuid, at: Date): Promise<void> {
  await trx
    .insertInto('dispatch_history')
    .values({ category_id: categoryId, area_id: areaId, unit_id: unitId, case_count: 1, last_at: at })
    .onConflict((conflict) =>
      conflict.columns(['category_id', 'area_id', 'unit_id']).doUpdateSet({ case_count: sql`dispatch_history.case_count + 1`, last_at: at }),
    )
    .execute();
}

export async function insertOutbox(trx: Transaction<Database>, outbox: OutboxRow, caseId: Uuid, at: Date): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({ id: outbox.id, topic: outbox.topic, object_id: caseId, payload: JSON.stringify(outbox.payload), created_at: at, due_at: at })
    .execute();
}

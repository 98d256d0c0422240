import type { Uuid } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import { CompiledQuery, sql, type Kysely, type Transaction } from 'kysely';
import type { CoreColumns } from './case.mapper.ts';
import {
  CASE_COLUMNS,
  COMMAND_COLUMNS,
  commandValues,
  ENTRY_COLUMNS,
  entryValues,
  holes,
  idList,
  LEARNING_COLUMNS,
  namesOf,
  OUTBOX_COLUMNS,
  outboxValues,
  termList,
  type CommandRow,
  type OutboxRow,
} from './case-columns.mapper.ts';
import { MOVING_COLUMNS, type CaseRow, type JournalRow, type MovingRow, type NewCaseRow } from './case-row.ts';

/** Where a write goes: inside a transaction, or as one statement of its own, which commits by itself. */
export type Db = Kysely<Database> | Transaction<Database>;

export interface Move {
  readonly caseId: Uuid;
  readonly expectedVersion: number;
  readonly columns: CoreColumns;
  /** Description columns that an amendment changes. */
  readonly description: Partial<
    Pick<
      NewCaseRow,
      'description' | 'place' | 'position' | 'area_id' | 'area_path' | 'category_id' | 'category_path' | 'kind' | 'urgency'
    >
  >;
  readonly entry: JournalRow;
  readonly command: CommandRow | null;
  /** What a closed case teaches the suggestions. */
  readonly learning: { readonly categoryId: Uuid; readonly areaId: Uuid; readonly unitId: Uuid } | null;
  readonly outbox: OutboxRow;
}

const DESCRIPTION_TYPES: Readonly<Record<string, string>> = {
  position: 'point',
  area_path: 'ltree',
  category_path: 'ltree',
  area_id: 'uuid',
  category_id: 'uuid',
};

interface MoveParts {
  readonly command: boolean;
  readonly learning: boolean;
  /** Columns of the description that change, in the order of their values. */
  readonly description: readonly string[];
}

/** The statement that moves a case. Its text depends on its parts, never on the data, so that PostgreSQL plans it once a connection. */
function moveText({ command, learning, description }: MoveParts): string {
  const entryFrom = 3 + CASE_COLUMNS.length;
  const outboxFrom = entryFrom + ENTRY_COLUMNS.length;
  const commandFrom = outboxFrom + OUTBOX_COLUMNS.length;
  const learningFrom = commandFrom + (command ? COMMAND_COLUMNS.length : 0);
  const descriptionFrom = learningFrom + (learning ? LEARNING_COLUMNS.length : 0);
  const described = description
    .map((name, i) => `, ${name} = $${descriptionFrom + i}::${DESCRIPTION_TYPES[name] ?? 'text'}`)
    .join('');
  return `
  with moved as (
    update case_file set ${CASE_COLUMNS.map(([name, type], i) => `${name} = $${3 + i}::${type}`).join(', ')}, changed_at = $${entryFrom + 2}::timestamptz${described}
     where id = $1::uuid and version = $2::integer returning id
  ),
  logged as (insert into case_event (${namesOf(ENTRY_COLUMNS)}) select ${holes(ENTRY_COLUMNS, entryFrom)} from moved),
  ${command ? `told as (insert into command (${namesOf(COMMAND_COLUMNS)}) select ${holes(COMMAND_COLUMNS, commandFrom)} from moved),` : ''}
  ${learning ? `learnt as (${learnText(learningFrom)}),` : ''}
  boxed as (insert into outbox (${namesOf(OUTBOX_COLUMNS)}) select ${holes(OUTBOX_COLUMNS, outboxFrom)} from moved)
  select count(*)::integer as moved from moved`;
}

/** Counts a closed case for the suggestions: who handled which matter where. */
const learnText = (from: number): string => `
  insert into dispatch_history (${namesOf(LEARNING_COLUMNS)}, case_count) select ${holes(LEARNING_COLUMNS, from)}, 1 from moved
    on conflict (category_id, area_id, unit_id) do update set case_count = dispatch_history.case_count + 1, last_at = excluded.last_at`;

const MOVE_BY_PLATFORM = { name: 'move_case_by_platform', text: moveText({ command: false, learning: false, description: [] }) };
const MOVE_BY_PERSON = { name: 'move_case_by_person', text: moveText({ command: true, learning: false, description: [] }) };
const MOVE_AND_LEARN = { name: 'move_case_and_learn', text: moveText({ command: true, learning: true, description: [] }) };

/**
 * Moves a case: the row, its journal entry, the command and the outbox in one statement, so that they commit together and cost one round
 * trip. @returns false when the case has another version by now; nothing was written then.
 */
export async function moveCase(trx: Transaction<Database>, move: Move): Promise<boolean> {
  const { text, values } = moveStatement(move);
  const result = await trx.executeQuery<{ moved: number }>(CompiledQuery.raw(text, values));
  return result.rows[0]?.moved === 1;
}

/** `moveCase` as a transaction of its own: one statement that commits by itself, prepared once a connection. */
export async function moveCaseAlone(pool: Store['pool'], move: Move): Promise<boolean> {
  const result = await pool.query<{ moved: number }>(moveStatement(move));
  return result.rows[0]?.moved === 1;
}

function moveStatement({ caseId, expectedVersion, columns, description, entry, command, learning, outbox }: Move): {
  name?: string;
  text: string;
  values: unknown[];
} {
  const core = { ...columns, supporting_unit_ids: idList(columns.supporting_unit_ids) };
  const changes = Object.entries(description);
  const values = [
    caseId,
    expectedVersion,
    ...CASE_COLUMNS.map(([name]) => core[name]),
    ...entryValues(entry),
    ...outboxValues(outbox, caseId, entry.at),
    ...(command === null ? [] : commandValues(command, caseId, entry.at)),
    ...(learning === null ? [] : [learning.categoryId, learning.areaId, learning.unitId, entry.at]),
    ...changes.map(([, value]) => value),
  ];
  if (changes.length > 0 || (command === null && learning !== null)) {
    return {
      text: moveText({ command: command !== null, learning: learning !== null, description: changes.map(([name]) => name) }),
      values,
    };
  }
  const prepared = command === null ? MOVE_BY_PLATFORM : learning === null ? MOVE_BY_PERSON : MOVE_AND_LEARN;
  return { ...prepared, values };
}

export async function replaceSearchTerms(
  trx: Transaction<Database>,
  caseId: Uuid,
  terms: readonly string[],
  areaPath: string,
): Promise<void> {
  await sql`update case_search set terms = array_to_tsvector(${termList(terms)}::text[]), area_path = ${areaPath}::ltree where case_id = ${caseId}`.execute(
    trx,
  );
}

const LOAD_MOVING = `select ${MOVING_COLUMNS.join(', ')} from case_file where id = $1`;

/** What a move needs of a case, outside a transaction, prepared once a connection: every verb begins with it. */
export async function loadMovingCase(pool: Store['pool'], caseId: Uuid): Promise<MovingRow | undefined> {
  const result = await pool.query<MovingRow>({ name: 'load_moving_case', text: LOAD_MOVING, values: [caseId] });
  return result.rows[0];
}

export async function loadCase(db: Db, caseId: Uuid): Promise<CaseRow | undefined> {
  return db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirst();
}

export async function linkCases(
  trx: Transaction<Database>,
  caseId: Uuid,
  otherCaseId: Uuid,
  kind: 'duplicate' | 'related' | 'reopens',
  at: Date,
  accountId: Uuid | null,
): Promise<void> {
  await trx
    .insertInto('case_link')
    .values({ case_id: caseId, other_case_id: otherCaseId, kind, at, account_id: accountId })
    .onConflict((conflict) => conflict.columns(['case_id', 'other_case_id', 'kind']).doNothing())
    .execute();
}

export async function insertOutbox(trx: Transaction<Database>, outbox: OutboxRow, caseId: Uuid, at: Date): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      id: outbox.id,
      topic: outbox.topic,
      object_id: caseId,
      payload: JSON.stringify(outbox.payload),
      created_at: at,
      due_at: at,
    })
    .execute();
}

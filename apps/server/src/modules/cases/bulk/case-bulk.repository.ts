import type { Database } from '@gridward/db';
import { sql, type Transaction } from 'kysely';
import type { WrittenLife } from './written-life.ts';

/** Rows as JSON: one parameter a statement, and the server reads them by the types of its own columns. */
const BATCH = 500;

/** Which last steps the outbox is told of. */
export interface BulkOptions {
  /** Steps at or after this moment are told to whoever listens. */
  readonly tellFrom: Date;
  readonly newId: () => string;
}

/** Writes whole lives: cases, journals, words, links and what suggestions learn, in a few statements for each five hundred. */
export async function insertLives(
  trx: Transaction<Database>,
  lives: readonly WrittenLife[],
  options: BulkOptions,
): Promise<void> {
  for (let start = 0; start < lives.length; start += BATCH) {
    const batch = lives.slice(start, start + BATCH);
    await insertCases(trx, batch);
    await insertEntries(trx, batch);
    await insertWords(trx, batch);
    await insertLinks(trx, batch);
    await insertLearned(trx, batch);
    await insertTold(trx, batch, options);
  }
}

async function insertCases(trx: Transaction<Database>, lives: readonly WrittenLife[]): Promise<void> {
  const numbers = await sql<{ n: string }>`
    select lpad(nextval('case_number_seq')::text, 6, '0') as n from generate_series(1, ${lives.length}::integer)`.execute(trx);
  const rows = lives.map(({ row, numberPrefix }, i) => ({
    ...row,
    historical: false,
    number: `${numberPrefix}${numbers.rows[i]?.n ?? ''}`,
    body: JSON.parse(String(row.body)) as unknown,
  }));
  await sql`insert into case_file select * from json_populate_recordset(null::case_file, ${JSON.stringify(rows)}::json)`.execute(
    trx,
  );
}

async function insertEntries(trx: Transaction<Database>, lives: readonly WrittenLife[]): Promise<void> {
  const rows = lives.flatMap(({ entries }) =>
    entries.map((entry) => ({
      case_id: entry.caseId,
      seq: entry.seq,
      at: entry.at,
      verb: entry.verb,
      from_state: entry.from,
      to_state: entry.to,
      account_id: entry.accountId,
      post_id: entry.postId,
      unit_id: entry.unitId,
      owner_unit_id: entry.ownerUnitId,
      step: entry.step,
      step_due_at: entry.stepDueAt,
      step_on_time: entry.stepOnTime,
      command_id: entry.commandId,
      facts: entry.facts,
      previous_hash: `\\x${entry.previousHash}`,
      hash: `\\x${entry.hash}`,
    })),
  );
  await sql`insert into case_event select * from json_populate_recordset(null::case_event, ${JSON.stringify(rows)}::json)`.execute(
    trx,
  );
}

async function insertWords(trx: Transaction<Database>, lives: readonly WrittenLife[]): Promise<void> {
  const rows = lives.map(({ row, terms }) => ({
    case_id: row.id,
    reported_at: row.reported_at,
    area_path: row.area_path,
    terms,
  }));
  await sql`insert into case_search (case_id, reported_at, area_path, terms)
    select case_id, reported_at, area_path, array_to_tsvector(terms)
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (case_id uuid, reported_at timestamptz, area_path ltree, terms text[])`.execute(
    trx,
  );
}

async function insertLinks(trx: Transaction<Database>, lives: readonly WrittenLife[]): Promise<void> {
  const rows = lives.flatMap(({ row, links }) =>
    links.map(({ otherId, kind, at, accountId }) => ({
      case_id: row.id,
      other_case_id: otherId,
      kind,
      at: new Date(at),
      account_id: accountId,
    })),
  );
  if (rows.length > 0) await trx.insertInto('case_link').values(rows).execute();
}

async function insertLearned(trx: Transaction<Database>, lives: readonly WrittenLife[]): Promise<void> {
  const rows = lives.flatMap(({ row, learned }) =>
    learned.map(({ unitId, at }) => ({ category_id: row.category_id, area_id: row.area_id, unit_id: unitId, at: new Date(at) })),
  );
  await sql`insert into dispatch_history (category_id, area_id, unit_id, case_count, last_at)
    select category_id, area_id, unit_id, count(*), max(at)
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (category_id uuid, area_id uuid, unit_id uuid, at timestamptz)
    group by category_id, area_id, unit_id order by category_id, area_id, unit_id
    on conflict (category_id, area_id, unit_id) do update
      set case_count = dispatch_history.case_count + excluded.case_count, last_at = greatest(dispatch_history.last_at, excluded.last_at)`.execute(
    trx,
  );
}

async function insertTold(
  trx: Transaction<Database>,
  lives: readonly WrittenLife[],
  { tellFrom, newId }: BulkOptions,
): Promise<void> {
  const rows = lives
    .filter(({ lastMove }) => lastMove.at >= tellFrom.getTime())
    .map(({ row, lastMove: { at, payload } }) => ({
      id: newId(),
      topic: 'case.moved',
      object_id: row.id,
      payload: JSON.stringify(payload),
      created_at: new Date(at),
      due_at: new Date(at),
    }));
  if (rows.length > 0) await trx.insertInto('outbox').values(rows).execute();
}

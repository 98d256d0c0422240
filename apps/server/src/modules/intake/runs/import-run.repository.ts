import { toIso, type Instant, type LineFinding, type SuggestionScore, type Uuid } from '@gridward/core';
import type { Database, ImportRunTable } from '@gridward/db';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';

export type RunRow = Selectable<ImportRunTable>;
export type RunState = RunRow['state'];
type Db = Kysely<Database> | Transaction<Database>;

/** What a run keeps of itself besides its counters. Runs of other modules keep other things here, so every part may be missing. */
export interface RunReport {
  readonly acceptable?: boolean;
  readonly sample?: readonly Readonly<Record<string, string | null>>[];
  readonly creates?: { readonly areas: number; readonly units: number; readonly categories: number; readonly channels: number };
  readonly suggestion?: SuggestionScore | null;
  /** Time spent on writing lines, over all starts. */
  readonly busyMs?: number;
  readonly failure?: string | null;
}

export const reportOf = (row: Pick<RunRow, 'report'>): RunReport => row.report as RunReport;

export interface NewRun {
  readonly id: Uuid;
  readonly kind: 'areas' | 'cases';
  readonly mode: string;
  readonly fileName: string;
  readonly fileSha256: Buffer;
  readonly mapping: unknown;
  readonly lineCount: number;
  readonly linesFailed: number;
  readonly report: RunReport;
  readonly startedBy: Uuid | null;
  readonly at: Instant;
}

export async function insertRun(trx: Transaction<Database>, run: NewRun): Promise<void> {
  await trx
    .insertInto('import_run')
    .values({
      id: run.id,
      kind: run.kind,
      mode: run.mode,
      file_name: run.fileName,
      file_sha256: run.fileSha256,
      mapping: JSON.stringify(run.mapping),
      state: 'previewed',
      line_count: run.lineCount,
      lines_failed: run.linesFailed,
      report: JSON.stringify(run.report),
      started_by: run.startedBy,
      started_at: toIso(run.at),
      changed_at: toIso(run.at),
    })
    .execute();
}

export const findRun = (db: Db, id: Uuid): Promise<RunRow | undefined> =>
  db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst();

export const lockRun = (trx: Transaction<Database>, id: Uuid): Promise<RunRow | undefined> =>
  trx.selectFrom('import_run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** An earlier upload of the same file in the same way that did not come to its end. */
export const findUnfinished = (db: Db, kind: string, mode: string, fileSha256: Buffer): Promise<RunRow | undefined> =>
  db
    .selectFrom('import_run')
    .selectAll()
    .where('kind', '=', kind as RunRow['kind'])
    .where('mode', '=', mode)
    .where('file_sha256', '=', fileSha256)
    .where('state', 'in', ['running', 'failed', 'cancelled'])
    .where('lines_done', '>', 0)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export interface RunPatch {
  readonly state?: RunState;
  readonly linesDone?: number;
  readonly linesNew?: number;
  readonly linesKnown?: number;
  readonly linesFailed?: number;
  readonly report?: RunReport;
  readonly ended?: boolean;
}

export async function updateRun(db: Db, id: Uuid, patch: RunPatch, at: Instant): Promise<void> {
  await db
    .updateTable('import_run')
    .set({
      ...(patch.state === undefined ? {} : { state: patch.state }),
      ...(patch.linesDone === undefined ? {} : { lines_done: patch.linesDone }),
      ...(patch.linesNew === undefined ? {} : { lines_new: patch.linesNew }),
      ...(patch.linesKnown === undefined ? {} : { lines_known: patch.linesKnown }),
      ...(patch.linesFailed === undefined ? {} : { lines_failed: patch.linesFailed }),
      ...(patch.report === undefined ? {} : { report: JSON.stringify(patch.report) }),
      ...(patch.ended === undefined ? {} : { ended_at: patch.ended ? toIso(at) : sql`null` }),
      changed_at: toIso(at),
    })
    .where('id', '=', id)
    .execute();
}

export async function listRuns(db: Db, after: { at: Date; id: Uuid } | null, limit: number): Promise<RunRow[]> {
  const all = db.selectFrom('import_run').selectAll();
  const rest = after === null ? all : all.where(sql<boolean>`(started_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

const BATCH = 2000;

/** Writes findings in their order; those of a line are numbered. */
export async function insertFindings(
  trx: Transaction<Database>,
  importId: Uuid,
  findings: readonly LineFinding[],
  from = 0,
): Promise<void> {
  const rows = findings.map((one, i) => ({
    import_id: importId,
    line: one.line,
    ordinal: from + i + 1,
    severity: one.severity,
    code: one.code,
    column_name: one.column,
    value: one.value === null ? null : one.value.replaceAll('\0', '\u{fffd}'),
    message_zh: one.zh.replaceAll('\0', '\u{fffd}'),
    message_en: one.en.replaceAll('\0', '\u{fffd}'),
  }));
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await sql`insert into import_finding (import_id, line, ordinal, severity, code, column_name, value, message_zh, message_en)
      select import_id, line, ordinal, severity, code, column_name, value, message_zh, message_en
        from json_to_recordset(${JSON.stringify(batch)}::json) as given (import_id uuid, line integer, ordinal integer, severity text, code text,
             column_name text, value text, message_zh text, message_en text)
      on conflict do nothing`.execute(trx);
  }
}

export interface FindingRow {
  readonly line: number;
  readonly ordinal: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly column_name: string | null;
  readonly value: string | null;
  readonly message_zh: string;
  readonly message_en: string;
}

export async function listFindings(
  db: Db,
  importId: Uuid,
  after: { line: number; ordinal: number } | null,
  limit: number,
  severity?: 'error' | 'warning' | 'note',
): Promise<FindingRow[]> {
  let query = db.selectFrom('import_finding').selectAll().where('import_id', '=', importId);
  if (severity !== undefined) query = query.where('severity', '=', severity);
  if (after !== null) query = query.where(sql<boolean>`(line, ordinal) > (${after.line}::integer, ${after.ordinal}::integer)`);
  return query.orderBy('line').orderBy('ordinal').limit(limit).execute();
}

export async function countFindings(
  db: Db,
  importIds: readonly Uuid[],
): Promise<{ import_id: Uuid; code: string; severity: FindingRow['severity']; count: number }[]> {
  if (importIds.length === 0) return [];
  const result = await sql<{ import_id: Uuid; code: string; severity: FindingRow['severity']; count: number }>`
    select import_id, code, severity, count(*)::integer as count from import_finding where import_id = any(${[...importIds]}::uuid[])
     group by import_id, code, severity order by import_id, severity, code`.execute(db);
  return result.rows;
}

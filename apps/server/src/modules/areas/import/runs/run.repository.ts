import { toIso, type Instant, type Uuid } from '@gridward/core';
import type { Database, ImportRunTable } from '@gridward/db';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ImportFindingDraft } from '../finding.ts';

export type RunRow = Selectable<ImportRunTable>;

export interface NewRun {
  readonly id: Uuid;
  readonly kind: 'areas' | 'units' | 'responsibility' | 'landmarks';
  readonly mode: string;
  readonly fileName: string;
  readonly fileSha256: Buffer;
  readonly options: unknown;
  readonly startedBy: Uuid | null;
  readonly startedAt: Instant;
}

/** How many lines would be, or were, what. */
export interface RunCounts {
  readonly lines: number;
  readonly created: number;
  readonly changed: number;
  readonly known: number;
  readonly failed: number;
}

/** What `import_finding` has no column for, by line and ordinal. */
export type FindingExtras = Readonly<Record<string, Pick<ImportFindingDraft, 'at' | 'suggestion'>>>;
export interface RunReport {
  readonly changed: number;
  readonly extras: FindingExtras;
}

export const findRun = (db: Kysely<Database>, id: Uuid, kind: NewRun['kind']): Promise<RunRow | undefined> =>
  db.selectFrom('import_run').selectAll().where('id', '=', id).where('kind', '=', kind).executeTakeFirst();

/** Takes the run for this transaction, so that it is carried out once. */
export const lockRun = (trx: Transaction<Database>, id: Uuid, kind: NewRun['kind']): Promise<RunRow | undefined> =>
  trx.selectFrom('import_run').selectAll().where('id', '=', id).where('kind', '=', kind).forUpdate().executeTakeFirst();

export async function insertRun(trx: Transaction<Database>, run: NewRun): Promise<void> {
  await trx
    .insertInto('import_run')
    .values({
      id: run.id,
      kind: run.kind,
      mode: run.mode,
      file_name: run.fileName,
      file_sha256: run.fileSha256,
      mapping: JSON.stringify(run.options),
      state: 'previewed',
      started_by: run.startedBy,
      started_at: toIso(run.startedAt),
      changed_at: toIso(run.startedAt),
    })
    .execute();
}

/** Writes what a plan found: as a preview, or, with an end, as what was done. */
export async function saveOutcome(
  trx: Transaction<Database>,
  id: Uuid,
  { counts, findings, at, done }: { counts: RunCounts; findings: readonly ImportFindingDraft[]; at: Instant; done: boolean },
): Promise<void> {
  const numbered = numbering(findings);
  const extras = Object.fromEntries(
    numbered.flatMap(({ draft, ordinal }) =>
      draft.at === undefined && draft.suggestion === undefined
        ? []
        : [[`${draft.line}:${ordinal}`, { at: draft.at, suggestion: draft.suggestion }]],
    ),
  );
  await trx
    .updateTable('import_run')
    .set({
      state: done ? 'done' : 'previewed',
      line_count: counts.lines,
      lines_done: done ? counts.lines : 0,
      lines_new: counts.created,
      lines_known: counts.known,
      lines_failed: counts.failed,
      report: JSON.stringify({ changed: counts.changed, extras } satisfies RunReport),
      changed_at: toIso(at),
      ended_at: done ? toIso(at) : null,
    })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('import_finding').where('import_id', '=', id).execute();
  for (let start = 0; start < numbered.length; start += BATCH) {
    await trx
      .insertInto('import_finding')
      .values(numbered.slice(start, start + BATCH).map((one) => toValues(id, one)))
      .execute();
  }
}

const BATCH = 1000;

interface Numbered {
  readonly draft: ImportFindingDraft;
  readonly ordinal: number;
}

function numbering(findings: readonly ImportFindingDraft[]): Numbered[] {
  const counts = new Map<number, number>();
  return findings.map((draft) => {
    const ordinal = (counts.get(draft.line) ?? 0) + 1;
    counts.set(draft.line, ordinal);
    return { draft, ordinal };
  });
}

const toValues = (importId: Uuid, { draft, ordinal }: Numbered) => ({
  import_id: importId,
  line: draft.line,
  ordinal,
  severity: draft.severity,
  code: draft.code,
  column_name: draft.column ?? null,
  value: draft.value ?? null,
  message_zh: draft.message.zh,
  message_en: draft.message.en,
});

/** The first findings of a run in the order of lines. */
export async function listFindings(
  db: Kysely<Database>,
  id: Uuid,
  extras: FindingExtras,
  limit: number,
): Promise<ImportFindingDraft[]> {
  const rows = await db
    .selectFrom('import_finding')
    .selectAll()
    .where('import_id', '=', id)
    .orderBy('line')
    .orderBy('ordinal')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    line: row.line,
    severity: row.severity,
    code: row.code,
    ...(row.column_name === null ? {} : { column: row.column_name }),
    ...(row.value === null ? {} : { value: row.value }),
    message: { zh: row.message_zh, en: row.message_en },
    ...extras[`${row.line}:${row.ordinal}`],
  }));
}

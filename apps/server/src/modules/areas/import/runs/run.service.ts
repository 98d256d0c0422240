import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { problem, type ImportRun, type Problem } from '@gridward/contract';
import { err, ok, toIso, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { FILE_GONE } from '../../../../http/field-words.ts';
import type { Call } from '../../../../http/host.ts';
import type { Platform } from '../../../../platform/deps.ts';
import { importFolder } from '../../../../platform/import-files.ts';
import { refusably } from '../../../../platform/refusal.ts';
import { toFinding } from '../../areas.mapper.ts';
import type { ImportFindingDraft } from '../finding.ts';
import {
  findRun,
  insertRun,
  listFindings,
  lockRun,
  saveOutcome,
  type RunCounts,
  type RunReport,
  type RunRow,
} from './run.repository.ts';
import { keepUpload, keptUpload, receiveUpload, type Upload } from './upload.ts';

/** What a plan says of itself. */
export interface PlanOutcome {
  readonly counts: RunCounts;
  readonly findings: readonly ImportFindingDraft[];
}

/** One kind of import of reference data: how it is planned and carried out. The rest is the same for all. */
export interface ImportKind<Options, Plan extends PlanOutcome> {
  readonly kind: 'areas' | 'units' | 'responsibility' | 'landmarks';
  readonly options: z.ZodType<Options>;
  readonly mode: (options: Options) => string;
  plan(upload: Upload, options: Options, trx?: Transaction<Database>): Promise<Result<Plan, Problem>>;
  apply(
    trx: Transaction<Database>,
    plan: Plan,
    run: { upload: Upload; options: Options; call: Call },
  ): Promise<Result<null, Problem>>;
}

const SHOWN_FINDINGS = 1000;

/**
 * Preview, then carry out. The file waits in the data folder of this server; carrying out reads it again against the areas of that moment,
 * in one transaction, so that a kill loses nothing and a repetition changes nothing.
 */
export function createImportRuns<Options, Plan extends PlanOutcome>(platform: Platform, kind: ImportKind<Options, Plan>) {
  const { store, clock } = platform;
  const folderOf = (id: Uuid): string => importFolder(platform.config.dataDir, id);
  const get = async (id: Uuid): Promise<Result<ImportRun, Problem>> => {
    const row = await findRun(store.db, id, kind.kind);
    if (row === undefined) return err(problem('not_found'));
    const { changed, extras } = { changed: 0, extras: {}, ...(row.report as Partial<RunReport>) };
    return ok(toRun(row, changed, await listFindings(store.db, id, extras, SHOWN_FINDINGS + 1)));
  };
  const preview = async (call: Call): Promise<Result<ImportRun, Problem>> => {
    const received = await receiveUpload(call.raw, kind.options);
    if (!received.ok) return received;
    const { upload, options } = received.value;
    const fileSha256 = createHash('sha256')
      .update(upload.file)
      .update(upload.outline ?? '')
      .update(JSON.stringify(options))
      .digest();
    const earlier = await findRun(store.db, call.commandId, kind.kind);
    if (earlier !== undefined)
      return earlier.file_sha256.equals(fileSha256) ? get(earlier.id) : err(problem('idempotency_mismatch'));
    const plan = await kind.plan(upload, options);
    if (!plan.ok) return plan;
    await keepUpload(folderOf(call.commandId), upload);
    await store.inTransaction(async (trx) => {
      const id = call.commandId;
      const startedAt = clock.now();
      await insertRun(trx, {
        id,
        kind: kind.kind,
        mode: kind.mode(options),
        fileName: upload.fileName,
        fileSha256,
        options,
        startedBy: call.actor.accountId,
        startedAt,
      });
      await saveOutcome(trx, id, { ...plan.value, at: startedAt, done: false });
    });
    return get(call.commandId);
  };
  const apply = async (id: Uuid, call: Call): Promise<Result<ImportRun, Problem>> => {
    const run = await findRun(store.db, id, kind.kind);
    if (run === undefined) return err(problem('not_found'));
    if (run.state === 'done') return get(id);
    const upload = await keptUpload(folderOf(id), run.file_name);
    if (upload === undefined) return err(problem('import_not_ready', { detail: FILE_GONE }));
    const options = kind.options.parse(run.mapping);
    const applied = await refusably(store, async (trx) => {
      const locked = await lockRun(trx, id, kind.kind);
      if (locked?.state !== 'previewed') return locked?.state === 'done' ? ok(null) : err(problem('import_not_ready'));
      const plan = await kind.plan(upload, options, trx);
      if (!plan.ok) return plan;
      const done = await kind.apply(trx, plan.value, { upload, options, call });
      if (done.ok) await saveOutcome(trx, id, { ...plan.value, at: clock.now(), done: true });
      return done;
    });
    if (!applied.ok) return applied;
    await rm(folderOf(id), { recursive: true, force: true });
    return get(id);
  };
  return { preview, apply, get };
}

const toRun = (row: RunRow, changed: number, findings: readonly ImportFindingDraft[]): ImportRun => ({
  id: row.id,
  kind: row.kind,
  mode: row.mode,
  fileName: row.file_name,
  state: row.state,
  lineCount: row.line_count,
  linesNew: row.lines_new,
  linesChanged: changed,
  linesKnown: row.lines_known,
  linesFailed: row.lines_failed,
  startedAt: toIso(row.started_at.getTime()),
  endedAt: row.ended_at === null ? null : toIso(row.ended_at.getTime()),
  findings: findings.slice(0, SHOWN_FINDINGS).map(toFinding),
  findingsCut: findings.length > SHOWN_FINDINGS,
});

import {
  finding,
  instantOfLocal,
  keyOfToken,
  categoryCode,
  NO_SCORE,
  unitKey,
  zoneOf,
  type CaseLine,
  type CaseMapping,
  type LineFinding,
  type SuggestionScore,
  type Uuid,
} from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Platform } from '../../../platform/deps.ts';
import type { PastCase } from '../../cases/index.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import { insertFindings, lockRun, reportOf, updateRun, type RunRow } from '../runs/import-run.repository.ts';
import type { CaseFilePlan, PlacedLine } from './case-file-plan.ts';
import type { CaseReference } from './case-reference.service.ts';
import { createLearner, type Learner, type ResolvedLine } from './lead-learner.ts';

/** Lines in one transaction: few enough to lose little to a kill, many enough to write fast. */
export const BATCH_LINES = 500;

export interface CaseRun {
  readonly runId: Uuid;
  readonly mode: 'historical' | 'live';
  readonly plan: CaseFilePlan;
  readonly reference: CaseReference;
}

/** Writes the lines of a file, batch by batch, from where the run stands to its end or until it is cancelled. */
export function createCaseImport(platform: Platform, doors: IntakeDoors) {
  const { store, clock } = platform;

  async function run(job: CaseRun, isStopping: () => boolean = () => false): Promise<void> {
    const lines = await resolveAll(job);
    const learner = await createLearner(store.db, doors, job.mode);
    for (;;) {
      const startedMs = performance.now();
      const goesOn = await store.inTransaction((trx) => batch(trx, job, lines, learner, startedMs));
      if (!goesOn || isStopping()) return;
    }
  }

  /** @returns false when there is nothing more to do. */
  async function batch(
    trx: Transaction<Database>,
    job: CaseRun,
    lines: readonly (ResolvedLine | null)[],
    learner: Learner,
    startedMs: number,
  ): Promise<boolean> {
    const row = await lockRun(trx, job.runId);
    if (row?.state !== 'running') return false;
    const start = row.lines_done;
    const end = Math.min(start + BATCH_LINES, lines.length);
    learner.catchUp(lines, start);
    const given = lines.slice(start, end).filter((line) => line !== null);
    const known = await doors.cases.past.known(
      trx,
      job.plan.mapping.source,
      given.map(({ line }) => line.externalId),
    );
    const fresh = given.filter(({ line }) => !known.has(line.externalId));
    const writing = job.mode === 'historical' ? writePast(trx, job, fresh) : writeLive(trx, job, fresh);
    // While the database writes, this process judges: neither waits for the other.
    const judging = soon(() => learner.judge(fresh, reportOf(row).suggestion ?? NO_SCORE, start));
    const [written, score] = await Promise.all([writing, judging]);
    await insertFindings(trx, job.runId, written.findings, RUN_FINDINGS_FROM + start);
    await saveProgress(trx, row, {
      end,
      total: lines.length,
      written: written.count,
      failed: written.findings.length,
      given: given.length,
      score,
      startedMs,
    });
    return end < lines.length;
  }

  async function saveProgress(trx: Transaction<Database>, row: RunRow, done: Progress): Promise<void> {
    const report = reportOf(row);
    const ended = done.end >= done.total;
    await updateRun(
      trx,
      row.id,
      {
        state: ended ? 'done' : 'running',
        linesDone: done.end,
        linesNew: row.lines_new + done.written,
        linesKnown: row.lines_known + (done.given - done.written - done.failed),
        linesFailed: row.lines_failed + done.failed,
        report: { ...report, suggestion: done.score, busyMs: (report.busyMs ?? 0) + performance.now() - done.startedMs },
        ...(ended ? { ended: true } : {}),
      },
      clock.now(),
    );
  }

  async function writePast(
    trx: Transaction<Database>,
    { runId, plan }: CaseRun,
    lines: readonly ResolvedLine[],
  ): Promise<Written> {
    const cases = lines.map((one): PastCase => ({
      externalSource: plan.mapping.source,
      externalId: one.line.externalId,
      importId: runId,
      receivedAt: receivedAt(one.line, plan.mapping),
      areaId: one.areaId,
      categoryId: one.categoryId,
      leadUnitId: one.unitId,
      requestKind: one.line.requestKind,
      channel: one.line.channel ?? IMPORT_CHANNEL,
      closedOnTime: one.line.closedOnTime,
      description: one.description,
      place: one.place,
      origin: one.origin,
    }));
    return { count: (await doors.cases.past.insert(trx, cases)).length, findings: [] };
  }

  /** Cases enter the loop as reported now: their clocks run from here on, whenever the file says that they came in. */
  async function writeLive(
    trx: Transaction<Database>,
    { runId, plan }: CaseRun,
    lines: readonly ResolvedLine[],
  ): Promise<Written> {
    const findings: LineFinding[] = [];
    let count = 0;
    for (const one of lines) {
      const { line } = one;
      const input = {
        description: `${one.description}（来件 ${line.receivedOn}）`,
        categoryId: one.categoryId,
        areaId: one.areaId,
        place: one.place,
        channel: line.channel ?? IMPORT_CHANNEL,
        urgency: 'normal' as const,
        attachmentIds: [],
        externalSource: plan.mapping.source,
        externalId: line.externalId,
        ...(line.requestKind === null ? {} : { requestKind: line.requestKind }),
      };
      const reported = await doors.cases.reporter.within(trx, input, null, { at: clock.now(), importId: runId, demo: false });
      if (reported.ok) count += 1;
      else findings.push(finding(line.line, 'not_accepted', { value: line.externalId, other: reported.error.code }));
    }
    return { count, findings };
  }

  async function resolveAll({ plan, reference }: CaseRun): Promise<(ResolvedLine | null)[]> {
    const [areas, catalogue] = await Promise.all([doors.areas.tree(), doors.catalogue.picture()]);
    return plan.records.map((record) => {
      if (record === null) return null;
      const { line } = record;
      const areaId = reference.areaOf(record.place);
      const category = reference.categoryOf(categoryCode(line.categories.map(keyOfToken)));
      if (areaId === undefined || category === undefined) return null;
      const way = catalogue.trail(category);
      return {
        line,
        areaId,
        areaIds: areas.ancestors(areaId).map(({ id }) => id),
        categoryId: category,
        categoryIds: way.map(({ id }) => id).toReversed(),
        unitId: keyOfToken(line.unit) === '-' ? null : (reference.unitOf(unitKey(line.unit)) ?? null),
        origin: originOf(record),
        description: line.description ?? way.map(({ nameZh }) => nameZh).join(' › '),
        place: line.place ?? line.areas.map(({ name }) => name ?? '').join(''),
      };
    });
  }

  return { run };
}

export type CaseImport = ReturnType<typeof createCaseImport>;

/** Channel of cases whose file names none. */
export const IMPORT_CHANNEL = 'import';
/** Findings of the run are numbered apart from those of the preview. */
const RUN_FINDINGS_FROM = 1_000_000;

/** After what is waiting to be sent has been sent. */
const soon = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) =>
    setImmediate(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }),
  );

interface Written {
  readonly count: number;
  readonly findings: readonly LineFinding[];
}

interface Progress {
  readonly end: number;
  readonly total: number;
  readonly written: number;
  readonly failed: number;
  /** Lines of the batch that hold no error. */
  readonly given: number;
  readonly score: SuggestionScore;
  readonly startedMs: number;
}

const receivedAt = ({ receivedLocalMs }: CaseLine, { timeZone }: CaseMapping): number =>
  instantOfLocal(zoneOf(timeZone), receivedLocalMs);

function originOf({ place: { elsewhere } }: PlacedLine): Readonly<Record<string, string>> | null {
  return elsewhere.length === 0 ? null : Object.fromEntries(elsewhere.map(({ level, token }) => [level, keyOfToken(token)]));
}

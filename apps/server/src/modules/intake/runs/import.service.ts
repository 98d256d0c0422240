import { saidIn, importFieldsSchema, problem, type ImportFields, type ImportProgress, type Problem } from '@gridward/contract';
import { err, type LineFinding, type Result, type Uuid } from '@gridward/core';
import { FILE_GONE } from '../../../http/field-words.ts';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { bootstrapAreas } from '../areas/area-bootstrap.service.ts';
import { createCaseImport } from '../cases/case-import.service.ts';
import { countCreates, ensureReference, readReference, type Creates } from '../cases/case-reference.service.ts';
import { listChannelIds } from '../channels/channel.repository.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import {
  findRun,
  findUnfinished,
  insertFindings,
  insertRun,
  lockRun,
  reportOf,
  updateRun,
  type RunReport,
  type RunRow,
} from './import-run.repository.ts';
import { createImportReader } from './import-reader.service.ts';
import { createPreparation, sampleOf, type Prepared } from './prepare.service.ts';
import { createUploads, hashOfImport, receiveImport, type ReceivedImport } from './upload.ts';

const NOTHING_CREATED: Creates = { areas: 0, units: 0, categories: 0, channels: 0 };

/** Imports with preview and progress. A run goes on in the background of this process; another start takes it up where it stood. */
export function createImports(platform: Platform, doors: IntakeDoors) {
  const { store, clock, ids, log } = platform;
  const uploads = createUploads(platform.config.dataDir);
  const prepare = createPreparation(platform, doors);
  const caseImport = createCaseImport(platform, doors);
  const reader = createImportReader(platform);
  const { get } = reader;
  const active = new Map<Uuid, Promise<void>>();
  let stopping = false;

  /** Reads an upload and says what it would do. The same file that was cut off before is taken up again. */
  async function preview(received: ReceivedImport, accountId: Uuid | null): Promise<Result<ImportProgress, Problem>> {
    const { upload, fields } = received;
    const fileSha256 = hashOfImport(received);
    const earlier = await findUnfinished(store.db, fields.kind, fields.mode, fileSha256);
    if (earlier !== undefined) {
      await uploads.keep(earlier.id, upload);
      return get(earlier.id);
    }
    const prepared = await prepare(upload, fields);
    if (!prepared.ok) return prepared;
    const id = ids.next();
    await uploads.keep(id, upload);
    const described = await describe(prepared.value);
    await store.inTransaction(async (trx) => {
      await insertRun(trx, {
        id,
        kind: fields.kind,
        mode: fields.kind === 'cases' ? fields.mode : 'bootstrap',
        fileName: upload.fileName,
        fileSha256,
        mapping: fields,
        lineCount: described.lineCount,
        linesFailed: described.linesFailed,
        report: described.report,
        startedBy: accountId,
        at: clock.now(),
      });
      await insertFindings(trx, id, described.findings);
    });
    return get(id);
  }

  async function describe(
    prepared: Prepared,
  ): Promise<{ lineCount: number; linesFailed: number; report: RunReport; findings: readonly LineFinding[] }> {
    if (prepared.kind === 'refused')
      return { lineCount: 0, linesFailed: 0, report: { acceptable: false }, findings: prepared.findings };
    if (prepared.kind === 'areas') {
      const { plan } = prepared;
      const areas = [
        plan.root,
        ...plan.groups.map(({ existing }) => existing),
        ...plan.places.map(({ existing }) => existing),
      ].filter((existing) => existing === undefined).length;
      const findings = plan.findings.map((one) => ({ ...one, column: null }) as LineFinding);
      const failed = new Set(findings.filter(({ severity }) => severity === 'error').map(({ line }) => line)).size;
      return {
        lineCount: plan.places.length + failed,
        linesFailed: failed,
        report: { acceptable: plan.places.length > 0, creates: { ...NOTHING_CREATED, areas } },
        findings,
      };
    }
    const { plan } = prepared;
    const creates = await countCreates(doors, plan, await listChannelIds(store.db));
    const linesFailed = plan.records.filter((record) => record === null).length;
    return {
      lineCount: plan.records.length,
      linesFailed,
      report: { acceptable: true, sample: sampleOf(plan), creates, suggestion: null, busyMs: 0, failure: null },
      findings: plan.findings,
    };
  }

  async function start(id: Uuid): Promise<Result<ImportProgress, Problem>> {
    if (active.has(id)) return get(id);
    const started = await store.inTransaction(async (trx) => {
      const row = await lockRun(trx, id);
      if (row === undefined) return 'not_found' as const;
      if (row.state === 'done') return row;
      if (reportOf(row).acceptable !== true) return 'import_not_ready' as const;
      await updateRun(trx, id, { state: 'running', ended: false, report: { ...reportOf(row), failure: null } }, clock.now());
      return row;
    });
    if (typeof started === 'string') return err(problem(started));
    if (started.state !== 'done') {
      const work = carryOut(started).finally(() => active.delete(id));
      active.set(id, work);
    }
    return get(id);
  }

  /** Never rejects: what went wrong is written where whoever waits will look. */
  async function carryOut(row: RunRow): Promise<void> {
    try {
      const fields = importFieldsSchema.parse(row.mapping);
      const upload = await uploads.read(row.id, row.file_name);
      if (upload === undefined) throw new Error(FILE_GONE.en);
      const prepared = await prepare(upload, fields);
      if (!prepared.ok) throw new Error(saidIn(prepared.error.detail ?? prepared.error.code, 'en'));
      if (prepared.value.kind === 'areas') await carryOutAreas(row, prepared.value, fields);
      else if (prepared.value.kind === 'cases') await carryOutCases(row, prepared.value, fields);
      else throw new Error('The file was understood before and is not now.');
      if ((await findRun(store.db, row.id))?.state === 'done') await uploads.forget(row.id);
    } catch (error) {
      log.error({ err: error, importId: row.id }, 'an import failed');
      const failure = error instanceof Error ? error.message : String(error);
      const latest = await findRun(store.db, row.id).catch(() => undefined);
      await updateRun(
        store.db,
        row.id,
        { state: 'failed', ended: true, report: { ...reportOf(latest ?? row), failure } },
        clock.now(),
      ).catch((reason: unknown) =>
        log.error({ err: reason, importId: row.id }, 'the failure of an import could not be recorded'),
      );
    }
  }

  async function carryOutAreas(
    row: RunRow,
    { plan, head }: Extract<Prepared, { kind: 'areas' }>,
    fields: ImportFields,
  ): Promise<void> {
    await store.inTransaction(async (trx) => {
      const locked = await lockRun(trx, row.id);
      if (locked?.state !== 'running') return;
      const created = await bootstrapAreas(trx, doors, plan, {
        modelId: fields.model ?? '',
        head,
        fileName: row.file_name,
        accountId: row.started_by,
      });
      const fresh = plan.places.filter(({ existing }) => existing === undefined).length;
      await updateRun(
        trx,
        row.id,
        {
          state: 'done',
          ended: true,
          linesDone: row.line_count,
          linesNew: fresh,
          linesKnown: plan.places.length - fresh,
          report: { ...reportOf(locked), creates: { ...NOTHING_CREATED, areas: created } },
        },
        clock.now(),
      );
    });
  }

  async function carryOutCases(
    row: RunRow,
    { plan, root }: Extract<Prepared, { kind: 'cases' }>,
    { mode }: ImportFields,
  ): Promise<void> {
    if (mode === 'live') {
      const missing = (await doors.units.tree())
        .missingDesks(clock.now())
        .filter(({ areaId, duty }) => areaId === root.id && duty !== 'leader');
      if (missing.length > 0)
        throw new Error(
          `No unit answers for ${missing.map(({ duty }) => duty).join(', ')} in ${root.name}: name one before cases enter the loop.`,
        );
    }
    await store.inTransaction((trx) => ensureReference(trx, doors, plan, root.id));
    await caseImport.run({ runId: row.id, mode, plan, reference: await readReference(doors, plan, root.id) }, () => stopping);
  }

  async function cancel(id: Uuid): Promise<Result<ImportProgress, Problem>> {
    const row = await store.inTransaction(async (trx) => {
      const locked = await lockRun(trx, id);
      if (locked !== undefined && (locked.state === 'running' || locked.state === 'previewed'))
        await updateRun(trx, id, { state: 'cancelled', ended: true }, clock.now());
      return locked;
    });
    if (row === undefined) return err(problem('not_found'));
    return row.state === 'done' ? err(problem('import_not_ready')) : get(id);
  }

  return {
    /** Reads the upload of a request. */
    async receive(call: Call): Promise<Result<ImportProgress, Problem>> {
      const received = await receiveImport(call.raw);
      return received.ok ? preview(received.value, call.actor.accountId) : received;
    },
    preview,
    start,
    cancel,
    ...reader,
    /** Resolves when the run is no longer worked on by this process. */
    settled: (id: Uuid): Promise<void> => active.get(id) ?? Promise.resolve(),
    /** Lets running imports come to the end of their batch; they go on at the next start. */
    async close(): Promise<void> {
      stopping = true;
      await Promise.all(active.values());
    },
  };
}
export type Imports = ReturnType<typeof createImports>;

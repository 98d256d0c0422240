import {
  importFieldsSchema,
  problem,
  uuid,
  type ImportFields,
  type ImportProgress,
  type importRoutes,
  type Problem,
  type RouteReply,
} from '@gridward/contract';
import { err, ok, toIso, type LineFinding, type Result, type Uuid } from '@gridward/core';
import { stringify } from 'csv-stringify';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { bootstrapAreas } from '../areas/area-bootstrap.service.ts';
import { createCaseImport } from '../cases/case-import.service.ts';
import { countCreates, ensureReference, readReference, type Creates } from '../cases/case-reference.service.ts';
import { listChannelIds } from '../channels/channel.repository.ts';
import type { IntakeDoors } from '../intake-doors.ts';
import {
  countFindings,
  findRun,
  findUnfinished,
  insertFindings,
  insertRun,
  listFindings,
  listRuns,
  lockRun,
  reportOf,
  updateRun,
  type RunReport,
  type RunRow,
} from './import-run.repository.ts';
import { createPreparation, sampleOf, type Prepared } from './prepare.service.ts';
import { createUploads, hashOfImport, receiveImport, type ReceivedImport } from './upload.ts';

const NOTHING_CREATED: Creates = { areas: 0, units: 0, categories: 0, channels: 0 };

/** Imports with preview and progress. A run goes on in the background of this process; another start takes it up where it stood. */
export function createImports(platform: Platform, doors: IntakeDoors) {
  const { store, clock, ids, log } = platform;
  const uploads = createUploads(platform.config.dataDir);
  const prepare = createPreparation(platform, doors);
  const caseImport = createCaseImport(platform, doors);
  const active = new Map<Uuid, Promise<void>>();
  let stopping = false;

  async function view(rows: readonly RunRow[]): Promise<ImportProgress[]> {
    const counts = await countFindings(
      store.db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) =>
      toProgress(
        row,
        counts.filter(({ import_id }) => import_id === row.id),
      ),
    );
  }

  async function get(id: Uuid): Promise<Result<ImportProgress, Problem>> {
    const row = await findRun(store.db, id);
    const [progress] = row === undefined ? [] : await view([row]);
    return progress === undefined ? err(problem('not_found')) : ok(progress);
  }

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
      if (upload === undefined) throw new Error('The file is not on this server any more: upload it again.');
      const prepared = await prepare(upload, fields);
      if (!prepared.ok) throw new Error(prepared.error.detail ?? prepared.error.code);
      if (prepared.value.kind === 'areas') await carryOutAreas(row, prepared.value, fields);
      else if (prepared.value.kind === 'cases') await carryOutCases(row, prepared.value, fields);
      else throw new Error('The file was understood before and is not now.');
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

  async function list(query: {
    cursor?: string | undefined;
    limit: number;
  }): Promise<Result<RouteReply<(typeof importRoutes)['listImports']>, Problem>> {
    const rows = await listRuns(
      store.db,
      decodeKey(
        query.cursor,
        ([at = '', id = '']) => ({ at: new Date(at), id }),
        ({ at, id }) => !Number.isNaN(at.getTime()) && uuid.safeParse(id).success,
      ),
      query.limit + 1,
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const nextCursor = rows.length > query.limit && last !== undefined ? encodeKey(last.started_at.toISOString(), last.id) : null;
    return ok({ items: await view(page), nextCursor });
  }

  async function findings(
    id: Uuid,
    query: { cursor?: string | undefined; limit: number; severity?: 'error' | 'warning' | 'note' | undefined },
  ): Promise<Result<RouteReply<(typeof importRoutes)['listImportFindings']>, Problem>> {
    const after = decodeKey(
      query.cursor,
      ([line = '', ordinal = '']) => ({ line: Number(line), ordinal: Number(ordinal) }),
      ({ line, ordinal }) => Number.isInteger(line) && Number.isInteger(ordinal),
    );
    const rows = await listFindings(store.db, id, after, query.limit + 1, query.severity);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return ok({
      items: page.map((row) => ({
        line: row.line,
        severity: row.severity,
        code: row.code,
        column: row.column_name,
        value: row.value,
        message: { zh: row.message_zh, en: row.message_en },
        at: null,
        suggestion: null,
      })),
      nextCursor: rows.length > query.limit && last !== undefined ? encodeKey(last.line, last.ordinal) : null,
    });
  }

  /** All findings as a file that a spreadsheet opens: UTF-8 with mark, page by page. */
  async function download(id: Uuid, call: Call): Promise<Result<unknown, Problem>> {
    const row = await findRun(store.db, id);
    if (row === undefined) return err(problem('not_found'));
    const csv = stringify({
      bom: true,
      header: true,
      columns: ['行号 line', '级别 severity', '代码 code', '列 column', '值 value', '说明', 'message'],
    });
    call.reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="findings-${id}.csv"`);
    void writeFindings(id, csv).catch((error: unknown) => csv.destroy(error instanceof Error ? error : new Error(String(error))));
    return ok(csv);
  }

  async function writeFindings(id: Uuid, csv: ReturnType<typeof stringify>): Promise<void> {
    let after: { line: number; ordinal: number } | null = null;
    for (;;) {
      const rows: Awaited<ReturnType<typeof listFindings>> = await listFindings(store.db, id, after, DOWNLOAD_PAGE);
      for (const row of rows)
        csv.write([row.line, row.severity, row.code, row.column_name, harmless(row.value), row.message_zh, row.message_en]);
      const last = rows.at(-1);
      if (last === undefined || rows.length < DOWNLOAD_PAGE) break;
      after = { line: last.line, ordinal: last.ordinal };
    }
    csv.end();
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
    get,
    list,
    findings,
    download,
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

const DOWNLOAD_PAGE = 2000;

/** A spreadsheet must not take a value of a foreign file for a formula. */
const harmless = (value: string | null): string | null => (value !== null && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

const encodeKey = (...parts: readonly (string | number)[]): string => Buffer.from(parts.join(' ')).toString('base64url');

/** A cursor that is none of ours begins at the beginning. */
function decodeKey<T>(cursor: string | undefined, read: (parts: string[]) => T, isValid: (key: T) => boolean): T | null {
  if (cursor === undefined) return null;
  const key = read(Buffer.from(cursor, 'base64url').toString('utf8').split(' '));
  return isValid(key) ? key : null;
}

function toProgress(row: RunRow, counts: Awaited<ReturnType<typeof countFindings>>): ImportProgress {
  const report = reportOf(row);
  const busyMs = report.busyMs ?? 0;
  return {
    id: row.id,
    kind: row.kind,
    mode: row.mode,
    fileName: row.file_name,
    state: row.state,
    acceptable: report.acceptable ?? true,
    lineCount: row.line_count,
    linesDone: row.lines_done,
    linesNew: row.lines_new,
    linesKnown: row.lines_known,
    linesFailed: row.lines_failed,
    startedAt: toIso(row.started_at.getTime()),
    changedAt: toIso(row.changed_at.getTime()),
    endedAt: row.ended_at === null ? null : toIso(row.ended_at.getTime()),
    findings: counts.map(({ code, severity, count }) => ({ code, severity, count })),
    sample: (report.sample ?? []).map((line) => ({ ...line })),
    creates: report.creates ?? NOTHING_CREATED,
    suggestion: report.suggestion ?? null,
    rowsPerSecond: busyMs > 0 && row.lines_done > 0 ? Math.round((row.lines_done / busyMs) * 1000) : null,
    failure: report.failure ?? null,
  };
}

import { problem, uuid, type ImportProgress, type importRoutes, type Problem, type RouteReply } from '@gridward/contract';
import { err, ok, toIso, type Result, type Uuid } from '@gridward/core';
import type { Call } from '../../../http/host.ts';
import { answerAsCsv } from '../../../platform/csv-file.ts';
import type { Platform } from '../../../platform/deps.ts';
import { countFindings, findRun, listFindings, listRuns, reportOf, type RunRow } from './import-run.repository.ts';

/** Shows imports: progress, lists, findings by line. */
export function createImportReader({ store: { db }, log }: Pick<Platform, 'store' | 'log'>) {
  async function view(rows: readonly RunRow[]): Promise<ImportProgress[]> {
    const counts = await countFindings(
      db,
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
    const row = await findRun(db, id);
    const [progress] = row === undefined ? [] : await view([row]);
    return progress === undefined ? err(problem('not_found')) : ok(progress);
  }

  async function list(query: {
    cursor?: string | undefined;
    limit: number;
  }): Promise<Result<RouteReply<(typeof importRoutes)['listImports']>, Problem>> {
    const rows = await listRuns(
      db,
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
    const rows = await listFindings(db, id, after, query.limit + 1, query.severity);
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
    const row = await findRun(db, id);
    if (row === undefined) return err(problem('not_found'));
    const columns = ['行号 line', '级别 severity', '代码 code', '列 column', '值 value', '说明', 'message'];
    const file = { name: `findings-${id}.csv`, columns, pages: pagesOf(id) };
    return ok(answerAsCsv(call.reply, file, (error) => log.error({ err: error }, 'a list of findings was cut off')));
  }

  async function* pagesOf(id: Uuid): AsyncGenerator<(string | number | null)[][]> {
    let after: { line: number; ordinal: number } | null = null;
    for (;;) {
      const rows: Awaited<ReturnType<typeof listFindings>> = await listFindings(db, id, after, DOWNLOAD_PAGE);
      yield rows.map((row) => [row.line, row.severity, row.code, row.column_name, row.value, row.message_zh, row.message_en]);
      const last = rows.at(-1);
      if (last === undefined || rows.length < DOWNLOAD_PAGE) return;
      after = { line: last.line, ordinal: last.ordinal };
    }
  }

  return { get, list, findings, download };
}

const DOWNLOAD_PAGE = 2000;

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
    creates: report.creates ?? { areas: 0, units: 0, categories: 0, channels: 0 },
    suggestion: report.suggestion ?? null,
    rowsPerSecond: busyMs > 0 && row.lines_done > 0 ? Math.round((row.lines_done / busyMs) * 1000) : null,
    failure: report.failure ?? null,
  };
}

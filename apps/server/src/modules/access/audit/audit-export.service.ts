import type { auditRoutes, Problem, RouteInput } from '@gridward/contract';
import { addDays, instantOfLocal, ok, zoneOf, type CivilDate, type Result } from '@gridward/core';
import { stringify } from 'csv-stringify';
import type { Call } from '../../../http/host.ts';
import type { AccessDeps } from '../access-deps.ts';
import { listAudit, type AuditFilter, type AuditRow } from './audit.repository.ts';
import { sourceOf, type Audit } from './audit.service.ts';

type Stretch = RouteInput<(typeof auditRoutes)['exportAudit']>['query'];

/** An office file, not a backup: who needs more narrows the days. */
const EXPORT_AT_MOST = 50_000;
const PAGE = 1000;
const DEFAULT_ZONE = 'Asia/Shanghai';
const COLUMNS = [
  '序号 seq',
  '时间 at',
  '账号 account',
  '操作 action',
  '对象 object',
  '编号 id',
  '结果 outcome',
  '地址 address',
  '内容 detail',
];

/** The days of a stretch as moments, by the clocks of the deployment. */
export async function filterOf(
  { from, to, ...rest }: Stretch,
  { timeZone }: Pick<AccessDeps, 'timeZone'>,
): Promise<Omit<AuditFilter, 'limit'>> {
  const zone = zoneOf((await timeZone?.()) ?? DEFAULT_ZONE);
  const startOf = (day: CivilDate): Date => new Date(instantOfLocal(zone, Date.parse(`${day}T00:00:00Z`)));
  return {
    ...rest,
    ...(from === undefined ? {} : { since: startOf(from) }),
    ...(to === undefined ? {} : { until: startOf(addDays(to, 1)) }),
  };
}

/** The stretch as a table; that it was taken, and which, is logged before the first line goes out. */
export async function exportAudit(
  query: Stretch,
  call: Call,
  deps: AccessDeps & { readonly audit: Audit },
): Promise<Result<unknown, Problem>> {
  await deps.store.inTransaction((trx) =>
    deps.audit.append(trx, sourceOf(call), { action: 'audit.export', outcome: 'done', detail: { ...query } }),
  );
  const filter = await filterOf(query, deps);
  const csv = stringify({ bom: true, header: true, columns: COLUMNS });
  call.reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"');
  void write(csv, filter, deps).catch((error: unknown) => csv.destroy(error instanceof Error ? error : new Error(String(error))));
  return ok(csv);
}

async function write(
  csv: ReturnType<typeof stringify>,
  filter: Omit<AuditFilter, 'limit'>,
  { store }: Pick<AccessDeps, 'store'>,
): Promise<void> {
  let before: number | undefined;
  for (let written = 0; written < EXPORT_AT_MOST; written += PAGE) {
    const rows: AuditRow[] = await listAudit(store.db, { ...filter, before, limit: PAGE });
    for (const row of rows) csv.write(cells(row));
    before = rows.at(-1)?.facts.seq;
    if (rows.length < PAGE) break;
  }
  csv.end();
}

const cells = ({ facts, accountName }: AuditRow): (string | number)[] =>
  [
    facts.seq,
    facts.at,
    accountName ?? '',
    facts.action,
    facts.objectKind ?? '',
    facts.objectId ?? '',
    facts.outcome,
    facts.address ?? '',
    JSON.stringify(facts.detail),
  ].map((cell) => (typeof cell === 'string' ? harmless(cell) : cell));

/** A spreadsheet must not take what somebody typed for a formula. */
const harmless = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

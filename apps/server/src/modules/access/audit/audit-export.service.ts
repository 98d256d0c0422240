import type { auditRoutes, Problem, RouteInput } from '@gridward/contract';
import { addDays, instantOfLocal, ok, zoneOf, type CivilDate, type Result } from '@gridward/core';
import type { Call } from '../../../http/host.ts';
import { answerAsCsv } from '../../../platform/csv-file.ts';
import type { AccessDeps } from '../access-deps.ts';
import { listAudit, type AuditFilter, type AuditRow } from './audit.repository.ts';
import { sourceOf, type Audit } from './audit.service.ts';

type Stretch = RouteInput<(typeof auditRoutes)['exportAudit']>['query'];

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
  const pages = pagesOf(filter, deps);
  const file = { name: 'audit.csv', columns: COLUMNS, pages };
  return ok(answerAsCsv(call.reply, file, (error) => deps.log.error({ err: error }, 'an export of the audit log was cut off')));
}

async function* pagesOf(filter: Omit<AuditFilter, 'limit'>, { store }: Pick<AccessDeps, 'store'>): AsyncGenerator<Cells[]> {
  let before: number | undefined;
  for (;;) {
    const rows: AuditRow[] = await listAudit(store.db, { ...filter, before, limit: PAGE });
    yield rows.map(cells);
    before = rows.at(-1)?.facts.seq;
    if (rows.length < PAGE) return;
  }
}

type Cells = readonly (string | number)[];

const cells = ({ facts, accountName }: AuditRow): Cells => [
  facts.seq,
  facts.at,
  accountName ?? '',
  facts.action,
  facts.objectKind ?? '',
  facts.objectId ?? '',
  facts.outcome,
  facts.address ?? '',
  JSON.stringify(facts.detail),
];

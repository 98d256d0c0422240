import { z } from 'zod';
import { auditStretch } from './access.ts';
import { route, type Route } from './route.ts';
import { file, moment, named, pageOf, pageQuery, text, uuid } from './scalar.ts';

const tag = 'audit';
const read = { tag, method: 'GET', access: 'audit.read', scope: 'deployment' } as const;

const look = z
  .object({
    id: uuid,
    at: moment,
    account: named,
    fields: z.array(z.string()),
    purpose: z.string(),
    case: z.object({ id: uuid, number: z.string() }),
  })
  .meta({ id: 'Look' });

export const auditRoutes = {
  listLooks: route({
    ...read,
    path: '/api/v1/audit/looks',
    summary: { zh: '个人信息查看记录', en: 'Looks at personal data' },
    query: z.object({ ...pageQuery, accountId: uuid.optional() }),
    reply: pageOf(look),
  }),
  findAuditAccounts: route({
    ...read,
    path: '/api/v1/audit/accounts',
    summary: { zh: '按姓名或账号查找', en: 'Find accounts by name' },
    query: z.object({ q: text(60) }),
    reply: z.object({ items: z.array(named) }),
  }),
  /** The newest entries of the stretch; that it was taken is an entry of its own. */
  exportAudit: route({
    ...read,
    path: '/api/v1/audit/export.csv',
    summary: { zh: '导出审计日志', en: 'Export a stretch of the audit log' },
    query: z.object(auditStretch),
    replyKind: 'file',
    reply: file,
  }),
} satisfies Record<string, Route>;

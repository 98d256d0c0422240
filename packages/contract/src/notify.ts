import { z } from 'zod';
import { route, type Route } from './route.ts';
import { moment, nothing, pageOf, pageQuery, uuid } from './scalar.ts';

const tag = 'notify';

const noticeSchema = z
  .object({
    id: uuid,
    kind: z.enum([
      'assigned',
      'due_soon',
      'breached',
      'escalated',
      'request_to_rule',
      'ruled',
      'supervision',
      'reopened',
      'urged',
      'reporter_wrote',
    ]),
    case: z.object({ id: uuid, number: z.string() }).nullable(),
    at: moment,
    readAt: moment.nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Notice' });

export const notifyRoutes = {
  listNotices: route({
    method: 'GET',
    path: '/api/v1/notices',
    tag,
    summary: { zh: '我的消息', en: 'Notices for me and my units' },
    access: 'signed_in',
    scope: 'self',
    query: z.object(pageQuery),
    reply: pageOf(noticeSchema).extend({ unread: z.number().int() }),
  }),
  readNotices: route({
    method: 'POST',
    path: '/api/v1/notices/read',
    tag,
    summary: { zh: '标为已读', en: 'Mark notices as read' },
    access: 'signed_in',
    scope: 'self',
    body: z.object({ ids: z.array(uuid).min(1).max(200) }),
    reply: nothing,
  }),
  readWork: route({
    method: 'GET',
    path: '/api/v1/system/work',
    tag,
    summary: { zh: '后台任务与发件箱', en: 'Background jobs and outbox' },
    access: 'system.manage',
    scope: 'deployment',
    reply: z.object({
      outbox: z.object({
        waiting: z.number().int(),
        retrying: z.number().int(),
        dead: z.number().int(),
        oldestWaitingAt: moment.nullable(),
      }),
      jobs: z.array(
        z.object({
          name: z.string(),
          lastRunAt: moment.nullable(),
          lastOutcome: z.enum(['done', 'failed']).nullable(),
          detail: z.string().nullable(),
        }),
      ),
    }),
  }),
} satisfies Record<string, Route>;

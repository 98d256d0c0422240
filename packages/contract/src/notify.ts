import { z } from 'zod';
import { route, type Route } from './route.ts';
import { bilingual, moment, nothing, pageOf, pageQuery, text, uuid } from './scalar.ts';

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
      'supervision_due',
      'supervision_late',
      'supervision_answered',
      'reopened',
      'urged',
      'reporter_wrote',
      'second_check_failed',
    ]),
    /** Which case, and of what kind and where, so that one notice is told from the next; of one outside the reach the number alone. */
    case: z.object({ id: uuid, number: z.string(), matter: bilingual.nullable(), areaName: z.string().nullable() }).nullable(),
    at: moment,
    readAt: moment.nullable(),
    facts: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Notice' });

const outboxItem = z
  .object({
    id: uuid,
    topic: z.string(),
    /** What it is about, most often a case. */
    objectId: uuid.nullable(),
    createdAt: moment,
    dueAt: moment,
    attempts: z.number().int(),
    /** Why it did not work the last time. */
    lastError: z.string().nullable(),
    deadAt: moment.nullable(),
  })
  .meta({ id: 'OutboxItem' });
const itemParams = z.object({ itemId: uuid });
const mend = { tag, method: 'POST', access: 'system.manage', scope: 'deployment' } as const;

export const notifyRoutes = {
  listOutboxItems: route({
    method: 'GET',
    path: '/api/v1/system/outbox',
    tag,
    summary: { zh: '发件箱条目', en: 'Items of the outbox' },
    access: 'system.manage',
    scope: 'deployment',
    query: z.object({ ...pageQuery, state: z.enum(['waiting', 'retrying', 'dead']).default('dead') }),
    reply: pageOf(outboxItem),
  }),
  retryOutboxItem: route({
    ...mend,
    path: '/api/v1/system/outbox/{itemId}/retry',
    summary: { zh: '重新投递', en: 'Try an item of the outbox again' },
    params: itemParams,
    body: z.object({ reason: text(300) }),
    reply: nothing,
  }),
  discardOutboxItem: route({
    ...mend,
    path: '/api/v1/system/outbox/{itemId}/discard',
    summary: { zh: '放弃投递', en: 'Discard an item of the outbox' },
    params: itemParams,
    body: z.object({ reason: text(300) }),
    reply: nothing,
  }),
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
          nextDueAt: moment.nullable(),
        }),
      ),
    }),
  }),
} satisfies Record<string, Route>;

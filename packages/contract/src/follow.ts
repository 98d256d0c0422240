import { CASE_STATES, CLOSURE_KINDS, PUBLIC_STEPS, STAGES, type PublicStepKind } from '@gridward/core';
import { z } from 'zod';
import { route, type Route } from './route.ts';
import { bilingual, moment, nothing, text, uuid } from './scalar.ts';

const STEP_KINDS = Object.keys(PUBLIC_STEPS) as [PublicStepKind, ...PublicStepKind[]];

/** Number and code travel in the body only: addresses end up in logs and in the histories of shared phones. */
const key = { number: text(40), code: text(40) };

/** A case as its reporter sees it: places, units and steps, never persons (RT06). */
export const followedCaseSchema = z
  .object({
    number: z.string(),
    state: z.enum(CASE_STATES),
    stage: z.enum(STAGES),
    category: bilingual,
    place: z.string(),
    area: z.string(),
    unit: z.string().nullable(),
    reportedAt: moment,
    dueAt: moment.nullable(),
    overdue: z.boolean(),
    steps: z.array(z.object({ kind: z.enum(STEP_KINDS), label: bilingual, at: moment })),
    closure: z
      .object({ kind: z.enum(CLOSURE_KINDS), explanation: z.string().nullable(), solved: z.boolean().nullable(), at: moment })
      .nullable(),
    allowed: z.array(z.enum(['message', 'reopen', 'withdraw'])),
    /** Who looked at the reporter's data: role and unit, never a person's name (RT08). */
    looks: z.array(
      z.object({
        at: moment,
        role: bilingual.nullable(),
        unit: z.string().nullable(),
        fields: z.array(z.string()),
        purpose: z.string(),
      }),
    ),
    messages: z.array(
      z.object({ id: uuid, from: z.enum(['reporter', 'platform']), unit: z.string().nullable(), body: z.string(), at: moment }),
    ),
    /** When what is held about the reporter will be deleted. */
    expiresAt: moment,
  })
  .meta({ id: 'FollowedCase' });
export type FollowedCase = z.output<typeof followedCaseSchema>;

const tag = 'follow';

export const followRoutes = {
  followCase: route({
    method: 'POST',
    path: '/api/v1/follow',
    tag,
    summary: { zh: '凭编号与查询码查看进度', en: 'Follow a case by its number and code' },
    access: 'public',
    scope: 'none',
    repeatable: 'by_nature',
    body: z.object(key),
    reply: followedCaseSchema,
  }),
  writeAsReporter: route({
    method: 'POST',
    path: '/api/v1/follow/message',
    tag,
    summary: { zh: '诉求人补充说明', en: 'Write as the reporter' },
    access: 'public',
    scope: 'none',
    status: 201,
    body: z.object({ ...key, body: text(2000) }),
    reply: z.object({ id: uuid }),
  }),
  reopenAsReporter: route({
    method: 'POST',
    path: '/api/v1/follow/reopen',
    tag,
    summary: { zh: '诉求人要求重新办理', en: 'Reopen as the reporter' },
    access: 'public',
    scope: 'none',
    body: z.object({ ...key, reason: text(1000) }),
    reply: nothing,
  }),
  withdrawAsReporter: route({
    method: 'POST',
    path: '/api/v1/follow/withdraw',
    tag,
    summary: { zh: '诉求人撤回', en: 'Withdraw as the reporter' },
    access: 'public',
    scope: 'none',
    body: z.object({ ...key, reason: text(1000) }),
    reply: nothing,
  }),
} satisfies Record<string, Route>;

import { EMERGENCY_LINES } from '@gridward/core';
import { z } from 'zod';
import { route, type Route } from './route.ts';
import { bilingual, uuid } from './scalar.ts';

const tag = 'cases';

/** Words that intake uses again and again; whoever uses one may change it before it is sent. */
const readyText = z.object({ id: z.string(), label: bilingual, text: bilingual });

export const intakeRoutes = {
  suggestCategories: route({
    method: 'GET',
    path: '/api/v1/category-suggestions',
    tag,
    summary: { zh: '由描述推荐类别及理由', en: 'Suggest categories from the words of a report, with reasons' },
    access: 'case.report',
    scope: 'list',
    query: z.object({ description: z.string().trim().max(4000), areaId: uuid.optional() }),
    reply: z.object({
      items: z.array(
        z.object({
          category: z.object({
            id: uuid,
            code: z.string(),
            name: bilingual,
            emergencyLine: z.enum(EMERGENCY_LINES).nullable(),
          }),
          /** Words of the report that speak for it. */
          words: z.array(z.string()),
          /** Earlier cases that were said in much the same words. */
          similarCases: z.number().int(),
          /** Cases of this matter in the grid during the last thirty days, within the reader's reach. */
          recentInGrid: z.number().int(),
        }),
      ),
    }),
  }),
  readIntakeTexts: route({
    method: 'GET',
    path: '/api/v1/intake-texts',
    tag,
    summary: { zh: '受理常用语与法定渠道', en: 'Ready-made words of intake and statutory channels' },
    access: 'signed_in',
    scope: 'none',
    reply: z.object({
      declines: z.array(readyText),
      questions: z.array(readyText),
      channels: z.array(z.object({ id: z.string(), name: bilingual, phone: z.string(), matters: bilingual, text: bilingual })),
    }),
  }),
} satisfies Record<string, Route>;

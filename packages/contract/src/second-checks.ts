import { z } from 'zod';
import { caseSummarySchema } from './cases.ts';
import { route, type Route } from './route.ts';
import { bilingual, moment, named, pageOf, pageQuery, text, uuid } from './scalar.ts';
import { TEXT_LIMITS } from './text-limits.ts';

const secondCheckSchema = z
  .object({
    id: uuid,
    case: caseSummarySchema,
    /** What the catalogue asks of a closed case of this kind. */
    closing: bilingual.nullable(),
    deskUnit: named,
    drawnAt: moment,
    dueAt: moment,
    /** False where the reader had a part in the case: somebody else must look. */
    mayCheck: z.boolean(),
    result: z.object({ holds: z.boolean(), finding: z.string(), checkedAt: moment, checkedBy: named.nullable() }).nullable(),
  })
  .meta({ id: 'SecondCheck' });
export type SecondCheck = z.output<typeof secondCheckSchema>;

const tag = 'second-checks';
const share = z.number().min(0).max(1);

export const secondCheckRoutes = {
  listSecondChecks: route({
    method: 'GET',
    path: '/api/v1/second-checks',
    tag,
    summary: { zh: '抽查复核清单', en: 'Second checks of closed cases' },
    access: 'case.check',
    scope: 'list',
    query: z.object({ ...pageQuery, areaId: uuid.optional(), state: z.enum(['open', 'done', 'failed']).default('open') }),
    /** `checked` and `held` count everything within reach that was ever looked at. */
    reply: pageOf(secondCheckSchema).extend({ checked: z.number().int(), held: z.number().int() }),
  }),
  listSecondChecksOfCase: route({
    method: 'GET',
    path: '/api/v1/cases/{caseId}/second-checks',
    tag,
    summary: { zh: '案件的复核结果', en: 'What second checks of a case found' },
    access: 'case.read',
    scope: 'case',
    params: z.object({ caseId: uuid }),
    reply: z.object({ items: z.array(secondCheckSchema.shape.result.unwrap()) }),
  }),
  recordSecondCheck: route({
    method: 'POST',
    path: '/api/v1/second-checks/{checkId}/result',
    tag,
    summary: { zh: '记录复核结果', en: 'Record what a second check found' },
    access: 'case.check',
    scope: 'case',
    params: z.object({ checkId: uuid }),
    body: z.object({ holds: z.boolean(), finding: text(TEXT_LIMITS.reason), photoIds: z.array(uuid).max(20).default([]) }),
    reply: secondCheckSchema.shape.result.unwrap(),
  }),
  getSecondCheckShare: route({
    method: 'GET',
    path: '/api/v1/second-check-share',
    tag,
    summary: { zh: '抽查复核比例', en: 'Share of closed cases that is checked again' },
    access: 'catalogue.read',
    scope: 'none',
    reply: z.object({ share, version: z.number().int() }),
  }),
  saveSecondCheckShare: route({
    method: 'PUT',
    path: '/api/v1/second-check-share',
    tag,
    summary: { zh: '设定抽查复核比例', en: 'Set the share of closed cases that is checked again' },
    access: 'catalogue.manage',
    scope: 'deployment',
    body: z.object({ share, version: z.number().int().min(0) }),
    reply: z.object({ share, version: z.number().int() }),
  }),
} satisfies Record<string, Route>;

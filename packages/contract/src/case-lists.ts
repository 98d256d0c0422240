import { z } from 'zod';
import { caseFilterFields, caseFilterSchema, caseOrderFields } from './case-filter.ts';
import { route, type Route } from './route.ts';
import { file, listOf, uuid } from './scalar.ts';

/** Columns of a list that are always there, in this order: number, matter, place, owner, clock. */
export const FIXED_CASE_COLUMNS = ['number', 'matter', 'place', 'owner', 'clock'] as const;
/** Columns that a person may add, in the order that they like. */
export const FREE_CASE_COLUMNS = [
  'state',
  'reportedAt',
  'grid',
  'leadUnit',
  'channel',
  'categoryCode',
  'dueAt',
  'endedAt',
  'closureKind',
  'urgency',
  'hazard',
  'reworks',
  'returns',
  'reopens',
] as const;
export type FreeCaseColumn = (typeof FREE_CASE_COLUMNS)[number];
export const caseColumnSchema = z.enum(FREE_CASE_COLUMNS);

/** So many cases can be looked at, chosen and moved in one go. */
export const CASES_AT_ONCE = 200;

/** Beyond this a list says `more than`: to count on would take longer than to know helps. */
export const COUNTED_AT_MOST = 1000;

const tag = 'cases';

/** What is done with many cases of a list. Each move of a case remains a write of its own. */
export const caseListRoutes = {
  listCaseVerbs: route({
    method: 'GET',
    path: '/api/v1/case-verbs',
    tag,
    summary: { zh: '多个案件当前可办理的操作', en: 'What may be done now with each of several cases' },
    access: 'case.read',
    scope: 'list',
    query: z.object({ ids: listOf(uuid).pipe(z.array(uuid).min(1).max(CASES_AT_ONCE)) }),
    reply: z.object({
      /** Cases outside the reach of the reader are left out. */
      items: z.array(
        z.object({
          id: uuid,
          version: z.number().int(),
          allowedVerbs: z.array(z.string()),
          /** An order of supervision would be taken: it is given to each case by `orderSupervision`. */
          maySupervise: z.boolean(),
        }),
      ),
    }),
  }),
  countCaseList: route({
    method: 'GET',
    path: '/api/v1/case-count',
    tag,
    summary: { zh: '符合条件的案件数', en: 'How many cases match' },
    access: 'case.read',
    scope: 'list',
    query: caseFilterSchema.extend({ order: caseOrderFields.order }),
    /** `count` is exact unless `capped`; then there are more. */
    reply: z.object({ count: z.number().int(), capped: z.boolean() }),
  }),
  exportCaseList: route({
    method: 'GET',
    path: '/api/v1/cases.xlsx',
    tag,
    summary: { zh: '按列表条件导出案件', en: 'Export a list of cases as it is filtered' },
    access: 'case.export',
    scope: 'list',
    query: z.object({
      ...caseFilterFields,
      ...caseOrderFields,
      columns: listOf(caseColumnSchema).default(['state', 'reportedAt']),
    }),
    replyKind: 'file',
    reply: file,
  }),
} satisfies Record<string, Route>;

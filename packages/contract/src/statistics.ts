import { CASE_DIMENSIONS } from '@gridward/core';
import { z } from 'zod';
import { route } from './route.ts';
import { civilDate, file, uuid } from './scalar.ts';

const caseCountSchema = z
  .object({
    key: z.string(),
    /** Of the unit, area or category whose list holds exactly these cases; nothing where the key stands for none or for several. */
    id: uuid.nullable(),
    label: z.string(),
    received: z.number().int(),
    closed: z.number().int(),
    closedOnTime: z.number().int(),
    overdue: z.number().int(),
  })
  .meta({ id: 'CaseCount' });

const query = z.object({
  by: z.enum(CASE_DIMENSIONS),
  /** Level of the category, from the class down. */
  level: z.coerce.number().int().min(1).max(9).default(1),
  /** First and last civil day of receipt. */
  from: civilDate.optional(),
  to: civilDate.optional(),
  areaId: uuid.optional(),
  unitId: uuid.optional(),
  categoryId: uuid.optional(),
});
export type CaseStatisticsQuery = z.output<typeof query>;

const tag = 'statistics';

export const statisticsRoutes = {
  countCases: route({
    method: 'GET',
    path: '/api/v1/statistics/cases',
    tag,
    summary: { zh: '案件统计', en: 'Count cases' },
    access: 'statistics.read',
    scope: 'list',
    query,
    reply: z.array(caseCountSchema),
  }),
  exportCaseCounts: route({
    method: 'GET',
    path: '/api/v1/statistics/cases.xlsx',
    tag,
    summary: { zh: '导出案件统计', en: 'Export case counts' },
    access: 'statistics.read',
    scope: 'list',
    query,
    replyKind: 'file',
    reply: file,
  }),
  exportCases: route({
    method: 'GET',
    path: '/api/v1/case-exports/cases.xlsx',
    tag,
    summary: { zh: '导出案件清单', en: 'Export a list of cases' },
    access: 'case.export',
    scope: 'list',
    query: z.object({
      from: civilDate.optional(),
      to: civilDate.optional(),
      areaId: uuid.optional(),
      unitId: uuid.optional(),
      categoryId: uuid.optional(),
    }),
    replyKind: 'file',
    reply: file,
  }),
};

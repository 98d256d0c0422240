import { AREA_LEVELS } from '@gridward/core';
import { z } from 'zod';
import { caseSummarySchema } from './cases.ts';
import { route } from './route.ts';
import { bilingual, civilDate, file, flag, moment, pageOf, pageQuery, uuid } from './scalar.ts';

/** What figures may be given for. Persons are never ranked: their rows come by name and carry no grade. */
export const APPRAISAL_SUBJECTS = ['total', 'area', 'unit', 'category', 'channel', 'account', 'post'] as const;
export type AppraisalSubject = (typeof APPRAISAL_SUBJECTS)[number];

const counterSum = z.object({ plus: z.array(z.string()), minus: z.array(z.string()) });
const text = z.object({ zh: z.string(), en: z.string() });

const definitionSchema = z
  .object({
    code: z.string(),
    name: text,
    /** The formula in words. */
    formula: text,
    numerator: counterSum,
    denominator: counterSum,
    direction: z.enum(['higher', 'lower']),
    subjects: z.array(z.string()),
    /** Where the formula comes from. */
    note: z.string(),
    /** Why there is no data, when something that the formula needs is recorded nowhere. */
    noSource: text.nullable(),
    personal: z.boolean(),
    /** Are cases counted that were closed elsewhere? */
    countsPast: z.boolean(),
  })
  .meta({ id: 'IndicatorDefinition' });

const rate = { numerator: z.number().int().nullable(), denominator: z.number().int().nullable(), rate: z.number().nullable() };
const figureSchema = z
  .object({
    code: z.string(),
    ...rate,
    /** How many of the numerator count as in time only because the timeout was exempted: the raw figure is without them. */
    exempted: z.number().int(),
    previous: z.object(rate).nullable(),
  })
  .meta({ id: 'IndicatorFigure' });

const compositeSchema = z.object({
  code: z.string(),
  score: z.number().nullable(),
  /** Share of the weights that had data. */
  weightCovered: z.number(),
  grade: z.string().nullable(),
});

const rowSchema = z
  .object({ key: z.string(), label: z.string(), indicators: z.array(figureSchema), composites: z.array(compositeSchema) })
  .meta({ id: 'AppraisalRow' });

const valuesSchema = z
  .object({
    subject: z.enum(APPRAISAL_SUBJECTS),
    from: civilDate,
    to: civilDate,
    previous: z.object({ from: civilDate, to: civilDate }).nullable(),
    /** What is still open is judged at this moment. */
    asOf: moment,
    rows: z.array(rowSchema),
  })
  .meta({ id: 'AppraisalValues' });
export type AppraisalValues = z.output<typeof valuesSchema>;

/** First and last civil day; the current month when left out. */
const period = { from: civilDate.optional(), to: civilDate.optional() };
const filters = {
  ...period,
  subject: z.enum(APPRAISAL_SUBJECTS).default('total'),
  /** Level of the areas for which rows are given. */
  areaLevel: z.enum(AREA_LEVELS).default('township'),
  /** Level of the categories, from the class down. */
  categoryLevel: z.coerce.number().int().min(1).max(9).default(1),
  /** With everything below it. */
  areaId: uuid.optional(),
  unitId: uuid.optional(),
  categoryId: uuid.optional(),
  accountId: uuid.optional(),
  channel: z.string().max(100).optional(),
};
const valuesQuery = z.object({ ...filters, compare: flag.optional() });
export type AppraisalQuery = z.output<typeof valuesQuery>;

const side = { side: z.enum(['numerator', 'denominator']).default('numerator') };
const casesQuery = z.object({
  ...filters,
  ...side,
  /** The row of which the figure is opened; all rows when left out. */
  key: z.string().max(100).optional(),
  ...pageQuery,
});
export type AppraisalCasesQuery = z.output<typeof casesQuery>;

/** One thing that a figure counts. `case` is empty for who may read the figure and not the case. */
const countedSchema = z
  .object({
    at: moment,
    verb: z.string(),
    step: z.string().nullable(),
    onTime: z.boolean().nullable(),
    case: caseSummarySchema.nullable(),
  })
  .meta({ id: 'CountedCase' });
const params = z.object({ code: z.string().max(100) });

const tag = 'appraisal';

export const appraisalRoutes = {
  listIndicators: route({
    method: 'GET',
    path: '/api/v1/indicators',
    tag,
    summary: { zh: '评价指标定义', en: 'Definitions of indicators' },
    access: 'signed_in',
    scope: 'none',
    reply: z.object({
      version: z.string(),
      source: z.string(),
      counters: z.array(z.object({ id: z.string(), name: text, noSource: text.nullable() })),
      indicators: z.array(definitionSchema),
      composites: z.array(z.object({ code: z.string(), name: text, subject: z.string(), note: z.string() })),
      grades: z.array(z.object({ code: z.string(), name: bilingual, from: z.number(), colour: z.string() })),
    }),
  }),
  readIndicatorValues: route({
    method: 'GET',
    path: '/api/v1/indicators/values',
    tag,
    summary: { zh: '评价指标值', en: 'Values of indicators' },
    access: 'statistics.read',
    scope: 'list',
    query: valuesQuery,
    reply: valuesSchema,
  }),
  exportIndicatorValues: route({
    method: 'GET',
    path: '/api/v1/indicators/values.xlsx',
    tag,
    summary: { zh: '导出评价指标', en: 'Export values of indicators' },
    access: 'statistics.read',
    scope: 'list',
    query: valuesQuery,
    replyKind: 'file',
    reply: file,
  }),
  exportIndicatorReport: route({
    method: 'GET',
    path: '/api/v1/indicators/values.docx',
    tag,
    summary: { zh: '导出评价报告（Word）', en: 'Export a report of indicators for Word' },
    access: 'statistics.read',
    scope: 'list',
    query: valuesQuery,
    replyKind: 'file',
    reply: file,
  }),
  listIndicatorCases: route({
    method: 'GET',
    path: '/api/v1/indicators/{code}/cases',
    tag,
    summary: { zh: '指标背后的案件', en: 'Cases behind a figure' },
    access: 'statistics.read',
    scope: 'list',
    params,
    query: casesQuery,
    reply: pageOf(countedSchema),
  }),
  readOwnValues: route({
    method: 'GET',
    path: '/api/v1/indicators/mine/values',
    tag,
    summary: { zh: '本人的评价指标', en: 'One’s own values of indicators' },
    access: 'signed_in',
    scope: 'self',
    query: z.object({ ...period, compare: flag.optional() }),
    reply: valuesSchema,
  }),
  listOwnCases: route({
    method: 'GET',
    path: '/api/v1/indicators/mine/{code}/cases',
    tag,
    summary: { zh: '本人指标背后的案件', en: 'Cases behind one’s own figure' },
    access: 'signed_in',
    scope: 'self',
    params,
    query: z.object({ ...period, ...side, ...pageQuery }),
    reply: pageOf(countedSchema),
  }),
};

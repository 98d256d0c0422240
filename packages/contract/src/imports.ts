import { AREA_LEVELS, CHANNEL_KINDS, LIMIT_UNITS, type CaseMapping } from '@gridward/core';
import { z } from 'zod';
import { importFindingSchema } from './import-run.ts';
import { route } from './route.ts';
import { file, moment, nothing, pageOf, pageQuery, text, uuid } from './scalar.ts';

const label = z.strictObject({ zh: text(200), en: text(200) });
const column = text(100);
const namedColumns = z.strictObject({ id: column.optional(), name: column.optional() });

/** A mapping file; `models/README.md` explains every part. */
export const caseMappingSchema: z.ZodType<CaseMapping> = z.strictObject({
  format: z.literal('gridward-case-mapping/1'),
  source: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/),
  codeSystem: z.strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
    name: label,
    version: text(60),
    source: text(500),
  }),
  categoryKind: z.enum(['event', 'component', 'service']),
  timeZone: text(60),
  missing: z.array(z.string().max(40)),
  columns: z.strictObject({
    externalId: column,
    receivedAt: column,
    areas: z.array(z.strictObject({ level: z.enum(AREA_LEVELS), id: column.optional(), name: column.optional() })).max(6),
    categories: z.array(namedColumns).min(1).max(5),
    unit: namedColumns,
    requestKind: column.optional(),
    channel: column.optional(),
    outcome: column.optional(),
    description: column.optional(),
    place: column.optional(),
  }),
  outcomes: z.record(z.string(), z.strictObject({ closedOnTime: z.boolean() })),
  channels: z.record(z.string(), z.enum(CHANNEL_KINDS)),
  createLevels: z.array(z.enum(AREA_LEVELS)),
  standardRow: z.strictObject({
    filing: label,
    closing: label,
    limit: z.strictObject({ value: z.number().int().positive(), unit: z.enum(LIMIT_UNITS) }),
  }),
});

export const IMPORT_MODES = ['historical', 'live'] as const;
export const TEXT_ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'] as const;

/** Fields beside the files of an upload. */
export const importFieldsSchema = z.object({
  kind: z.enum(['areas', 'cases']),
  model: text(60).optional(),
  mode: z.enum(IMPORT_MODES).default('historical'),
  encoding: z.enum(TEXT_ENCODINGS).default('utf-8'),
});
export type ImportFields = z.output<typeof importFieldsSchema>;

const suggestionScore = z.object({
  asked: z.number().int(),
  answered: z.number().int(),
  hitsAt1: z.number().int(),
  hitsAt3: z.number().int(),
});

/** An import with its progress. Lines with errors are left out and lose nothing else. */
export const importProgressSchema = z
  .object({
    id: uuid,
    kind: z.string(),
    mode: z.string(),
    fileName: z.string(),
    state: z.enum(['previewed', 'running', 'done', 'failed', 'cancelled']),
    /** False when the file as a whole was refused; its findings say why. */
    acceptable: z.boolean(),
    lineCount: z.number().int(),
    linesDone: z.number().int(),
    linesNew: z.number().int(),
    linesKnown: z.number().int(),
    linesFailed: z.number().int(),
    startedAt: moment,
    changedAt: moment,
    endedAt: moment.nullable(),
    /** How many of each finding. */
    findings: z.array(z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), count: z.number().int() })),
    /** The first lines as they would be written. */
    sample: z.array(z.record(z.string(), z.string().nullable())),
    /** What would come into being, or did. */
    creates: z.object({
      areas: z.number().int(),
      units: z.number().int(),
      categories: z.number().int(),
      channels: z.number().int(),
    }),
    /** How often the suggested lead unit was the one of the file, each line judged before it was learned from; `null` before the first. */
    suggestion: suggestionScore.nullable(),
    rowsPerSecond: z.number().nullable(),
    /** Why a run failed. */
    failure: z.string().nullable(),
  })
  .meta({ id: 'ImportProgress' });
export type ImportProgress = z.output<typeof importProgressSchema>;

/** A way of reading a table: delivered with a model, or saved here under a name. */
const savedMapping = z
  .object({
    id: z.string(),
    name: z.string(),
    from: z.enum(['model', 'saved']),
    /** 0 for those that come with a model. */
    version: z.number().int(),
    mapping: caseMappingSchema,
  })
  .meta({ id: 'SavedCaseMapping' });

const mappingParams = z.object({ mappingId: uuid });
const tag = 'imports';
const params = z.object({ importId: uuid });
const common = { tag, access: 'import.run', scope: 'deployment' } as const;

export const importRoutes = {
  inspectTable: route({
    ...common,
    method: 'POST',
    path: '/api/v1/table-inspections',
    summary: { zh: '查看表格的列与前几行', en: 'Look at the columns and first lines of a table' },
    bodyKind: 'multipart',
    repeatable: 'by_nature',
    /** Nothing is kept of the file. Without the field `encoding` the first that fits is taken. */
    reply: z.object({
      encoding: z.enum(TEXT_ENCODINGS),
      /** Every encoding in which the text can be read. */
      fitting: z.array(z.enum(TEXT_ENCODINGS)),
      isWorkbook: z.boolean(),
      header: z.array(z.string()),
      lines: z.array(z.array(z.string())),
      lineCount: z.number().int(),
      /** What stands in columns of few different values, most frequent first. */
      values: z.record(z.string(), z.array(z.string())),
    }),
  }),
  listCaseMappings: route({
    ...common,
    method: 'GET',
    path: '/api/v1/case-mappings',
    summary: { zh: '列对应方案', en: 'Ways of reading a table of cases' },
    reply: z.object({ items: z.array(savedMapping) }),
  }),
  saveCaseMapping: route({
    ...common,
    method: 'PUT',
    path: '/api/v1/case-mappings/{mappingId}',
    summary: { zh: '保存列对应方案', en: 'Save a way of reading a table' },
    params: mappingParams,
    /** Version 0 makes a new one. */
    body: z.object({ version: z.number().int().min(0), name: text(60), mapping: caseMappingSchema }),
    reply: savedMapping,
  }),
  removeCaseMapping: route({
    ...common,
    method: 'DELETE',
    path: '/api/v1/case-mappings/{mappingId}',
    summary: { zh: '删除列对应方案', en: 'Remove a way of reading a table' },
    params: mappingParams,
    reply: nothing,
  }),
  previewImport: route({
    ...common,
    method: 'POST',
    path: '/api/v1/imports',
    summary: { zh: '上传并预览导入', en: 'Upload and preview an import' },
    status: 201,
    bodyKind: 'multipart',
    repeatable: 'by_nature',
    reply: importProgressSchema,
  }),
  listImports: route({
    ...common,
    method: 'GET',
    path: '/api/v1/imports',
    summary: { zh: '导入记录', en: 'List imports' },
    query: z.object(pageQuery),
    reply: pageOf(importProgressSchema),
  }),
  getImport: route({
    ...common,
    method: 'GET',
    path: '/api/v1/imports/{importId}',
    summary: { zh: '导入进度', en: 'Progress of an import' },
    params,
    reply: importProgressSchema,
  }),
  startImport: route({
    ...common,
    method: 'POST',
    path: '/api/v1/imports/{importId}/start',
    summary: { zh: '开始或继续导入', en: 'Start or resume an import' },
    status: 202,
    repeatable: 'by_nature',
    params,
    body: nothing,
    reply: importProgressSchema,
  }),
  cancelImport: route({
    ...common,
    method: 'POST',
    path: '/api/v1/imports/{importId}/cancel',
    summary: { zh: '停止导入', en: 'Stop an import' },
    repeatable: 'by_nature',
    params,
    body: nothing,
    reply: importProgressSchema,
  }),
  listImportFindings: route({
    ...common,
    method: 'GET',
    path: '/api/v1/imports/{importId}/findings',
    summary: { zh: '逐行问题', en: 'Findings by line' },
    params,
    query: z.object({ ...pageQuery, severity: z.enum(['error', 'warning', 'note']).optional() }),
    reply: pageOf(importFindingSchema),
  }),
  downloadImportFindings: route({
    ...common,
    method: 'GET',
    path: '/api/v1/imports/{importId}/findings.csv',
    summary: { zh: '下载逐行问题', en: 'Download findings by line' },
    params,
    replyKind: 'file',
    reply: file,
  }),
};

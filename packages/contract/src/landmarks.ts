import { LANDMARK_KINDS, LANDMARK_MATCHES } from '@gridward/core';
import { z } from 'zod';
import { importRunSchema } from './import-run.ts';
import { route, type Route } from './route.ts';
import { named, nothing, position, text, uuid } from './scalar.ts';

/** An address or landmark with the grid that it lies in. */
export const landmarkSchema = z
  .object({
    id: uuid,
    kind: z.enum(LANDMARK_KINDS),
    code: z.string().nullable(),
    name: z.string(),
    alias: z.array(z.string()),
    area: named,
    /** From the root down to the area itself. */
    trail: z.array(named),
    position,
    source: z.string(),
    /** How it answers what was asked: best first. `near_number` is a neighbour of a house number that is not there. */
    match: z.enum(LANDMARK_MATCHES),
  })
  .meta({ id: 'Landmark' });

export const LANDMARK_IMPORT_FIELDS = ['name', 'alias', 'kind', 'code', 'lng', 'lat'] as const;

/** How a file of addresses and landmarks is read. Columns that are not named are looked for by their usual Chinese and English names. */
export const landmarkImportOptions = z.object({
  system: z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']).default('WGS84'),
  mapping: z.partialRecord(z.enum(LANDMARK_IMPORT_FIELDS), text(100)).default({}),
  /** Where the file comes from; codes are unique within a source. */
  source: text(100).default('import'),
  /** Kind of lines that name none. */
  kind: z.enum(LANDMARK_KINDS).default('address'),
  /** `replace` ends what the source had before and the file has no more. */
  mode: z.enum(['merge', 'replace']).default('merge'),
});
export type LandmarkImportOptions = z.output<typeof landmarkImportOptions>;

const tag = 'areas';
const params = z.object({ importId: uuid });
const common = { tag, access: 'import.run', scope: 'deployment' } as const;

export const landmarkRoutes = {
  searchLandmarks: route({
    method: 'GET',
    path: '/api/v1/landmarks',
    tag,
    summary: {
      zh: '按名称、拼音首字母或门牌查找地址与地标',
      en: 'Find addresses and landmarks by name, initials or house number',
    },
    access: 'area.read',
    scope: 'list',
    query: z.object({ q: text(100), limit: z.coerce.number().int().min(1).max(50).default(10) }),
    reply: z.object({ items: z.array(landmarkSchema) }),
  }),
  countLandmarks: route({
    ...common,
    method: 'GET',
    path: '/api/v1/landmark-sources',
    summary: { zh: '各来源的地址与地标数量', en: 'How many addresses and landmarks each source gave' },
    reply: z.object({ items: z.array(z.object({ source: z.string(), kind: z.enum(LANDMARK_KINDS), count: z.number().int() })) }),
  }),
  previewLandmarkImport: route({
    ...common,
    method: 'POST',
    path: '/api/v1/landmark-imports',
    summary: { zh: '导入地址与地标：预览', en: 'Preview an import of addresses and landmarks' },
    status: 201,
    /** Parts: `file` (CSV or GeoJSON points), `options` (JSON). */
    bodyKind: 'multipart',
    reply: importRunSchema,
  }),
  applyLandmarkImport: route({
    ...common,
    method: 'POST',
    path: '/api/v1/landmark-imports/{importId}/apply',
    summary: { zh: '导入地址与地标：执行', en: 'Carry out an import of addresses and landmarks' },
    params,
    body: nothing,
    reply: importRunSchema,
  }),
  getLandmarkImport: route({
    ...common,
    method: 'GET',
    path: '/api/v1/landmark-imports/{importId}',
    summary: { zh: '导入地址与地标：结果', en: 'Read an import of addresses and landmarks' },
    params,
    reply: importRunSchema,
  }),
} satisfies Record<string, Route>;

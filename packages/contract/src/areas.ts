import { AREA_LEVELS, GRID_KINDS } from '@gridward/core';
import { z } from 'zod';
import { boundsSchema } from './case-filter.ts';
import { importFindingSchema, importRunSchema } from './import-run.ts';
import { route } from './route.ts';
import { civilDate, moment, named, nothing, position, text, uuid } from './scalar.ts';

const level = z.enum(AREA_LEVELS);
const gridKind = z.enum(GRID_KINDS);

/** One area of a list. Counts of children are those of the whole subtree where the name says so. */
export const areaSummarySchema = z
  .object({
    id: uuid,
    parentId: uuid.nullable(),
    level,
    gridKind: gridKind.nullable(),
    code: z.string().nullable(),
    codeSystem: z.string(),
    name: z.string(),
    alias: z.array(z.string()),
    ownerUnitId: uuid.nullable(),
    householdCount: z.number().int().nullable(),
    population: z.number().int().nullable(),
    countedOn: civilDate.nullable(),
    childCount: z.number().int(),
    /** Grids in the whole subtree, the area itself not counted. */
    gridCount: z.number().int(),
    hasBoundary: z.boolean(),
    provisional: z.boolean(),
    validFrom: moment,
    validTo: moment.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Area' });
export type AreaSummary = z.output<typeof areaSummarySchema>;

const boundaryVersionSchema = z
  .object({
    id: uuid,
    versionNumber: z.number().int(),
    areaM2: z.number(),
    representative: position,
    provisional: z.boolean(),
    source: z.string(),
    validFrom: moment,
    validTo: moment.nullable(),
  })
  .meta({ id: 'BoundaryVersion' });

const ring = z.array(z.array(z.number()).min(2).max(3)).min(3);
/** A surface as RFC 7946 writes it, in WGS84 / CGCS2000 degrees. */
export const surfaceSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
  ])
  .meta({ id: 'Surface' });

const areaDetailSchema = areaSummarySchema
  .extend({
    /** From the root down to the area itself. */
    trail: z.array(named.extend({ level })),
    boundaries: z.array(boundaryVersionSchema),
  })
  .meta({ id: 'AreaDetail' });

const households = z.number().int().min(1).max(100_000);
/** How many households a grid of a kind usually has. A kind without a norm may have any size. */
export const gridSizeNormsSchema = z.partialRecord(
  gridKind,
  z
    .object({ fewest: households, most: households })
    .refine(({ fewest, most }) => fewest <= most, { message: 'fewest is more than most' }),
);
const gridSizes = z.object({ norms: gridSizeNormsSchema, version: z.number().int().min(0) });

const featureSchema = z.object({
  type: z.literal('Feature'),
  id: uuid,
  geometry: surfaceSchema,
  properties: z.object({
    name: z.string(),
    code: z.string().nullable(),
    level,
    gridKind: gridKind.nullable(),
    parentId: uuid.nullable(),
    provisional: z.boolean(),
    representative: position,
  }),
});

const counts = {
  householdCount: z.number().int().min(0).nullable().optional(),
  population: z.number().int().min(0).nullable().optional(),
  countedOn: civilDate.nullable().optional(),
};

const coordinateSystem = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']);
export const AREA_IMPORT_FIELDS = [
  'code',
  'name',
  'parent',
  'level',
  'kind',
  'lng',
  'lat',
  'households',
  'population',
  'countedOn',
  'alias',
] as const;

/** How a file is read. Columns and properties that are not named are looked for by their usual Chinese and English names. */
export const areaImportOptions = z.object({
  system: coordinateSystem.default('WGS84'),
  mapping: z.partialRecord(z.enum(AREA_IMPORT_FIELDS), text(100)).default({}),
  /** Level of rows that name none and whose code does not say. */
  level: level.optional(),
  /** Code of the area that rows without parent belong to. */
  parentCode: text(40).optional(),
  /** Carry out the suggestions of the topology check. */
  repair: z.boolean().default(false),
  /** `bootstrap` guesses provisional boundaries from the points and the outline, or from the boundary of the parent. */
  mode: z.enum(['import', 'bootstrap']).default('import'),
  /** Coordinate system of the outline, where it is another than that of the points. */
  outlineSystem: coordinateSystem.optional(),
  validFrom: moment.optional(),
});
export type AreaImportOptions = z.output<typeof areaImportOptions>;

const tag = 'areas';
const params = z.object({ areaId: uuid });
const importParams = z.object({ importId: uuid });
const version = z.number().int().min(1);

export const areaRoutes = {
  listAreas: route({
    method: 'GET',
    path: '/api/v1/areas',
    tag,
    summary: { zh: '区域列表（按上级逐层展开）', en: 'List areas, level by level' },
    access: 'area.read',
    scope: 'list',
    /** Without a parent: the top of what the reader may see. `q` searches names and codes below the parent. */
    query: z.object({
      parentId: uuid.optional(),
      q: z.string().trim().max(100).optional(),
      level: level.optional(),
      limit: z.coerce.number().int().min(1).max(2000).default(500),
    }),
    reply: z.object({ items: z.array(areaSummarySchema), total: z.number().int() }),
  }),
  getArea: route({
    method: 'GET',
    path: '/api/v1/areas/{areaId}',
    tag,
    summary: { zh: '区域详情', en: 'Read an area' },
    access: 'area.read',
    scope: 'area',
    params,
    reply: areaDetailSchema,
  }),
  listBoundaries: route({
    method: 'GET',
    path: '/api/v1/area-boundaries',
    tag,
    summary: { zh: '区域边界（GeoJSON）', en: 'Boundaries as GeoJSON' },
    access: 'area.read',
    scope: 'list',
    query: z.object({
      /** Everything below this area; the area itself when `level` is its own. */
      parentId: uuid.optional(),
      level: level.optional(),
      bbox: boundsSchema.optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(2000),
    }),
    /** `complete` is false where the limit cut the list off. */
    reply: z.object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema), complete: z.boolean() }),
  }),
  getBoundaryVersion: route({
    method: 'GET',
    path: '/api/v1/areas/{areaId}/boundaries/{versionNumber}',
    tag,
    summary: { zh: '某一版边界', en: 'One version of a boundary' },
    access: 'area.read',
    scope: 'area',
    params: params.extend({ versionNumber: z.coerce.number().int().min(1) }),
    reply: boundaryVersionSchema.extend({ geometry: surfaceSchema }),
  }),
  locate: route({
    method: 'GET',
    path: '/api/v1/area-location',
    tag,
    summary: { zh: '坐标落在哪个网格', en: 'In which grid a position lies' },
    access: 'signed_in',
    scope: 'none',
    query: z.object({ lng: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90) }),
    reply: z.object({ area: named.extend({ level }).nullable(), isGrid: z.boolean(), trail: z.array(named) }),
  }),
  createArea: route({
    method: 'POST',
    path: '/api/v1/areas',
    tag,
    summary: { zh: '新建区域', en: 'Create an area' },
    access: 'area.manage',
    scope: 'area',
    status: 201,
    body: z.object({
      parentId: uuid.nullable(),
      level,
      gridKind: gridKind.nullable().optional(),
      code: text(40).nullable().optional(),
      codeSystem: text(40).optional(),
      name: text(100),
      alias: z.array(text(100)).max(20).optional(),
      ownerUnitId: uuid.nullable().optional(),
      ...counts,
      boundary: surfaceSchema.optional(),
      boundarySource: text(200).optional(),
    }),
    /** `warnings` are what a person should look at: codes that do not follow the national rule. */
    reply: areaDetailSchema.extend({ warnings: z.array(z.string()) }),
  }),
  updateArea: route({
    method: 'PATCH',
    path: '/api/v1/areas/{areaId}',
    tag,
    summary: { zh: '修改区域', en: 'Change an area' },
    access: 'area.manage',
    scope: 'area',
    params,
    body: z.object({
      version,
      name: text(100).optional(),
      alias: z.array(text(100)).max(20).optional(),
      code: text(40).nullable().optional(),
      codeSystem: text(40).optional(),
      gridKind: gridKind.optional(),
      ownerUnitId: uuid.nullable().optional(),
      ...counts,
    }),
    reply: areaDetailSchema,
  }),
  retireArea: route({
    method: 'POST',
    path: '/api/v1/areas/{areaId}/retire',
    tag,
    summary: { zh: '撤销区域', en: 'Retire an area' },
    access: 'area.manage',
    scope: 'area',
    params,
    body: z.object({ version, validTo: moment.optional() }),
    reply: areaDetailSchema,
  }),
  setBoundary: route({
    method: 'POST',
    path: '/api/v1/areas/{areaId}/boundaries',
    tag,
    summary: { zh: '划定新边界（自某时起生效）', en: 'Draw a new boundary, valid from a moment on' },
    access: 'area.manage',
    scope: 'area',
    status: 201,
    params,
    body: z.object({
      geometry: surfaceSchema,
      source: text(200),
      provisional: z.boolean().default(false),
      /** Now unless told; the past is never rewritten. */
      validFrom: moment.optional(),
    }),
    /** `findings` are gaps and overlaps with the neighbours; they do not stop the new boundary. */
    reply: areaDetailSchema.extend({ findings: z.array(importFindingSchema) }),
  }),
  getGridSizeNorms: route({
    method: 'GET',
    path: '/api/v1/grid-size-norms',
    tag,
    summary: { zh: '网格规模（户数）', en: 'How many households a grid usually has' },
    access: 'area.read',
    scope: 'none',
    reply: gridSizes,
  }),
  saveGridSizeNorms: route({
    method: 'PUT',
    path: '/api/v1/grid-size-norms',
    tag,
    summary: { zh: '设定网格规模（户数）', en: 'Set how many households a grid usually has' },
    access: 'area.manage',
    scope: 'deployment',
    body: gridSizes,
    reply: gridSizes,
  }),
  previewAreaImport: route({
    method: 'POST',
    path: '/api/v1/area-imports',
    tag,
    summary: { zh: '导入区域：预览', en: 'Preview an import of areas' },
    access: 'import.run',
    scope: 'deployment',
    status: 201,
    /** Parts: `file` (GeoJSON or CSV), `outline` (GeoJSON, for `bootstrap`), `options` (JSON, see the documentation). */
    bodyKind: 'multipart',
    reply: importRunSchema,
  }),
  applyAreaImport: route({
    method: 'POST',
    path: '/api/v1/area-imports/{importId}/apply',
    tag,
    summary: { zh: '导入区域：执行', en: 'Carry out an import of areas' },
    access: 'import.run',
    scope: 'deployment',
    params: importParams,
    body: nothing,
    reply: importRunSchema,
  }),
  getAreaImport: route({
    method: 'GET',
    path: '/api/v1/area-imports/{importId}',
    tag,
    summary: { zh: '导入区域：结果', en: 'Read an import of areas' },
    access: 'import.run',
    scope: 'deployment',
    params: importParams,
    reply: importRunSchema,
  }),
};

import { z } from 'zod';
import { caseFilterSchema } from './case-filter.ts';
import { CASE_TILE_MAX_ZOOM } from './map-names.ts';
import { route, type Route } from './route.ts';
import { file } from './scalar.ts';

/**
 * What a tile tells of a point, in the flat values that tiles can carry. A cluster has `cluster`, `count`, `overdue` and the worst `lamp` in it;
 * a single case has `id`, `number`, `state`, its `lamp` (`none` once it has ended) and `hazard`.
 */
export const caseTilePointSchema = z.union([
  z.object({
    cluster: z.literal(true),
    count: z.number().int(),
    overdue: z.number().int(),
    lamp: z.enum(['red', 'amber', 'green', 'grey', 'none']),
  }),
  z.object({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    lamp: z.enum(['red', 'amber', 'green', 'grey', 'none']),
    hazard: z.boolean(),
  }),
]);
export type CaseTilePoint = z.output<typeof caseTilePointSchema>;
export type CaseTileLamp = CaseTilePoint['lamp'];

const tileNumber = z.coerce.number().int().min(0);

export const caseMapRoutes = {
  readCaseTile: route({
    method: 'GET',
    path: '/api/v1/case-tiles/{z}/{x}/{y}',
    tag: 'cases',
    summary: { zh: '案件地图瓦片（MVT，服务端聚合）', en: 'Cases as clustered vector tiles' },
    access: 'case.read',
    scope: 'list',
    params: z.object({
      z: tileNumber.max(CASE_TILE_MAX_ZOOM),
      x: tileNumber.max(2 ** CASE_TILE_MAX_ZOOM),
      y: tileNumber.max(2 ** CASE_TILE_MAX_ZOOM),
    }),
    query: caseFilterSchema,
    replyKind: 'file',
    reply: file,
  }),
} satisfies Record<string, Route>;

import { z } from 'zod';
import { BASE_MAP_KINDS, TIANDITU_LAYERS } from './map-names.ts';
import { route, type Route } from './route.ts';
import { file } from './scalar.ts';

const zoom = z.number().int().min(0).max(22);

export const baseMapSchema = z
  .object({
    kind: z.enum(BASE_MAP_KINDS),
    /** `https://host/{z}/{x}/{y}.png`, or the address of a PMTiles file; empty is the file of our own data folder. */
    url: z.string().trim().max(1000).default(''),
    /** Tianditu's browser key. Every browser that shows the map sends it: public by nature, protected by the domains registered with it. */
    key: z.string().trim().max(200).default(''),
    layer: z.enum(TIANDITU_LAYERS).default('vec'),
    attribution: z.string().trim().max(200).default(''),
    /** Ours are WGS84. Tiles in GCJ-02 would lie some hundred metres beside our cases and are refused. */
    coordinates: z.enum(['WGS84', 'GCJ02']).default('WGS84'),
    minZoom: zoom.default(0),
    maxZoom: zoom.default(18),
    /** Shown to everybody; until then only to whoever sets it up. */
    active: z.boolean().default(false),
  })
  .meta({ id: 'BaseMap' });
export type BaseMap = z.output<typeof baseMapSchema>;

export const NO_BASE_MAP: BaseMap = baseMapSchema.parse({ kind: 'none', active: true });

const tag = 'system';

export const baseMapRoutes = {
  readBaseMap: route({
    method: 'GET',
    path: '/api/v1/base-map',
    tag,
    summary: { zh: '地图底图', en: 'The base map under our layers' },
    access: 'signed_in',
    scope: 'none',
    reply: z.object({ baseMap: baseMapSchema, version: z.number().int() }),
  }),
  saveBaseMap: route({
    method: 'PUT',
    path: '/api/v1/base-map',
    tag,
    summary: { zh: '设置地图底图', en: 'Set the base map' },
    access: 'system.manage',
    scope: 'deployment',
    body: z.object({ baseMap: baseMapSchema, version: z.number().int().min(0) }),
    reply: z.object({ baseMap: baseMapSchema, version: z.number().int() }),
  }),
  readBaseMapFile: route({
    method: 'GET',
    path: '/api/v1/base-map/file',
    tag,
    summary: { zh: '自有底图文件（PMTiles，支持分段读取）', en: 'Our own base map file (PMTiles, by ranges)' },
    access: 'signed_in',
    scope: 'none',
    replyKind: 'file',
    reply: file,
  }),
} satisfies Record<string, Route>;

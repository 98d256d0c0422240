import { problem, type areaRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { err, ok, type AreaNode, type Result } from '@gridward/core';
import { boxOf, type Box } from '@gridward/geo';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { AreaPicture } from './area-picture.ts';
import { readsArea } from './area-scope.ts';
import { gridCounts, toBoundaryVersion, toDetail, toSummary } from './areas.mapper.ts';
import { listBoundaryVersions } from './boundary.repository.ts';

type Routes = typeof areaRoutes;
type Input<K extends keyof Routes> = RouteInput<Routes[K]>;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;

/** Use cases that read areas: all from memory, besides the versions of one area's boundary. */
export function createAreaReader(platform: Platform, picture: () => Promise<AreaPicture>) {
  const readable = async (id: string, call: Call): Promise<Result<{ area: AreaNode; now: AreaPicture }, Problem>> => {
    const now = await picture();
    const area = now.tree.byId(id);
    return area !== undefined && readsArea(call.actor.grants, area) ? ok({ area, now }) : err(problem('not_found'));
  };
  return {
    async list({ query }: Input<'listAreas'>, call: Call): Outcome<'listAreas'> {
      const now = await picture();
      const mayRead = (area: AreaNode): boolean => readsArea(call.actor.grants, area);
      const found = candidates(query, now, mayRead).filter((area) => query.level === undefined || area.level === query.level);
      const grids = gridCounts(now.tree);
      return ok({ items: found.slice(0, query.limit).map((area) => toSummary(area, now, grids)), total: found.length });
    },
    async get({ params }: Input<'getArea'>, call: Call): Outcome<'getArea'> {
      const found = await readable(params.areaId, call);
      if (!found.ok) return found;
      return ok(toDetail(found.value.area, found.value.now, await listBoundaryVersions(platform.store.db, params.areaId)));
    },
    async boundaries({ query }: Input<'listBoundaries'>, call: Call): Outcome<'listBoundaries'> {
      const now = await picture();
      const { tree } = now;
      const below =
        query.parentId === undefined ? tree.roots.flatMap(({ id }) => tree.subtree(id)) : tree.subtree(query.parentId);
      const features = below.flatMap((area) => {
        const isWanted = (query.level === undefined || area.level === query.level) && readsArea(call.actor.grants, area);
        return isWanted ? featureOf(area, now, query.bbox) : [];
      });
      return ok({
        type: 'FeatureCollection',
        features: features.slice(0, query.limit),
        complete: features.length <= query.limit,
      });
    },
    async boundaryVersion({ params }: Input<'getBoundaryVersion'>, call: Call): Outcome<'getBoundaryVersion'> {
      const found = await readable(params.areaId, call);
      if (!found.ok) return found;
      const versions = await listBoundaryVersions(platform.store.db, params.areaId);
      const version = versions.find(({ versionNumber }) => versionNumber === params.versionNumber);
      return version === undefined
        ? err(problem('not_found'))
        : ok({ ...toBoundaryVersion(version), geometry: surfaceOf(version.geometry) });
    },
    async locate({ query }: Input<'locate'>): Outcome<'locate'> {
      const now = await picture();
      const found = now.locate(query);
      const area = found === null ? undefined : now.tree.byId(found.areaId);
      if (area === undefined || found === null) return ok({ area: null, isGrid: false, trail: [] });
      const { id, name, level } = area;
      return ok({
        area: { id, name, level },
        isGrid: found.gridId !== null,
        trail: now.tree.trail(id).map((one) => ({ id: one.id, name: one.name })),
      });
    },
  };
}
export type AreaReader = ReturnType<typeof createAreaReader>;

/** Children of the parent, or the highest areas that may be read; with words, everything below that matches. */
function candidates(
  query: Input<'listAreas'>['query'],
  { tree }: AreaPicture,
  mayRead: (area: AreaNode) => boolean,
): readonly AreaNode[] {
  const { parentId, q } = query;
  if (q !== undefined && q !== '') {
    const within = parentId === undefined ? tree.roots.flatMap(({ id }) => tree.subtree(id)) : tree.subtree(parentId);
    const matches = ({ name, code, alias }: AreaNode): boolean =>
      name.includes(q) || (code?.startsWith(q) ?? false) || alias.some((other) => other.includes(q));
    return within.filter((area) => matches(area) && mayRead(area));
  }
  if (parentId !== undefined) return tree.children(parentId).filter(mayRead);
  const highest = (areas: readonly AreaNode[]): AreaNode[] =>
    areas.flatMap((area) => (mayRead(area) ? [area] : highest(tree.children(area.id))));
  return highest(tree.roots);
}

const meets = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

function featureOf(area: AreaNode, now: AreaPicture, within: Box | undefined) {
  const boundary = now.boundaryOf(area.id);
  const box = boundary === undefined ? undefined : boxOf(boundary.geometry);
  if (boundary === undefined || box === undefined || (within !== undefined && !meets(box, within))) return [];
  const { id, name, code, level, gridKind, parentId } = area;
  const { provisional, representative } = boundary;
  const properties = { name, code, level, gridKind, parentId, provisional, representative: { ...representative } };
  return [{ type: 'Feature' as const, id, geometry: surfaceOf(boundary.geometry), properties }];
}

const DEGREES_PER_MICRO = 1e-7;
/** On the wire a corner has seven decimals, a centimetre: a third of the bytes. */
const short = (degrees: number): number => Number((Math.round(degrees / DEGREES_PER_MICRO) * DEGREES_PER_MICRO).toFixed(7));

function surfaceOf(geometry: NonNullable<ReturnType<AreaPicture['boundaryOf']>>['geometry']) {
  const rings = (list: number[][][]) => list.map((ring) => ring.map((corner) => corner.map(short)));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon' as const, coordinates: rings(geometry.coordinates) }
    : { type: 'MultiPolygon' as const, coordinates: geometry.coordinates.map(rings) };
}

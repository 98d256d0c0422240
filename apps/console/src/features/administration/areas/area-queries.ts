import type { areaRoutes, RouteAnswer } from '@gridward/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';

/** Everything read about areas stands below this key. */
export const AREAS_KEY = ['areas'] as const;
const MOST_CHILDREN = 2000;
const FOUND_LIMIT = 100;
const MOST_SHAPES = 3000;

export type AreaDetail = RouteAnswer<(typeof areaRoutes)['getArea']>;
export type AreaRow = RouteAnswer<(typeof areaRoutes)['listAreas']>['items'][number];
export type BoundaryVersion = AreaDetail['boundaries'][number];

/** Areas right below one; without it, the top of what may be seen. */
export const childrenQuery = (parentId: string | null) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'children', parentId],
    queryFn: ({ signal }) =>
      unwrap(api.listAreas({ query: { limit: MOST_CHILDREN, ...(parentId === null ? {} : { parentId }) } }, { signal })),
    staleTime: 60_000,
  });

export const foundAreasQuery = (q: string) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'found', q],
    queryFn: ({ signal }) => unwrap(api.listAreas({ query: { q, limit: FOUND_LIMIT } }, { signal })),
    enabled: q !== '',
  });

export const areaQuery = (areaId: string) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'detail', areaId],
    queryFn: ({ signal }) => unwrap(api.getArea({ params: { areaId } }, { signal })),
  });

export const teamQuery = (areaId: string) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'team', areaId],
    queryFn: ({ signal }) => unwrap(api.getTeam({ params: { areaId }, query: {} }, { signal })),
  });

/** Boundaries of one level below an area. */
export const shapesQuery = (parentId: string | null, level: AreaRow['level'] | undefined) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'shapes', parentId, level],
    queryFn: ({ signal }) =>
      unwrap(
        api.listBoundaries(
          {
            query: { limit: MOST_SHAPES, ...(parentId === null ? {} : { parentId }), ...(level === undefined ? {} : { level }) },
          },
          { signal },
        ),
      ),
    staleTime: 60_000,
    enabled: level !== undefined,
  });

export type GridSizes = RouteAnswer<(typeof areaRoutes)['getGridSizeNorms']>;

/** How many households grids usually have here. */
export const gridSizeNormsQuery = queryOptions({
  queryKey: [...AREAS_KEY, 'size-norms'],
  queryFn: ({ signal }) => unwrap(api.getGridSizeNorms({}, { signal })),
  staleTime: 60_000,
});

export const boundaryQuery = (areaId: string, versionNumber: number | undefined) =>
  queryOptions({
    queryKey: [...AREAS_KEY, 'boundary', areaId, versionNumber],
    queryFn: ({ signal }) =>
      unwrap(api.getBoundaryVersion({ params: { areaId, versionNumber: versionNumber ?? 0 } }, { signal })),
    enabled: versionNumber !== undefined,
    staleTime: Infinity,
  });

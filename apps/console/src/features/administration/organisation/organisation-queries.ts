import type { appointmentRoutes, organisationRoutes, RouteAnswer } from '@gridward/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';

export type UnitDetail = RouteAnswer<(typeof organisationRoutes)['getUnit']>;
export type Person = RouteAnswer<(typeof organisationRoutes)['listPersons']>['items'][number];
export type Gap = RouteAnswer<(typeof organisationRoutes)['listGaps']>['items'][number];
export type Desk = RouteAnswer<(typeof organisationRoutes)['listDesks']>['items'][number];
export type PostFilter = Pick<
  NonNullable<Parameters<typeof api.listPosts>[0]['query']>,
  'personId' | 'unitId' | 'roleId' | 'permission' | 'past'
>;
export type Appointee = RouteAnswer<(typeof appointmentRoutes)['listAppointees']>['items'][number];

/** What changes together when a unit, a post or a desk changes. */
export const ORGANISATION_KEY = ['organisation'] as const;

export const unitQuery = (unitId: string) =>
  queryOptions({
    queryKey: [...ORGANISATION_KEY, 'unit', unitId],
    queryFn: ({ signal }) => unwrap(api.getUnit({ params: { unitId } }, { signal })),
  });

export const personsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...ORGANISATION_KEY, 'persons', q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listPersons({ query: { ...(q === '' ? {} : { q }), cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const postsQuery = (filter: PostFilter) =>
  infiniteQueryOptions({
    queryKey: [...ORGANISATION_KEY, 'posts', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => unwrap(api.listPosts({ query: { ...filter, cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const gapsQuery = queryOptions({
  queryKey: [...ORGANISATION_KEY, 'gaps'],
  queryFn: ({ signal }) => unwrap(api.listGaps({ query: {} }, { signal })),
});

export const desksQuery = queryOptions({
  queryKey: [...ORGANISATION_KEY, 'desks'],
  queryFn: ({ signal }) => unwrap(api.listDesks({}, { signal })),
});

export const rolesQuery = queryOptions({
  queryKey: [...ORGANISATION_KEY, 'roles'],
  queryFn: ({ signal }) => unwrap(api.listRoles({}, { signal })),
});

import type { notifyRoutes, RouteAnswer } from '@gridward/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';

export type Notice = RouteAnswer<(typeof notifyRoutes)['listNotices']>['items'][number];

export const NOTICES_KEY = ['notices'] as const;
const LOOK_EVERY_MS = 60_000;
const PAGE_SIZE = 50;

/** How many wait to be read; one notice is asked for because a page of none is none. */
export const unreadQuery = queryOptions({
  queryKey: [...NOTICES_KEY, 'unread'],
  queryFn: ({ signal }) => unwrap(api.listNotices({ query: { limit: 1 } }, { signal })),
  select: ({ unread }) => unread,
  refetchInterval: LOOK_EVERY_MS,
});

export const noticesQuery = infiniteQueryOptions({
  queryKey: [...NOTICES_KEY, 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.listNotices({ query: { limit: PAGE_SIZE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } }, { signal }),
    ),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

import type { accessRoutes, RouteAnswer } from '@gridward/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';

export type Account = RouteAnswer<(typeof accessRoutes)['listAccounts']>['items'][number];
export const ACCOUNTS_KEY = ['accounts'] as const;

export const accountsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...ACCOUNTS_KEY, q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listAccounts({ query: { cursor: pageParam, ...(q === '' ? {} : { q }) } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

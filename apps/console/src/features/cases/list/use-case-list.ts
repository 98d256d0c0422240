import type { CaseSummary } from '@gridward/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useRefreshEveryMs } from '../../../platform/live.ts';
import { CASES_KEY } from '../keys.ts';
import type { CaseFilters } from './filters.ts';

const PAGE_SIZE = 50;

type ListCall = Parameters<typeof api.listCases>[0]['query'];

/** A list of cases page by page, kept fresh while it is looked at. */
export function useCaseList(filters: CaseFilters) {
  const refetchInterval = useRefreshEveryMs();
  const list = useInfiniteQuery({
    queryKey: [...CASES_KEY, 'list', filters],
    initialPageParam: undefined as string | undefined,
    // The names were checked when the address was read; the server checks the values and says what is wrong with them.
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listCases({ query: { ...filters, cursor: pageParam, limit: PAGE_SIZE } as ListCall }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval,
    placeholderData: (before) => before,
  });
  const items = useMemo<readonly CaseSummary[]>(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return { ...list, items };
}

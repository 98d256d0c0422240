import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useRefreshEveryMs } from '../../platform/live.ts';
import { CASES_KEY } from '../cases/keys.ts';
import { atPlace, usePlace } from '../shell/place.ts';

export const SECOND_CHECK_STATES = ['open', 'failed', 'done'] as const;
export type SecondCheckState = (typeof SECOND_CHECK_STATES)[number];

/** What the address says: which checks are listed, and which of them is open. */
export interface SecondChecksSearch {
  readonly view?: string;
  readonly check?: string;
}

export const stateOf = ({ view }: SecondChecksSearch): SecondCheckState =>
  SECOND_CHECK_STATES.find((state) => state === view) ?? 'open';

export function useSecondChecks(state: SecondCheckState) {
  const { areaId } = usePlace();
  const list = useInfiniteQuery({
    queryKey: [...CASES_KEY, 'second-checks', state, areaId],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.listSecondChecks(
          { query: { state, ...atPlace(areaId), ...(pageParam === null ? {} : { cursor: pageParam }) } },
          { signal },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: useRefreshEveryMs(),
  });
  const [first] = list.data?.pages ?? [];
  const totals = first === undefined ? undefined : { checked: first.checked, held: first.held };
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [], totals };
}

export const secondChecksOfCase = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'second-checks-of', caseId],
    queryFn: ({ signal }) => unwrap(api.listSecondChecksOfCase({ params: { caseId } }, { signal })),
  });

export const shareQuery = queryOptions({
  queryKey: ['second-check-share'],
  queryFn: ({ signal }) => unwrap(api.getSecondCheckShare({}, { signal })),
});

import type { CaseDetail, CaseSummary, LiveEvent } from '@gridward/contract';
import { useQuery, useQueryClient, type InfiniteData, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onLive, startLive, stopLive } from '../../platform/live.ts';
import { EXPIRED_KEY, ME_KEY } from '../../platform/query-client.ts';
import { throttled } from '../../platform/throttled.ts';
import { CASES_KEY, caseQuery, COUNTS_KEY } from '../cases/keys.ts';
import { NOTICES_KEY } from '../notices/notices.ts';
import { useMe } from '../session/me.tsx';
import { addNews, type Told } from './news.ts';
import { isTouched } from './touched-lists.ts';

const REFRESH_AT_MOST_EVERY_MS = 1_000;
/** The numbers of the rail change with every step of anybody; nobody reads them by the second. */
const COUNT_AT_MOST_EVERY_MS = 3_000;

/** Listens as long as somebody is signed in, and keeps what is on screen up to date. One a tab. */
export function useLive(): void {
  const { accountId } = useMe();
  const queryClient = useQueryClient();
  const { data: isExpired } = useQuery({ queryKey: EXPIRED_KEY, queryFn: () => false, enabled: false, initialData: false });
  useEffect(() => {
    if (isExpired) return;
    const refresher = createRefresher(queryClient, accountId);
    const stopHearing = onLive(refresher.hear);
    startLive();
    return () => {
      stopHearing();
      stopLive();
      refresher.stop();
    };
  }, [queryClient, accountId, isExpired]);
}

function createRefresher(queryClient: QueryClient, accountId: string) {
  let waiting: Told[] = [];
  const cases = throttled(() => {
    const told = waiting;
    waiting = [];
    void queryClient.invalidateQueries({ predicate: (query) => told.some((event) => concerns(query, event)) });
  }, REFRESH_AT_MOST_EVERY_MS);
  const counts = throttled(() => void queryClient.invalidateQueries({ queryKey: COUNTS_KEY }), COUNT_AT_MOST_EVERY_MS);
  const everything = throttled(() => {
    void queryClient.invalidateQueries({ queryKey: CASES_KEY });
    void queryClient.invalidateQueries({ queryKey: NOTICES_KEY });
  }, REFRESH_AT_MOST_EVERY_MS);

  const hearOfCase = (event: Told): void => {
    const isMine = event.kind === 'case' && event.by?.id === accountId;
    // My own step has already been read anew by the page that did it.
    if (isMine && versionOf(queryClient, event.caseId) >= event.version) return;
    if (!isMine) addNews(event);
    waiting.push(event);
    cases.ask();
    counts.ask();
  };
  const hear = (event: LiveEvent): void => {
    switch (event.kind) {
      case 'case':
        // What the page already shows was read after it happened.
        return versionOf(queryClient, event.caseId) > event.version ? undefined : hearOfCase(event);
      case 'gone':
        return hearOfCase(event);
      case 'many':
      case 'resync':
        return everything.ask();
      case 'notices':
        return void queryClient.invalidateQueries({ queryKey: NOTICES_KEY });
      case 'me':
        return void queryClient.invalidateQueries({ queryKey: ME_KEY }).then(() => everything.ask());
      case 'end':
        return void queryClient.setQueryData(EXPIRED_KEY, true);
      default:
        return undefined;
    }
  };
  return {
    hear,
    stop: () => [cases, counts, everything].forEach((one) => one.cancel()),
  };
}

const versionOf = (queryClient: QueryClient, caseId: string): number =>
  queryClient.getQueryData<CaseDetail>(caseQuery(caseId).queryKey)?.version ?? 0;

type ListData = InfiniteData<{ readonly items: readonly CaseSummary[] }>;

/** Lists that the step may have changed, and everything that is known of the case itself. */
function concerns({ queryKey, state }: Query, event: Told): boolean {
  const [head, kind, detail] = queryKey;
  if (head !== CASES_KEY[0]) return false;
  if (kind !== 'list') return event.kind === 'case' && detail === event.caseId;
  const pages = (state.data as ListData | undefined)?.pages ?? [];
  const caseIds = new Set(pages.flatMap(({ items }) => items.map(({ id }) => id)));
  return isTouched({ filters: detail as Readonly<Record<string, unknown>>, caseIds }, event);
}

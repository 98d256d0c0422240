import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { askConnection, isOnline, onConnectionChange } from './connection.ts';
import { ConnectionError, ProblemError } from './api.ts';

/** A refusal is an answer and is not asked for again; a lost connection or a busy server is. */
const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 3 &&
  (error instanceof ConnectionError ||
    (error instanceof ProblemError && error.problem.retry === 'later' && error.problem.status >= 500));

/** True while the session has ended under somebody's hands; the gate then asks for the password over the page, which stays. */
export const EXPIRED_KEY = ['session-expired'] as const;

function noticeEnd(error: Error): void {
  if (error instanceof ProblemError && error.problem.code === 'not_signed_in') queryClient.setQueryData(EXPIRED_KEY, true);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: { retry: shouldRetry, staleTime: 10_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const PROBE_INTERVAL_MS = 4000;

/** While the server is away, asks for it by itself; when it is back, everything on screen is read anew. */
export function watchConnection(): void {
  onConnectionChange(() => {
    if (isOnline()) void queryClient.invalidateQueries();
    else probe();
  });
}

function probe(): void {
  setTimeout(() => {
    if (isOnline()) return;
    void askConnection().then((isBack) => (isBack ? undefined : probe()));
  }, PROBE_INTERVAL_MS);
}

import { QueryClient } from '@tanstack/react-query';
import { askConnection, isOnline, onConnectionChange } from './connection.ts';
import { ConnectionError, onRefusal, ProblemError } from './api.ts';

/** A refusal is an answer and is not asked for again; a lost connection or a busy server is. */
const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 3 &&
  (error instanceof ConnectionError ||
    (error instanceof ProblemError && error.problem.retry === 'later' && error.problem.status >= 500));

export const ME_KEY = ['me'] as const;
/** True while the session has ended under somebody's hands; the gate then asks for the password over the page, which stays. */
export const EXPIRED_KEY = ['session-expired'] as const;

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, staleTime: 10_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

onRefusal(({ code }) => {
  if (code === 'not_signed_in') queryClient.setQueryData(EXPIRED_KEY, true);
  // Somebody signed in anew in another tab: who it was, and the token for writing, are asked for.
  if (code === 'csrf_failed') void queryClient.invalidateQueries({ queryKey: ME_KEY });
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

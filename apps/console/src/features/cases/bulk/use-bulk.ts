import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newId } from '../../../platform/api.ts';
import { useMe } from '../../session/me.tsx';
import { CASES_KEY } from '../keys.ts';
import { runBulk } from './bulk-runner.ts';
import { keepWork } from './bulk-store.ts';
import { retryWork, startWork, type BulkWork } from './bulk-work.ts';
import { sendVerb } from './send-verb.ts';
import { readCaseVerbs } from './use-case-verbs.ts';

/** Runs work on many cases and keeps what is left of it on this computer. Leaving the page stops after those under way. */
export function useBulk(found: BulkWork | null = null) {
  const { accountId } = useMe();
  const queryClient = useQueryClient();
  const [work, setWork] = useState<BulkWork | null>(found);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const stopped = useRef(false);
  const isBusy = useRef(false);
  const forget = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  useEffect(() => stop, [stop]);

  /** One run at a time, whatever is pressed twice. */
  const once = async (task: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      await task();
    } finally {
      isBusy.current = false;
    }
  };
  const run = async (next: BulkWork): Promise<void> => {
    const keep = (changed: BulkWork): void => {
      keepWork(localStorage, accountId, changed);
      setWork(changed);
      if (!changed.items.some(({ state }) => state === 'done')) return;
      forget.current?.();
      forget.current = null;
    };
    stopped.current = false;
    keep(next);
    setRunning(true);
    await runBulk(next, { send: sendVerb, onChange: keep, isStopped: () => stopped.current });
    setRunning(false);
    void queryClient.invalidateQueries({ queryKey: CASES_KEY });
  };
  const retry = async (failed: BulkWork): Promise<void> => {
    const refused = failed.items.filter(({ state }) => state === 'refused').map(({ caseId }) => caseId);
    setError(null);
    const fresh = await readCaseVerbs(refused).catch((reason: unknown) => {
      setError(reason instanceof Error ? reason : new Error(String(reason)));
      return null;
    });
    if (fresh !== null) await run(retryWork(failed, fresh, newId));
  };
  return {
    work,
    isRunning,
    error,
    stop,
    /** @param onFirstDone is told once a case has taken what was typed; where all refuse it, it is still needed */
    start: (input: Parameters<typeof startWork>[0], onFirstDone: () => void) =>
      once(() => {
        forget.current = onFirstDone;
        return run(startWork(input, newId));
      }),
    goOn: (left: BulkWork) => once(() => run(left)),
    retry: (failed: BulkWork) => once(() => retry(failed)),
  };
}

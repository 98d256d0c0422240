import type { Present, StaffVerb } from '@gridward/contract';
import { useEffect, useState } from 'react';
import { api } from '../../platform/api.ts';
import { onLive } from '../../platform/live.ts';

const SAY_EVERY_MS = 20_000;
/** Whoever walks through a queue is not on every case of it. */
const STAYS_AFTER_MS = 1_200;

let isSignedOut = false;

/** Nobody who has signed out can say anything any more: the others see for less than a minute that they were there. */
export const hushPresence = (isOut: boolean): void => {
  isSignedOut = isOut;
};

/** Says that I have the case open, and which step I am filling in. @returns who else is there */
export function usePresence(caseId: string, verb: StaffVerb | null): readonly Present[] {
  const [others, setOthers] = useState<readonly Present[]>([]);
  useEffect(() => {
    let isOver = false;
    const say = (): void => {
      if (isOver || isSignedOut || document.hidden) return;
      api.setPresence({ params: { caseId }, body: { doing: verb === null ? 'reading' : 'writing', verb } }).then(
        (answer) => {
          if (answer.ok && !isOver) setOthers(answer.value.others);
          // The case, or the session, is not mine any more.
          if (!answer.ok) isOver = true;
        },
        // A lost connection is said elsewhere.
        () => undefined,
      );
    };
    const first = setTimeout(say, STAYS_AFTER_MS);
    const timer = setInterval(say, SAY_EVERY_MS);
    const stopHearing = onLive((event) => {
      if (!('caseId' in event) || event.caseId !== caseId) return;
      if (event.kind === 'presence') setOthers(event.people);
      if (event.kind === 'gone') isOver = true;
    });
    document.addEventListener('visibilitychange', say);
    return () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(timer);
      stopHearing();
      document.removeEventListener('visibilitychange', say);
    };
  }, [caseId, verb]);
  useEffect(() => {
    const openedMs = performance.now();
    const leave = (): void => {
      if (isSignedOut || performance.now() - openedMs < STAYS_AFTER_MS) return;
      void api.setPresence({ params: { caseId }, body: { doing: 'left' } }, { keepalive: true }).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [caseId]);
  return others;
}

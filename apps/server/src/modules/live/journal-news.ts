import type { LiveEvent } from '@gridward/contract';
import type { CaseWatch, WatchedMove } from '../cases/index.ts';
import { grantsOf, type Listener, type Listeners } from './listeners.ts';
import { createSeenWindow } from './seen-window.ts';
import { tellOf } from './tell.policy.ts';

/** How far back each look goes: commits come late, and the clocks of two servers differ a little. */
export const OVERLAP_MS = 10_000;
/** More at one look is an import: then one word tells to read anew. */
const MOST_TOLD = 100;
const MOST_READ = 1_000;
/** Who was away for longer reads anew. */
const MOST_BEHIND_MS = 5 * 60_000;
const RESYNC: readonly LiveEvent[] = [{ kind: 'resync' }];

/** Tells listeners what the journal says. One query a look, whatever the number of listeners. */
export function createJournalNews(watch: CaseWatch, listeners: Listeners) {
  let seen = createSeenWindow();
  let readUntil: number | null = null;

  const tell = (listener: Listener, moves: readonly WatchedMove[], position: number): void => {
    const grants = grantsOf(listener);
    listener.stream.send(
      moves.flatMap((move) => tellOf(move, grants) ?? []),
      position,
    );
  };

  return {
    /** The next look begins a new window. */
    reset(): void {
      seen = createSeenWindow();
      readUntil = null;
    },
    async look(now: number): Promise<void> {
      const since = (readUntil ?? now) - OVERLAP_MS;
      const entries = await watch.entriesSince(new Date(since), MOST_READ);
      const fresh = seen.fresh(entries).reverse();
      seen.forgetBefore(since);
      readUntil = now;
      if (fresh.length === 0) return;
      if (fresh.length > MOST_TOLD) return listeners.tellAll({ kind: 'many' }, now);
      const moves = await watch.describe(fresh).catch((error: unknown) => {
        // They count as seen, so whoever listens has to look for themselves.
        listeners.tellAll({ kind: 'many' }, now);
        throw error;
      });
      for (const listener of listeners) tell(listener, moves, now);
    },
    /** What somebody who comes, or comes again, has not heard. Hearing something twice does no harm. */
    async catchUp(listener: Listener, after: number | undefined, now: number): Promise<void> {
      const from = after ?? now;
      if (now - from > MOST_BEHIND_MS || from - now > OVERLAP_MS) return listener.stream.send(RESYNC, now);
      try {
        const entries = await watch.entriesSince(new Date(from - OVERLAP_MS), MOST_TOLD + 1);
        if (entries.length > MOST_TOLD) return listener.stream.send(RESYNC, now);
        tell(listener, await watch.describe(entries.toReversed()), now);
      } catch (error) {
        // The stream stays open, so whoever listens has to look for themselves.
        listener.stream.send(RESYNC, now);
        throw error;
      }
    },
  };
}

import { problem, type Problem } from '@gridward/contract';
import { err, ok, type Result } from '@gridward/core';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import { openStream } from './event-stream.ts';
import { createJournalNews } from './journal-news.ts';
import type { LiveDoors } from './live-doors.ts';
import { createListeners, type Listener } from './listeners.ts';
import { createNoticeNews } from './notice-news.ts';
import { createPollLoop } from './poll-loop.ts';
import { createPresenceNews } from './presence-news.ts';
import type { Presence } from './presence.service.ts';
import { isSameReach } from './tell.policy.ts';

const LOOK_EVERY_MS = 600;
const NUDGE_MS = 30;
const NOTICES_EVERY_MS = 2_000;
/** Proxies cut a silent connection off after a minute or so. */
const BEAT_EVERY_MS = 15_000;
/** How long somebody who signed out or lost a post may still be told something. */
const SESSIONS_EVERY_MS = 10_000;
/** A tab that nobody looks at holds no stream, so this many is a fault or a flood. */
const MOST_STREAMS_OF_ONE = 12;

/** Listening to what happens: who listens, and the loop that looks. */
export function createLiveService({ clock, log }: Platform, doors: LiveDoors, presence: Presence) {
  const listeners = createListeners();
  const journal = createJournalNews(doors.watch, listeners);
  const people = createPresenceNews(presence, doors.watch, listeners);
  const notices = createNoticeNews(doors, listeners);
  let isClosing = false;
  const lastMs = { notices: 0, beat: 0, sessions: 0 };
  const isDue = (what: keyof typeof lastMs, everyMs: number): boolean => {
    const nowMs = performance.now();
    if (nowMs - lastMs[what] < everyMs) return false;
    lastMs[what] = nowMs;
    return true;
  };

  async function look(): Promise<void> {
    const now = clock.now();
    // First of all and without the database: who listens can tell a quiet server from one that is gone.
    if (isDue('beat', BEAT_EVERY_MS)) listeners.tellAll({ kind: 'beat' }, now);
    if (isDue('sessions', SESSIONS_EVERY_MS)) for (const listener of listeners) await checkSession(listener, now);
    await journal.look(now);
    await people.look(now);
    if (isDue('notices', NOTICES_EVERY_MS)) await notices.look(now);
  }

  async function checkSession(listener: Listener, now: number): Promise<void> {
    const session = await doors.peekSession(listener.token);
    if (session === null || session.pending !== 'none') {
      leave(listener);
      return listener.stream.end({ kind: 'end' });
    }
    const isSame = isSameReach(listener.actor.grants, session.actor.grants);
    listener.actor = session.actor;
    if (!isSame) listener.stream.send([{ kind: 'me' }], now);
  }

  const loop = createPollLoop({
    everyMs: LOOK_EVERY_MS,
    nudgeMs: NUDGE_MS,
    work: look,
    onFailure: (error) => log.warn({ err: error }, 'what happens could not be read'),
  });

  function leave(listener: Listener): void {
    if (!listeners.remove(listener) || listeners.size > 0) return;
    loop.stop();
    for (const news of [journal, people, notices]) news.reset();
  }

  return {
    async join(
      actor: Actor,
      token: string | undefined,
      reply: FastifyReply,
      after: number | undefined,
    ): Promise<Result<Record<'kind', 'hello'>, Problem>> {
      const { accountId } = actor;
      if (accountId === null || token === undefined) return err(problem('not_permitted'));
      if (isClosing) return err(problem('overloaded'));
      if (listeners.countOf(accountId) >= MOST_STREAMS_OF_ONE) return err(problem('too_many_requests'));
      const listener: Listener = { accountId, token, actor, stream: openStream(reply, () => leave(listener)) };
      // Whoever hung up while we looked who they are has been gone for longer than we listen for it.
      if (listener.stream.isOver()) return ok({ kind: 'hello' });
      listeners.add(listener);
      loop.start();
      const now = clock.now();
      listener.stream.send([{ kind: 'hello' }], after ?? now);
      await journal.catchUp(listener, after, now);
      return ok({ kind: 'hello' });
    },
    nudge: () => loop.nudge(),
    openStreams: () => listeners.size,
    /** Before the server stops taking connections, or it would wait for these to end by themselves. */
    close: (): void => {
      isClosing = true;
      loop.stop();
      for (const { stream } of listeners) stream.end({ kind: 'bye' });
    },
  };
}

export type LiveService = ReturnType<typeof createLiveService>;

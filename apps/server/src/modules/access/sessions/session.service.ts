import { createHash } from 'node:crypto';
import { isSessionOver, MINUTE_MS, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { SessionReader, SessionState } from '../../../http/session.ts';
import type { AccessDeps } from '../access-deps.ts';
import { pendingOf, toActor, toMe, type Me } from './session.mapper.ts';
import { deleteSession, findAccountPicture, findSession, listPosts, markSeen } from './session.repository.ts';

/** How long another process may still serve a session that has ended or changed. */
export const SESSION_CACHE_MS = 5_000;
const SEEN_EVERY_MS = MINUTE_MS;
const MOST_CACHED = 50_000;

/** A session in this process. */
interface Entry {
  readonly state: SessionState;
  readonly me: Me;
  readonly accountId: Uuid;
  readonly expiresAt: number;
  readonly loadedMs: number;
  lastSeenAt: number;
  writtenSeenAt: number;
}

/** Reads sessions, from this process' memory where it looked within the last seconds. */
export interface Sessions extends SessionReader {
  /** What the signed-in person sees of themselves, read anew. */
  me(token: string): Promise<Me | null>;
  /** The session as it stands, without counting as use of it: a page that listens keeps nobody signed in. */
  peek(token: string): Promise<SessionState | null>;
  /** The account's sessions are read anew from now on. Call after the transaction that changed them. */
  forget(accountId: Uuid): void;
  /** Everybody's sessions are read anew, and for some seconds never from memory: for a change whose transaction has not ended yet. */
  forgetAll(): void;
  /** The actor that an account stands for, without a session; null when it is disabled or unknown. */
  actorFor(accountId: Uuid): Promise<Actor | null>;
}

/** What the cookie's token is stored as. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export function createSessions(deps: AccessDeps, cacheMs = SESSION_CACHE_MS): Sessions {
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<Entry | null>>();
  let generation = 0;
  let bypassUntilMs = 0;

  const load = async (key: string, idHash: Buffer): Promise<Entry | null> => {
    const begunIn = generation;
    const entry = await loadEntry(deps, idHash);
    if (entry === null) entries.delete(key);
    else if (begunIn === generation) remember(entries, key, entry);
    return entry;
  };
  const look = async (token: string, anew: boolean): Promise<{ readonly idHash: Buffer; readonly entry: Entry | null }> => {
    const idHash = hashOfToken(token);
    const key = idHash.toString('base64');
    const known = entries.get(key);
    const nowMs = performance.now();
    const isFresh = !anew && nowMs >= bypassUntilMs && known !== undefined && nowMs - known.loadedMs < cacheMs;
    const entry = isFresh ? known : await shared(loading, `${generation}.${key}`, () => load(key, idHash));
    return { idHash, entry };
  };
  const find = async (token: string, anew: boolean): Promise<Entry | null> => {
    const { idHash, entry } = await look(token, anew);
    if (entry === null) return null;
    const open = await keepOpen(deps, entry, idHash);
    if (!open) entries.delete(idHash.toString('base64'));
    return open ? entry : null;
  };
  return {
    read: async (token) => (await find(token, false))?.state ?? null,
    me: async (token) => (await find(token, true))?.me ?? null,
    async peek(token) {
      const { entry } = await look(token, false);
      return entry === null || isSessionOver(entry, deps.clock.now()) ? null : entry.state;
    },
    forget(accountId) {
      generation += 1;
      for (const [key, entry] of entries) if (entry.accountId === accountId) entries.delete(key);
    },
    forgetAll() {
      generation += 1;
      entries.clear();
      bypassUntilMs = performance.now() + cacheMs;
    },
    actorFor: (accountId) => loadActor(deps, accountId),
  };
}

/** Many requests of one page ask for the same session at once: one of them reads it. */
function shared<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const before = running.get(key);
  if (before !== undefined) return before;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}

function remember(entries: Map<string, Entry>, key: string, entry: Entry): void {
  entries.delete(key);
  entries.set(key, entry);
  const oldest = entries.size > MOST_CACHED ? entries.keys().next() : undefined;
  if (oldest?.done === false) entries.delete(oldest.value);
}

/** False, and the session is gone, when it was idle too long or is too old. Otherwise it was seen now. */
async function keepOpen(deps: AccessDeps, entry: Entry, idHash: Buffer): Promise<boolean> {
  const now = deps.clock.now();
  if (isSessionOver(entry, now)) {
    await deleteSession(deps.store.db, idHash);
    return false;
  }
  entry.lastSeenAt = now;
  if (now - entry.writtenSeenAt >= SEEN_EVERY_MS) {
    entry.writtenSeenAt = now;
    await markSeen(deps.store.db, idHash, new Date(now));
  }
  return true;
}

async function loadEntry(deps: AccessDeps, idHash: Buffer): Promise<Entry | null> {
  const loadedMs = performance.now();
  const { db } = deps.store;
  const session = await findSession(db, idHash);
  const account = session === undefined ? undefined : await findAccountPicture(db, session.accountId);
  if (session === undefined || account === undefined || account.disabled) return null;
  const now = deps.clock.now();
  const posts = await listPosts(db, account.personId, new Date(now));
  const pending = pendingOf(session, account, posts, { adminSecondFactor: deps.config.adminSecondFactor, now });
  const state = { actor: toActor(account, posts), csrfToken: session.csrfToken, pending };
  const lastSeenAt = session.lastSeenAt.getTime();
  return {
    state,
    me: toMe(state, account, posts),
    accountId: account.accountId,
    expiresAt: session.expiresAt.getTime(),
    loadedMs,
    lastSeenAt,
    writtenSeenAt: lastSeenAt,
  };
}

async function loadActor(deps: AccessDeps, accountId: Uuid): Promise<Actor | null> {
  const { db } = deps.store;
  const account = await findAccountPicture(db, accountId);
  if (account === undefined || account.disabled) return null;
  return toActor(account, await listPosts(db, account.personId, new Date(deps.clock.now())));
}

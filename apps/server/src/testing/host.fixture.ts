import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { Permission } from '@gridward/core';
import type { Clock, Ids } from '@gridward/core';
import type { Store } from '@gridward/db';
import fastify, { type FastifyInstance } from 'fastify';
import { readConfig, type Config } from '../config.ts';
import { ANONYMOUS, type Actor } from '../http/actor.ts';
import { createHost, type Host } from '../http/host.ts';
import { SESSION_COOKIE } from '../http/session.ts';
import type { Platform } from '../platform/deps.ts';

/** A person with permissions everywhere. */
export const personWith = (accountId: string, permissions: readonly Permission[], name = '测试员'): Actor => ({
  ...ANONYMOUS,
  kind: 'person',
  accountId,
  name,
  grants: permissions.map((permission) => ({ permission, postId: accountId, unitPath: null, areaPath: '1' })),
});

/** A bare server with some routes, where the session cookie holds the account's id. */
export interface TestHost {
  readonly app: FastifyInstance;
  readonly host: Host;
  /** Headers of a signed-in person's request. */
  headersOf(actor: Actor): Record<string, string>;
}

const CSRF_TOKEN = 'csrf-token-of-the-test';

export async function createTestHost(store: Store, clock: Clock, actors: readonly Actor[]): Promise<TestHost> {
  const app = fastify();
  await app.register(cookie);
  await app.register(multipart);
  const byToken = new Map(actors.map((actor) => [actor.accountId ?? '', actor]));
  const read = (token: string) => {
    const actor = byToken.get(token);
    return Promise.resolve(actor === undefined ? null : { actor, csrfToken: CSRF_TOKEN, pending: 'none' as const });
  };
  const host = createHost(app, {
    store,
    clock,
    sessions: { read },
    checkReplies: true,
    isOperator: () => false,
    operator: ANONYMOUS,
  });
  return { app, host, headersOf: (actor) => ({ cookie: `${SESSION_COOKIE}=${actor.accountId}`, 'x-csrf-token': CSRF_TOKEN }) };
}

export function testConfig(dataDir: string, changes: Partial<Config> = {}): Config {
  const read = readConfig({ GRIDWARD_DATA: dataDir });
  if (!read.ok) throw new Error(read.messages.join());
  return { ...read.config, longestLagMs: 0, ...changes };
}

export const testPlatform = (
  app: FastifyInstance,
  parts: { store: Store; clock: Clock; ids: Ids; config: Config },
): Platform => ({
  ...parts,
  randomBytes,
  demonstration: { active: false },
  log: app.log,
});

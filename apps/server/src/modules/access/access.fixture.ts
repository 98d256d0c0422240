import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import { EVERYWHERE, PERMISSIONS, type Clock, type Ids, type Permission, type Uuid } from '@gridward/core';
import type { Store } from '@gridward/db';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { ANONYMOUS, type Actor } from '../../http/actor.ts';
import { createHost } from '../../http/host.ts';
import { CSRF_HEADER, SESSION_COOKIE } from '../../http/session.ts';
import { createSealer } from '../../platform/sealing.ts';
import { createAccess, type Access } from './index.ts';

export const PASSWORD = 'Harbour-42-lane';
const OPERATOR_HEADER = 'x-test-operator';

const OPERATOR: Actor = {
  ...ANONYMOUS,
  kind: 'operator',
  name: 'operator',
  grants: (Object.keys(PERMISSIONS) as Permission[]).map((permission) => ({
    permission,
    postId: '00000000-0000-7000-8000-000000000000',
    areaPath: EVERYWHERE,
    unitPath: null,
  })),
};

export interface World {
  readonly app: FastifyInstance;
  readonly access: Access;
  readonly rootUnitId: Uuid;
  readonly streetUnitId: Uuid;
  addPerson(name: string, demo?: boolean): Promise<Uuid>;
  addPost(personId: Uuid, roleId: string, unitId?: Uuid, until?: Date): Promise<Uuid>;
  /** A person with a post at the root unit and an account with `PASSWORD`. */
  addStaff(signInName: string, roleId: string, demo?: boolean): Promise<{ personId: Uuid; accountId: Uuid }>;
  /** A browser with its own cookie, at this address. */
  browser(address?: string): Browser;
}

export interface Browser {
  signIn(signInName: string, password?: string, code?: string): Promise<LightMyRequestResponse>;
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  /** The same, as the operator at the machine. */
  asOperator(method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, body?: object): Promise<LightMyRequestResponse>;
  csrfToken: string;
  token: string;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly adminSecondFactor?: 'required' | 'optional';
  readonly sessionCacheMs?: number;
  readonly key?: Buffer;
  readonly trustProxy?: boolean;
}

/** The module behind a real host on a real store. Call `seedWorld` once per store; several worlds on one store are several processes. */
export function createWorld(store: Store, options: WorldOptions): Omit<World, 'rootUnitId' | 'streetUnitId'> {
  const { clock, ids } = options;
  const app = Fastify({ logger: false, trustProxy: options.trustProxy ?? false });
  const config = { adminSecondFactor: options.adminSecondFactor ?? 'optional' };
  const sealer = createSealer(options.key ?? randomBytes(32), randomBytes);
  const access = createAccess(
    { store, clock, ids, randomBytes, log: app.log, config, sealer },
    { sessionCacheMs: options.sessionCacheMs },
  );
  app.register(cookie);
  const isOperator = (request: { headers: Record<string, unknown> }): boolean => request.headers[OPERATOR_HEADER] === 'yes';
  access.routes(createHost(app, { store, clock, sessions: access.sessions, checkReplies: true, isOperator, operator: OPERATOR }));

  const addPerson: World['addPerson'] = async (name, demo = false) => {
    const id = ids.next();
    await store.db
      .insertInto('person')
      .values({ id, name, demo, created_at: new Date(clock.now()) })
      .execute();
    return id;
  };
  const addPost: World['addPost'] = async (personId, roleId, unitId, until) => {
    const id = ids.next();
    const at = new Date(clock.now());
    const unit =
      unitId ?? (await store.db.selectFrom('unit').select('id').where('parent_id', 'is', null).executeTakeFirstOrThrow()).id;
    await store.db
      .insertInto('post')
      .values({
        id,
        person_id: personId,
        role_id: roleId,
        unit_id: unit,
        valid_from: at,
        valid_to: until ?? null,
        created_at: at,
      })
      .execute();
    return id;
  };
  return {
    app,
    access,
    addPerson,
    addPost,
    async addStaff(signInName, roleId, demo = false) {
      const personId = await addPerson(signInName, demo);
      await addPost(personId, roleId);
      const hashed = await access.hashPassword(signInName, PASSWORD);
      if (!hashed.ok) throw new Error(hashed.error.code);
      const account = { personId, signInName, passwordHash: hashed.value, mustChangePassword: false };
      const accountId = await store.inTransaction((trx) => access.createAccountFor(trx, account));
      if (accountId === null) throw new Error(`${signInName} is taken`);
      return { personId, accountId };
    },
    browser: (address = '192.0.2.1') => createBrowser(app, address, ids),
  };
}

/** Roles and a unit with a street below it. */
export async function seedWorld(
  store: Store,
  access: Access,
  options: Pick<WorldOptions, 'clock' | 'ids'>,
): Promise<Pick<World, 'rootUnitId' | 'streetUnitId'>> {
  const [rootUnitId, streetUnitId] = [options.ids.next(), options.ids.next()];
  const valid_from = new Date(options.clock.now());
  await store.inTransaction(async (trx) => {
    await access.seedRoles(trx);
    await trx
      .insertInto('unit')
      .values([
        { id: rootUnitId, path: 'u1', kind: 'government', name: 'Root', valid_from },
        { id: streetUnitId, parent_id: rootUnitId, path: 'u1.u2', kind: 'subdistrict', name: 'Street', valid_from },
      ])
      .execute();
  });
  return { rootUnitId, streetUnitId };
}

function createBrowser(app: FastifyInstance, remoteAddress: string, ids: Ids): Browser {
  const browser: Browser = {
    csrfToken: '',
    token: '',
    async signIn(signInName, password = PASSWORD, code) {
      const response = await browser.call('POST', '/api/v1/session', {
        signInName,
        password,
        ...(code === undefined ? {} : { code }),
      });
      if (response.statusCode === 200) {
        browser.csrfToken = response.json<{ csrfToken: string }>().csrfToken;
        browser.token = response.cookies.find(({ name }) => name === SESSION_COOKIE)?.value ?? '';
      }
      return response;
    },
    call: (method, url, body, headers = {}) =>
      app.inject({
        method,
        url,
        remoteAddress,
        headers: { [CSRF_HEADER]: browser.csrfToken, 'idempotency-key': ids.next(), 'user-agent': 'test', ...headers },
        cookies: browser.token === '' ? {} : { [SESSION_COOKIE]: browser.token },
        ...(body === undefined ? {} : { payload: body }),
      }),
    asOperator: (method, url, body) => browser.call(method, url, body, { [OPERATOR_HEADER]: 'yes' }),
  };
  return browser;
}

import { problem, problemSchema, route, type Route } from '@gridward/contract';
import { err, ok, type Permission } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestHost, personWith, type TestHost } from '../testing/host.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const ids = countingIds(11);
const store = useTestStore();
const alice = personWith(ids.next(), ['case.read']);
const bob = personWith(ids.next(), ['case.read']);
const carol = { ...personWith(ids.next(), []), locale: 'en' as const };

const things = (name: string) => `/api/v1/things/${name}`;
const common = { tag: 'test', summary: { zh: '测试', en: 'Test' }, access: 'case.read' as Permission, scope: 'case' } as const;
const body = z.object({ key: z.string().min(1), nested: z.object({ count: z.number().int() }).optional() });
const writeRoute = (name: string) =>
  route({
    ...common,
    method: 'POST',
    path: things(name),
    status: 201,
    body,
    reply: z.object({ key: z.string(), runs: z.number() }),
  });
const routes = {
  put: writeRoute('put'),
  refuse: writeRoute('refuse'),
  exclusive: writeRoute('exclusive'),
  empty: route({
    ...common,
    method: 'DELETE',
    path: things('{name}'),
    status: 204,
    params: z.object({ name: z.string().max(4) }),
    reply: z.undefined(),
  }),
  list: route({
    ...common,
    method: 'GET',
    path: things('list'),
    query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
    reply: z.object({ limit: z.number() }),
  }),
} satisfies Record<string, Route>;

let runs = 0;
let served: TestHost;
const insert = (key: string) => ({ key, value: '1', changed_at: new Date(clock.now()) });
beforeAll(async () => {
  served = await createTestHost(store(), clock, [alice, bob, carol]);
  const { host } = served;
  host.write(routes.put, async (input, _call, trx) => {
    await trx
      .insertInto('setting')
      .values(insert(input.body.key))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    return ok({ key: input.body.key, runs: (runs += 1) });
  });
  host.write(routes.refuse, async (input, _call, trx) => {
    await trx.insertInto('setting').values(insert(input.body.key)).execute();
    return err(problem('leader_exists', { rule: 'OR01', detail: '第二位' }));
  });
  host.write(routes.exclusive, async (input, _call, trx) => {
    const there = await trx.selectFrom('setting').select('key').where('key', '=', input.body.key).executeTakeFirst();
    if (there !== undefined) return err(problem('already_exists'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await trx.insertInto('setting').values(insert(input.body.key)).execute();
    return ok({ key: input.body.key, runs: (runs += 1) });
  });
  host.write(routes.empty, () => {
    runs += 1;
    return Promise.resolve(ok(undefined));
  });
  host.serve(routes.list, ({ query }) => Promise.resolve(ok({ limit: query.limit })));
});
beforeEach(() => {
  runs = 0;
});

interface Sending {
  readonly as?: typeof alice;
  readonly id?: string;
  readonly method?: 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
}
const send = (name: string, payload: object, { as = alice, id = ids.next(), method = 'POST', headers = {} }: Sending = {}) =>
  served.app.inject({
    method,
    url: things(name),
    headers: { ...served.headersOf(as), 'idempotency-key': id, ...headers },
    payload,
  });
const keys = async (key: string) =>
  (await store().db.selectFrom('setting').select('key').where('key', '=', key).execute()).length;

describe('a write', () => {
  it('repeated with its key gives the same answer and has one effect', async () => {
    const id = ids.next();
    const first = await send('put', { key: 'one' }, { id });
    const again = await send('put', { key: 'one' }, { id });
    const upper = await send('put', { key: 'one' }, { id: id.toUpperCase() });
    expect([first.statusCode, again.statusCode, upper.statusCode]).toEqual([201, 201, 201]);
    expect([again.json(), upper.json()]).toEqual([first.json(), first.json()]);
    expect(runs).toBe(1);
  });

  it.each([
    ['another body', 'put', { key: 'other' }, alice],
    ['another route', 'exclusive', { key: 'mine' }, alice],
    ['another person', 'put', { key: 'mine' }, bob],
  ])('under a key that was used for %s is refused', async (_what, name, payload, as) => {
    const id = ids.next();
    await send('put', { key: 'mine' }, { id });
    const reply = await send(name, payload, { id, as });
    expect(reply.statusCode).toBe(409);
    expect(reply.json()).toMatchObject({ code: 'idempotency_mismatch', retry: 'no' });
    expect(runs).toBe(1);
  });

  it('sent many times at once has one effect, and every sender gets its answer', async () => {
    for (const name of ['put', 'exclusive']) {
      runs = 0;
      const id = ids.next();
      const replies = await Promise.all(Array.from({ length: 6 }, () => send(name, { key: `at once ${name}` }, { id })));
      expect(replies.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 6 }, () => 201));
      expect(new Set(replies.map(({ payload }) => payload)).size).toBe(1);
      expect(await keys(`at once ${name}`)).toBe(1);
    }
  });

  it('of the same thing under two keys at once is done once and refused once', async () => {
    const replies = await Promise.all([send('exclusive', { key: 'race' }), send('exclusive', { key: 'race' })]);
    expect(replies.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 409]);
  });

  it('that is refused leaves nothing behind, and may be sent again', async () => {
    const id = ids.next();
    for (let i = 0; i < 2; i += 1) {
      const reply = await send('refuse', { key: 'nothing' }, { id });
      expect(reply.json()).toMatchObject({ code: 'leader_exists', rule: 'OR01', detail: '第二位' });
    }
    expect(await keys('nothing')).toBe(0);
    expect(await store().db.selectFrom('command').select('id').where('id', '=', id).execute()).toEqual([]);
  });

  it('without a key, or with one that is no UUID, is refused', async () => {
    for (const id of ['', 'abc'])
      expect((await send('put', { key: 'x' }, { id })).json()).toMatchObject({ code: 'idempotency_key_missing', status: 400 });
    expect(runs).toBe(0);
  });

  it('with nothing to answer answers 204, also when repeated', async () => {
    const id = ids.next();
    for (let i = 0; i < 2; i += 1) {
      const reply = await send('abcd', {}, { id, method: 'DELETE' });
      expect([reply.statusCode, reply.payload]).toEqual([204, '']);
    }
    expect(runs).toBe(1);
  });
});

describe('input that is not valid', () => {
  it('is refused with a pointer to each fault', async () => {
    const reply = await send('put', { key: '', nested: { count: 1.5 } });
    expect(reply.statusCode).toBe(422);
    expect(problemSchema.parse(reply.json()).errors?.map(({ pointer }) => pointer)).toEqual(['/key', '/nested/count']);
    const listed = await served.app.inject({
      method: 'GET',
      url: `${things('list')}?limit=99`,
      headers: served.headersOf(alice),
    });
    expect(problemSchema.parse(listed.json()).errors?.map(({ pointer }) => pointer)).toEqual(['/query/limit']);
    const params = await send('too-long', {}, { method: 'DELETE' });
    expect(problemSchema.parse(params.json()).errors?.map(({ pointer }) => pointer)).toEqual(['/params/name']);
  });

  it('is refused when it holds what no database keeps', async () => {
    for (const payload of [{ key: 'a\0b' }, { key: 'x', nested: { count: 1 }, more: ['\0'] }]) {
      expect((await send('put', payload)).json()).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/' }] });
    }
  });
});

describe('the door', () => {
  it('asks for a session, a token of the page and the permission, in that order', async () => {
    const url = things('put');
    const nobody = await served.app.inject({ method: 'POST', url, payload: { key: 'x' } });
    expect(nobody.json()).toMatchObject({ status: 401, code: 'not_signed_in' });
    const unknown = await served.app.inject({
      method: 'POST',
      url,
      headers: { cookie: 'gridward_session=forged' },
      payload: { key: 'x' },
    });
    expect(unknown.json()).toMatchObject({ code: 'not_signed_in' });
    const forged = await send('put', { key: 'x' }, { headers: { 'x-csrf-token': 'another' } });
    expect(forged.json()).toMatchObject({ status: 403, code: 'csrf_failed' });
    const without = await send('put', { key: 'x' }, { as: carol });
    expect(without.json()).toMatchObject({ status: 403, code: 'not_permitted' });
    expect(runs).toBe(0);
  });

  it('lets reads pass without the token of the page', async () => {
    const { cookie } = served.headersOf(alice);
    const reply = await served.app.inject({ method: 'GET', url: things('list'), headers: { cookie: cookie ?? '' } });
    expect(reply.json()).toEqual({ limit: 5 });
  });

  it('speaks the language of the person, and to strangers that of the browser', async () => {
    const known = await send('put', { key: 'x' }, { as: carol, headers: { 'accept-language': 'zh-CN' } });
    expect(known.json()).toMatchObject({ title: 'You have no permission for this' });
    const stranger = (language: string) =>
      served.app.inject({ method: 'GET', url: things('list'), headers: { 'accept-language': language } });
    expect((await stranger('en-GB,en;q=0.9')).json()).toMatchObject({ title: 'Sign in first' });
    expect((await stranger('fr')).json()).toMatchObject({ title: '请先登录' });
  });
});

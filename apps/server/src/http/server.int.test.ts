import { randomBytes } from 'node:crypto';
import { PROBLEMS, problemSchema, ROUTES } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, type World } from '../testing/world.fixture.ts';

const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds(5) });
});
afterAll(() => world.close());

const ask = (request: InjectOptions) => world.app.http.inject(request);
const json = { 'content-type': 'application/json' };

describe('every refusal of the framework itself is a problem document', () => {
  it.each<[string, InjectOptions, keyof typeof PROBLEMS]>([
    ['no such address', { url: '/api/v1/nothing' }, 'not_found'],
    ['an address that cannot be read', { url: '/api/v1/cases/%E0%A4%A' }, 'not_found'],
    [
      'JSON that is cut off',
      { method: 'POST', url: '/api/v1/session', headers: json, payload: '{"signInName": "int' },
      'validation_failed',
    ],
    ['a body of nothing', { method: 'POST', url: '/api/v1/session', headers: json, payload: '' }, 'validation_failed'],
    [
      'a body of another kind',
      { method: 'POST', url: '/api/v1/session', headers: { 'content-type': 'text/csv' }, payload: 'a,b' },
      'unsupported_file',
    ],
    [
      'a body that is too large',
      { method: 'POST', url: '/api/v1/session', headers: json, payload: JSON.stringify({ signInName: 'x'.repeat(2_200_000) }) },
      'file_too_large',
    ],
    [
      'a body that would change the prototype',
      { method: 'POST', url: '/api/v1/session', headers: json, payload: '{"__proto__": {"a": 1}}' },
      'validation_failed',
    ],
  ])('%s', async (_what, request, code) => {
    const reply = await ask(request);
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemSchema.parse(reply.json())).toMatchObject({ code, status: PROBLEMS[code].status, title: PROBLEMS[code].zh });
    expect(reply.statusCode).toBe(PROBLEMS[code].status);
    expect(reply.payload).not.toMatch(/\bat \S+ \(|node_modules|FST_/);
  });

  it('a fault of ours says nothing but that it was recorded, and under which id', async () => {
    const { categoryId } = await world.matter('0110');
    const headers = { ...world.headersOf('intake'), 'idempotency-key': '0192f000-0000-7000-8000-000000000bad' };
    await store().owner.query('alter table case_search rename to case_search_away');
    try {
      const payload = { description: '演示居民 13812345678', categoryId, channel: 'hotline', position: EAST };
      const reply = await ask({ method: 'POST', url: '/api/v1/cases', headers, payload });
      const document = problemSchema.parse(reply.json());
      expect(document).toEqual({
        type: '/docs/errors#internal_error',
        title: PROBLEMS.internal_error.zh,
        status: 500,
        code: 'internal_error',
        retry: 'later',
        requestId: reply.headers['x-request-id'],
      });
    } finally {
      await store().owner.query('alter table case_search_away rename to case_search');
    }
  });

  it('too many calls of one address to an open door are slowed down', async () => {
    const tries = await Promise.all(
      Array.from({ length: 601 }, () =>
        ask({ method: 'POST', url: '/api/v1/session', remoteAddress: '10.9.8.7', headers: json, payload: '{}' }),
      ),
    );
    const slowed = tries.filter(({ statusCode }) => statusCode === 429);
    expect(slowed.length).toBeGreaterThan(0);
    expect(slowed[0]?.json()).toMatchObject({ code: 'too_many_requests', retry: 'later' });
    expect(Number(slowed[0]?.headers['retry-after'])).toBeGreaterThan(0);
    const other = await ask({ method: 'POST', url: '/api/v1/session', remoteAddress: '10.9.8.8', headers: json, payload: '{}' });
    expect(other.json()).toMatchObject({ code: 'validation_failed' });
  });
});

describe('headers', () => {
  it('name the request, forbid caching and frames, and let scripts come from here alone', async () => {
    for (const url of ['/api/v1/session', '/api/v1/cases', '/health/live']) {
      const reply = await ask({ url, headers: world.headersOf('intake') });
      expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(reply.headers['content-security-policy']).toMatch(/frame-ancestors 'none';.*script-src 'self';/);
      if (url.startsWith('/api/')) expect(reply.headers['cache-control']).toBe('no-store');
    }
    expect((await ask({ url: '/api/v1/cases' })).headers['cache-control']).toBe('no-store');
  });

  it('never take the id of a request from outside', async () => {
    const forged = await ask({ url: '/api/v1/cases', headers: { 'request-id': 'forged', 'x-request-id': 'forged' } });
    expect(forged.headers['x-request-id']).not.toBe('forged');
    expect(problemSchema.parse(forged.json()).requestId).toBe(forged.headers['x-request-id']);
  });
});

describe('figures for the machine', () => {
  it('are given on this machine, not to whom a proxy speaks for, and name no case', async () => {
    await ask({ url: `/api/v1/cases/${world.areas.county}`, headers: world.headersOf('intake') });
    const own = await ask({ url: '/metrics' });
    expect(own.statusCode).toBe(200);
    expect(own.payload).toContain('route="/api/v1/cases/:caseId"');
    expect(own.payload).not.toContain(world.areas.county);
    for (const request of [
      { url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } },
      { url: '/metrics', remoteAddress: '10.0.0.5' },
    ]) {
      expect((await ask(request)).json()).toMatchObject({ code: 'not_found' });
    }
  });
});

describe('a session with something pending', () => {
  it('opens only the doors that settle it', async () => {
    const { modules, platform } = world.app;
    const password = `Pending-${randomBytes(4).toString('hex')}-9`;
    const hash = await modules.access.hashPassword('newcomer', password);
    if (!hash.ok) throw new Error(hash.error.code);
    await store().inTransaction(async (trx) => {
      const personId = await modules.organisation.createPerson(trx, { name: '新来的' });
      await modules.organisation.createPost(trx, {
        personId,
        roleId: 'intake_officer',
        unitId: world.units.intake,
        areaId: world.areas.county,
      });
      await modules.access.createAccountFor(trx, {
        personId,
        signInName: 'newcomer',
        passwordHash: hash.value,
        mustChangePassword: true,
      });
    });
    const entered = await ask({ method: 'POST', url: '/api/v1/session', payload: { signInName: 'newcomer', password } });
    const cookie = entered.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await ask({ url: '/api/v1/cases', headers: { cookie } })).json()).toMatchObject({
      status: 403,
      code: 'password_change_needed',
    });
    expect((await ask({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(200);
    expect(platform.config.adminSecondFactor).toBe('optional');
  });
});

describe('the document of the API', () => {
  it('is served, and a page to browse it', async () => {
    const document = await ask({ url: '/api/openapi.json' });
    expect(document.json<{ openapi: string; paths: object }>()).toMatchObject({ openapi: '3.1.0' });
    expect(Object.keys(document.json<{ paths: object }>().paths)).toContain(ROUTES.cases.getCase.path);
    const page = await ask({ url: '/api/docs/' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    const parts = [...page.payload.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(([, part]) => part ?? '');
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect((await ask({ url: new URL(part, 'http://x/api/docs/').pathname })).statusCode).toBe(200);
  });
});

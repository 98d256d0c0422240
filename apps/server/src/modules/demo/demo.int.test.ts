import { CASE_STATES, evolve, isEnd, unborn, type CaseCore } from '@gridward/core';
import { useTestStore } from '@gridward/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoApp, digestOf, type DemoApp } from '../../testing/demo.fixture.ts';
import { GRIDS_WITHOUT_LEADER } from './organisation/staff.ts';
import { DEMO_PASSWORD, SIGN_INS } from './sign-ins.ts';

/** Seconds of this process's own work: what the machine does besides is not the county's. */
const LOAD_BUDGET_CPU_S = 20;

const store = useTestStore();
let demo: DemoApp;
let loadCpuS = 0;

const rowsOf = async <T>(text: string): Promise<T[]> => (await sql.raw<T>(text).execute(store().db)).rows;

beforeAll(async () => {
  demo = await demoApp(store());
  const before = process.cpuUsage();
  await demo.app.modules.demo.loadIfEmpty();
  const used = process.cpuUsage(before);
  loadCpuS = (used.user + used.system) / 1_000_000;
}, 180_000);
afterAll(() => demo.app.close());

describe('the county', () => {
  test('BP-04 loads within its budget, with two years of closed cases: incidents, disputes and hazards alike', async () => {
    const [counts] = await rowsOf<{ closed: number; days: number }>(
      `select count(*)::integer as closed, (max(reported_at)::date - min(reported_at)::date) as days from case_file where ended_at is not null`,
    );
    expect(loadCpuS).toBeLessThan(LOAD_BUDGET_CPU_S);
    expect(counts?.closed).toBeGreaterThan(4_000);
    expect(counts?.closed).toBeLessThan(6_500);
    expect(counts?.days).toBeGreaterThan(720);
    const families = await rowsOf<{ family: string }>(
      `select distinct left(c.code, 2) as family from case_file f join category c on c.id = f.category_id
       where c.code_system = 'governance' and f.state = 'closed'`,
    );
    expect(families.map(({ family }) => family)).toEqual(expect.arrayContaining(['01', '02']));
  });

  test('everybody signs in with the shown password', async () => {
    for (const { signInName } of SIGN_INS) {
      const reply = await demo.app.http.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { signInName, password: DEMO_PASSWORD },
      });
      const { pending } = reply.json<{ pending: string }>();
      expect({ signInName, status: reply.statusCode, pending }).toEqual({ signInName, status: 200, pending: 'none' });
    }
  });

  test('the sign-in page is told how to get in', async () => {
    const reply = await demo.app.http.inject({ method: 'GET', url: '/api/v1/demo' });
    const { active, signIns } = reply.json<{ active: boolean; signIns: { signInName: string; password: string }[] }>();
    expect(active).toBe(true);
    expect(signIns.map(({ signInName }) => signInName)).toEqual(SIGN_INS.map(({ signInName }) => signInName));
    expect(new Set(signIns.map(({ password }) => password))).toEqual(new Set([DEMO_PASSWORD]));
  });

  test('every grid has one answerable leader, except where a gap is meant', async () => {
    const grids = await rowsOf<{ id: string; ordinal: number }>(
      `select id, ordinal from area where level = 'grid' order by ordinal`,
    );
    const without: number[] = [];
    for (const [index, { id }] of grids.entries()) {
      if ((await demo.app.modules.organisation.leaderOf(id)) === null) without.push(index);
    }
    expect(grids).toHaveLength(60);
    expect(without).toEqual(GRIDS_WITHOUT_LEADER);
  });

  test('every matter has somebody who leads, and each street its own where the list says so', async () => {
    const headers = await demo.signIn('system');
    const reply = await demo.app.http.inject({ method: 'GET', url: '/api/v1/responsibility/conflicts', headers });
    const { items } = reply.json<{ items: { kind: string }[] }>();
    expect({ status: reply.statusCode, items }).toEqual({ status: 200, items: [] });
  });
});

describe('its open cases', () => {
  test('stand in every open state, in time and overdue, with every kind of request', async () => {
    const states = await rowsOf<{ state: string; count: number }>(
      `select state, count(*)::integer from case_file where ended_at is null group by state`,
    );
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(CASE_STATES.filter((state) => !isEnd(state))));
    const total = states.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBeGreaterThan(140);
    expect(total).toBeLessThan(180);
    const requests = await rowsOf<{ open_request: string }>(
      `select distinct open_request from case_file where open_request is not null order by 1`,
    );
    expect(requests.map((row) => row.open_request)).toEqual(['deferral', 'extension', 'return']);
    const [kinds] = await rowsOf<Record<string, number>>(`select
      count(*) filter (where due_at < timestamptz '2026-11-20T02:30:00Z')::integer as overdue,
      count(*) filter (where hazard and body->'core'->>'madeSafeAt' is not null)::integer as safe,
      count(*) filter (where hazard and body->'core'->>'madeSafeAt' is null and state = 'assigned')::integer as unsafe,
      count(*) filter (where reopen_count > 0)::integer as reopened, count(*) filter (where rework_count > 0)::integer as reworked,
      count(*) filter (where sealed_reporter)::integer as sealed from case_file where ended_at is null`);
    for (const [kind, count] of Object.entries(kinds ?? {})) expect({ kind, some: count > 1 }).toEqual({ kind, some: true });
  });

  test('each have an owner and a clock, and the platform finds nothing left to do', async () => {
    const lost = await rowsOf(
      `select id from case_file where ended_at is null and (owner_unit_id is null or clock_kind is null or due_at is null)`,
    );
    expect(lost).toEqual([]);
    expect((await demo.app.modules.cases.tick()).moved).toBe(0);
  });

  test('show what was found and what was done about it', async () => {
    const [photo] = await rowsOf<{ id: string }>(
      `select a.id from attachment a join case_file f on f.id = a.case_id where a.purpose = 'after' and f.ended_at is null order by a.id limit 1`,
    );
    const reply = await demo.app.http.inject({
      method: 'GET',
      url: `/api/v1/attachments/${photo?.id}/preview`,
      headers: await demo.signIn('leader'),
    });
    expect({ status: reply.statusCode, type: reply.headers['content-type'] }).toEqual({ status: 200, type: 'image/jpeg' });
  });

  test('hide numbers that a report named, and keep them in the vault', async () => {
    const shown = await rowsOf<{ id: string }>(`select id from case_file where description ~ '138000001'`);
    const [kept] = await rowsOf<{ count: number }>(
      `select count(*)::integer from reporter_vault where original_text is not null`,
    );
    expect(shown).toEqual([]);
    expect(kept?.count).toBe(3);
  });
});

describe('its journals', () => {
  test('rebuild their cases', async () => {
    const sample = await rowsOf<{ id: string; body: { core: CaseCore } }>(
      `select id, body from case_file order by md5(number) limit 200`,
    );
    for (const { id, body } of sample) {
      const events = await rowsOf<{ facts: { set: Record<string, unknown> } }>(
        `select facts from case_event where case_id = '${id}' order by seq`,
      );
      expect(events.reduce((core, { facts }) => evolve(core, { set: facts.set }), unborn(id))).toEqual(body.core);
    }
  });

  test('are chained without a break', async () => {
    const breaks = await rowsOf(`select case_id, seq from (
      select case_id, seq, previous_hash, lag(hash, 1, ''::bytea) over (partition by case_id order by seq) as before,
             row_number() over (partition by case_id order by seq) as place from case_event) chain
      where previous_hash <> before or place <> seq`);
    expect(breaks).toEqual([]);
    const loose = await rowsOf(
      `select f.id from case_file f where encode((select hash from case_event e where e.case_id = f.id order by seq desc limit 1), 'hex') <> f.body->>'journalHash'`,
    );
    expect(loose).toEqual([]);
  });
});

describe('a reset', () => {
  test('is not for everybody', async () => {
    const reply = await demo.app.http.inject({
      method: 'POST',
      url: '/api/v1/system/demonstration/reset',
      payload: {},
      headers: await demo.signIn('dispatch'),
    });
    expect(reply.statusCode).toBe(403);
  });

  test('gives the same county again, whatever was done in between', async () => {
    const before = await digestOf(store());
    await sql`update case_file set description = 'changed'`.execute(store().db);
    const reply = await demo.app.http.inject({
      method: 'POST',
      url: '/api/v1/system/demonstration/reset',
      payload: {},
      headers: await demo.signIn('system'),
    });
    const counts = reply.json<{ areas: number; units: number; cases: number }>();
    expect(reply.statusCode).toBe(200);
    expect(Math.min(counts.areas, counts.units, counts.cases)).toBeGreaterThan(50);
    expect(await digestOf(store())).toEqual(before);
    const signedIn = await demo.signIn('intake');
    const list = await demo.app.http.inject({ method: 'GET', url: '/api/v1/cases?limit=1', headers: signedIn });
    expect(list.statusCode).toBe(200);
  }, 180_000);
});

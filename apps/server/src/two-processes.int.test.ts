import { randomBytes } from 'node:crypto';
import type { CaseMoved } from '@gridward/contract';
import { DAY_MS } from '@gridward/core';
import { openStore, type Store } from '@gridward/db';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import PgBoss from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type App } from './app.ts';
import { testConfig } from './testing/host.fixture.ts';
import { createWorld, EAST, value, type World } from './testing/world.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
let secondStore: Store;
let second: App;
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds(1) });
  const { databaseUrl, dataDir, schema } = store();
  secondStore = await openStore({ databaseUrl, dataDir, schema });
  second = await buildApp(
    { ...testConfig(dataDir), logLevel: 'silent' },
    { store: secondStore, clock, ids: countingIds(2), randomBytes },
  );
  await Promise.all([world.app.modules.prepare(), second.modules.prepare()]);
});
afterAll(async () => {
  await second.close();
  await secondStore.close();
  await world.close();
});

const apps = (): App[] => [world.app, second];
const tickEverywhere = () => Promise.all(apps().flatMap((app) => [app.modules.cases.tick(), app.modules.cases.tick()]));
async function deliverEverywhere(): Promise<void> {
  for (;;) {
    const counts = await Promise.all(apps().map((app) => app.modules.notify.outbox.deliver()));
    if (counts.every((count) => count === 0)) return;
  }
}
const journalOf = (caseId: string) =>
  store().db.selectFrom('case_event').select(['verb', 'seq']).where('case_id', '=', caseId).orderBy('seq').execute();
async function noticesOf(caseId: string): Promise<string[]> {
  const rows = await store().db.selectFrom('notice').select('kind').where('case_id', '=', caseId).execute();
  return rows.map(({ kind }) => kind).sort();
}

async function dispatched(): Promise<CaseMoved> {
  const { categoryId, rowId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position: EAST };
  const { id, version } = value(await world.as('intake').reportCase({ body })).case;
  const params = { caseId: id };
  const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
  return value(
    await world
      .as('dispatcher')
      .dispatch({ params, body: { version: filed.version, payload: { leadUnitId: world.units.sanitation } } }),
  );
}

describe('two server processes on one database', () => {
  it('JY-39 mark a breach once, tell the unit and the one above it once, and remind once a clock', async () => {
    const cases = await Promise.all([dispatched(), dispatched(), dispatched()]);
    const { id: reviewed, version: dispatchedAt } = await dispatched();
    const params = { caseId: reviewed };
    const taken = value(await world.as('handler').accept({ params, body: { version: dispatchedAt, payload: {} } }));
    const result = { version: taken.version, payload: { result: '已清运' } };
    value(await world.as('handler').submit_result({ params, body: result }));
    await deliverEverywhere();
    const [{ clock: running }] = cases;
    const limitMs = Date.parse(running?.dueAt ?? '') - clock.now();
    expect(limitMs).toBeGreaterThan(0);
    await world.pass(limitMs * 0.9);
    await tickEverywhere();
    await tickEverywhere();
    await deliverEverywhere();
    for (const { id } of cases) expect(await noticesOf(id)).toEqual(['assigned', 'due_soon']);
    await world.pass(limitMs * 0.2);
    await tickEverywhere();
    await tickEverywhere();
    await deliverEverywhere();
    for (const { id, version } of cases) {
      expect((await journalOf(id)).map(({ verb }) => verb).filter((verb) => verb === 'breach')).toHaveLength(1);
      expect((await journalOf(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: version + 1 }, (_, i) => i + 1));
      expect(await noticesOf(id)).toEqual(['assigned', 'breached', 'due_soon', 'escalated']);
    }
    // Whoever reviews has a clock, too: the dispatch desk was to confirm the result.
    expect(await noticesOf(reviewed)).toEqual(expect.arrayContaining(['breached', 'escalated']));
  });

  it('PT-08 let a return that nobody ruled on lapse once', async () => {
    const { id, version } = await dispatched();
    const payload = { reason: '不属于我所职责', evidence: '权责清单第三条', counterUnitId: world.units.greening };
    value(await world.as('handler').request_return({ params: { caseId: id }, body: { version, payload } }));
    await world.pass(4 * DAY_MS);
    await tickEverywhere();
    await tickEverywhere();
    const verbs = (await journalOf(id)).map(({ verb }) => verb);
    expect(verbs.filter((verb) => verb === 'lapse_return')).toHaveLength(1);
    expect(value(await world.as('shift').getCase({ params: { caseId: id } })).owner?.unit.name).toBe('综合兜底科');
  });

  it('send a message to a reporter once', async () => {
    for (const app of apps()) app.platform.demonstration.active = true;
    const { categoryId } = await world.matter('0110');
    const body = {
      description: '请回复我',
      categoryId,
      channel: 'hotline',
      position: EAST,
      reporter: { phone: '13812345678', replyChannel: 'sms' as const },
    };
    const { id } = value(await world.as('intake').reportCase({ body })).case;
    for (let i = 0; i < 5; i += 1)
      value(await world.as('intake').sendMessage({ params: { caseId: id }, body: { to: 'reporter', body: `第 ${i} 次回复` } }));
    await deliverEverywhere();
    const sent = await store()
      .db.selectFrom('outgoing_message')
      .select(['id', 'body', 'state'])
      .where('case_id', '=', id)
      .execute();
    expect(sent.map(({ body: text }) => text).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `第 ${i} 次回复`));
    expect(new Set(sent.map(({ state }) => state))).toEqual(new Set(['captured']));
  });

  it('answer a command that reaches both at once with one effect', async () => {
    const { id, version } = await dispatched();
    const url = `/api/v1/cases/${id}/accept`;
    const headers = { ...world.headersOf('handler'), 'idempotency-key': '0192f000-0000-7000-8000-00000000beef' };
    const replies = await Promise.all(
      apps().map((app) => app.http.inject({ method: 'POST', url, headers, payload: { version, payload: {} } })),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(replies[0]?.json()).toEqual(replies[1]?.json());
    expect((await journalOf(id)).filter(({ verb }) => verb === 'accept')).toHaveLength(1);
  });

  it('hold one tick up by no case that cannot be moved', async () => {
    const [stuck, free] = [await dispatched(), await dispatched()];
    await store()
      .db.updateTable('case_file')
      .set({ standard_row_id: null, body: '{"core":null}' })
      .where('id', '=', stuck.id)
      .execute();
    await world.pass(10 * DAY_MS);
    await world.app.modules.cases.tick();
    expect((await journalOf(free.id)).map(({ verb }) => verb)).toContain('breach');
    await store()
      .db.updateTable('case_file')
      .set({ breach_marked_at: new Date(clock.now()) })
      .where('id', '=', stuck.id)
      .execute();
  });
});

describe('two job boards on one database', () => {
  it('start at the same moment, and run what is due on one of them, without a heap of what came due meanwhile', async () => {
    const runs: string[] = [];
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const [name, app] of [
      ['first', world.app],
      ['second', second],
    ] as const) {
      const run = async (): Promise<string> => {
        const count = runs.push(name);
        await isReleased;
        return String(count);
      };
      app.jobs.add({ name: 'test.slot', cron: '0 0 1 1 *', run });
    }
    await Promise.all(apps().map((app) => app.jobs.start()));
    const sender = new PgBoss({
      db: { executeSql: (text, values) => store().owner.query(text, values) },
      schema: `${store().schema}_jobs`,
      supervise: false,
      schedule: false,
    });
    await sender.start();
    try {
      const bothLooked = () => new Promise((resolve) => setTimeout(resolve, 6_000));
      await sender.send('test.slot', {});
      await expect.poll(() => runs.length, { timeout: 20_000, interval: 200 }).toBe(1);
      for (let i = 0; i < 3; i += 1) await sender.send('test.slot', {});
      await bothLooked();
      expect(runs).toHaveLength(1);
      release();
      await expect.poll(() => runs.length, { timeout: 20_000, interval: 200 }).toBe(2);
      await bothLooked();
      expect(runs).toHaveLength(2);
      const states = await second.jobs.states();
      expect(states.find(({ name }) => name === 'test.slot')).toMatchObject({ lastOutcome: 'done', detail: '2' });
    } finally {
      await sender.stop();
      await Promise.all(apps().map((app) => app.jobs.stop()));
    }
  }, 60_000);
});

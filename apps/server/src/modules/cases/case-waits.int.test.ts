import { DAY_MS, HOUR_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWork } from '../../testing/command.fixture.ts';
import { createWorld, EAST, value, WEST, WORLD_ROLES, type World, type WorldRole } from '../../testing/world.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
const work = createWork(() => world);

/** Something of everything that can wait, in the east and in the west. */
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds(17) });
  for (const place of [EAST, WEST]) {
    await work.report(place);
    await work.disputed(place);
    await work.deferred(place, new Date(clock.now() + 60 * DAY_MS).toISOString());
    const { id, version } = await work.dispatched(place);
    const params = { caseId: id };
    const accepted = value(await world.as('handler').accept({ params, body: { version, payload: {} } }));
    const payload = { accountId: world.accounts.handler };
    value(await world.as('handler').assign({ params, body: { version: accepted.version, payload } }));
    for (let i = 0; i < 3; i += 1) await work.closed(place);
  }
  await taken();
  await supported();
  await orders();
  await world.pass(DAY_MS);
  await store().inTransaction((trx) => world.app.modules.secondChecks.draw(trx));
  await world.pass(40 * DAY_MS);
});
afterAll(() => world.close());

async function taken(): Promise<void> {
  const { id, version } = await work.report(EAST);
  value(await world.as('intake').take({ params: { caseId: id }, body: { version, payload: {} } }));
}

async function supported(): Promise<void> {
  const { rowId } = await world.matter('0110');
  const { id, version } = await work.report(WEST);
  const params = { caseId: id };
  const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
  const payload = { leadUnitId: world.units.sanitation, supportingUnitIds: [world.units.greening] };
  value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
}

async function orders(): Promise<void> {
  for (const place of [EAST, WEST]) {
    await work.supervised(await work.dispatched(place), clock.now() + HOUR_MS);
    const made = await work.dispatched(place);
    const orderId = await work.supervised(made, clock.now() + HOUR_MS);
    value(await world.as('handler').replySupervision({ params: { caseId: made.id, orderId }, body: { reply: '已安排' } }));
  }
}

type Place = { readonly areaId?: string };

/** What each page lists for somebody at a place, counted row by row. */
async function listed(role: WorldRole, at: Place) {
  const api = world.as(role);
  const cases = async (query: object): Promise<number> =>
    value(await api.listCases({ query: { ...query, ...at, order: 'due', limit: 200 } })).items.length;
  const { queues, requests } = value(await api.countQueues({ query: at }));
  const answer = value(await api.listOrders({ query: { ...at, view: 'answer' } })).items;
  const given = value(await api.listOrders({ query: { ...at, view: 'given' } })).items;
  const ledger = value(await api.listDeferrals({ query: at })).items;
  const checks = await api.listSecondChecks({ query: at });
  const desk = await api.getUnitDesk({ query: at });
  return {
    queues: await Promise.all(queues.map(async ({ state }) => [state, await cases({ state, free: 'true' })])),
    requests: await Promise.all(requests.map(async ({ kind }) => [kind, await cases({ request: kind })])),
    mine: [await cases({ mine: 'true' }), await cases({ mine: 'true', lamp: 'red' })],
    secondChecks: checks.ok ? checks.value.items.length : 0,
    deferralReviews: ledger.filter(({ reviewOverdue, mayReview }) => reviewOverdue && mayReview).length,
    orders: answer.length + given.filter(({ maySettle }) => maySettle).length,
    overdueOrders: answer.filter(({ state }) => state === 'overdue').length,
    owedParts: desk.ok ? desk.value.parts.length : 0,
  };
}

async function counted(role: WorldRole, at: Place): ReturnType<typeof listed> {
  const found = value(await world.as(role).countQueues({ query: at }));
  return {
    queues: found.queues.map(({ state, count }) => [state, count]),
    requests: found.requests.map(({ kind, count }) => [kind, count]),
    mine: [found.mine.count, found.mine.overdue],
    secondChecks: found.secondChecks.count,
    deferralReviews: found.deferralReviews.count,
    orders: found.orders.count,
    overdueOrders: found.orders.overdue,
    owedParts: found.owedParts.count,
  };
}

describe('what waits for somebody', () => {
  it.each(Object.keys(WORLD_ROLES) as WorldRole[])('is what the pages list, for %s, everywhere and at a place', async (role) => {
    const { eastStreet, westStreet } = world.areas;
    for (const at of [{}, { areaId: eastStreet }, { areaId: westStreet }])
      expect([at, await counted(role, at)]).toEqual([at, await listed(role, at)]);
  });

  it('has something of everything, and less of it at a place', async () => {
    const { eastStreet } = world.areas;
    const both = async (role: WorldRole) => [await counted(role, {}), await counted(role, { areaId: eastStreet })] as const;
    const [handler, handlerEast] = await both('handler');
    expect([handler.mine, handlerEast.mine, handler.orders, handlerEast.orders]).toEqual([[2, 2], [1, 1], 2, 1]);
    const [dispatcher, dispatcherEast] = await both('dispatcher');
    expect([dispatcher.deferralReviews, dispatcherEast.deferralReviews]).toEqual([2, 1]);
    const [leader, leaderEast] = await both('leader');
    expect([leader.orders, leaderEast.orders, leader.overdueOrders]).toEqual([2, 1, 0]);
    const [greening, greeningEast] = await both('otherHandler');
    expect([greening.owedParts, greeningEast.owedParts]).toEqual([1, 0]);
    expect((await counted('otherVerifier', {})).secondChecks).toBeGreaterThan(0);
    expect((await counted('intake', {})).mine[0]).toBe(1);
  });

  it('BS-05 DC-06 lies together for somebody with several posts', async () => {
    const account = store().db.selectFrom('account').select('person_id').where('id', '=', world.accounts.otherHandler);
    const { person_id: personId } = await account.executeTakeFirstOrThrow();
    const post = { personId, roleId: 'unit_staff', unitId: world.units.sanitation, areaId: null };
    await store().inTransaction((trx) => world.app.modules.organisation.createPost(trx, post));
    await world.pass(5 * 60_000);
    const both = await counted('otherHandler', {});
    // The orders of one unit, and what the other owes.
    expect([both.orders, both.owedParts]).toEqual([2, 1]);
    expect(both).toEqual(await listed('otherHandler', {}));
  });

  it('counts nothing at a place that does not exist', async () => {
    const found = await counted('shift', { areaId: '00000000-0000-4000-8000-000000000000' });
    expect(found).toMatchObject({ queues: [], requests: [], mine: [0, 0], secondChecks: 0, deferralReviews: 0, orders: 0 });
  });
});

import { HOUR_MS, MINUTE_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';
import { createWork, type MadeCase } from '../../../testing/command.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
const work = createWork(() => world);
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
});
afterAll(() => world.close());

const tick = () => world.app.modules.command.tick();
const deliver = () => world.app.modules.notify.outbox.deliver();

async function noticesOn({ id }: MadeCase): Promise<string[]> {
  await deliver();
  const rows = await store()
    .db.selectFrom('notice')
    .select(['kind', 'unit_id', 'account_id'])
    .where('case_id', '=', id)
    .execute();
  const units = Object.entries(world.units);
  const accounts = Object.entries(world.accounts);
  return rows
    .filter(({ kind }) => kind.startsWith('supervision'))
    .map(({ kind, unit_id, account_id }) => {
      const [unit] = units.find(([, id]) => id === unit_id) ?? [];
      const [account] = accounts.find(([, id]) => id === account_id) ?? [];
      return `${kind} ${unit ?? account ?? ''}`;
    })
    .toSorted();
}

const orders = async (role: WorldRole, query: { view?: 'given' | 'answer' | 'reach'; overdue?: 'true'; settled?: 'true' }) =>
  value(await world.as(role).listOrders({ query }));

describe('an order of supervision (SX-11)', () => {
  it('reminds, then tells whoever asked and the unit above, each once, however many processes look', async () => {
    const made = await work.dispatched(EAST);
    await work.supervised(made, clock.now() + HOUR_MS);
    await tick();
    expect(await noticesOn(made)).toEqual(['supervision sanitation']);
    clock.advance(50 * MINUTE_MS);
    const early = await Promise.all([tick(), tick()]);
    expect(early.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
    expect(await noticesOn(made)).toEqual(['supervision sanitation', 'supervision_due sanitation']);
    clock.advance(20 * MINUTE_MS);
    const late = await Promise.all([tick(), tick(), tick()]);
    expect(late.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(1);
    await tick();
    expect(await noticesOn(made)).toEqual([
      'supervision sanitation',
      'supervision_due sanitation',
      'supervision_late government',
      'supervision_late leader',
    ]);
    await world.pass(2 * HOUR_MS);
    expect((await orders('leader', { view: 'given', overdue: 'true' })).items).toMatchObject([
      { state: 'overdue', case: { id: made.id } },
    ]);
  });

  it('JY-23 is answered, found wanting, asked anew and accepted; the first question is then settled', async () => {
    const made = await work.dispatched(WEST);
    const orderId = await work.supervised(made, clock.now() + HOUR_MS);
    const params = { caseId: made.id, orderId };
    expect(refusal(await world.as('leader').settleOrder({ params, body: {} }))).toBe('wrong_state');
    value(await world.as('handler').replySupervision({ params, body: { reply: '正在处理' } }));
    expect(await noticesOn(made)).toContain('supervision_answered leader');
    const dueAt = new Date(clock.now() + 2 * HOUR_MS).toISOString();
    const again = value(await world.as('leader').askOrderAgain({ params, body: { text: '请写明完成时间', dueAt } }));
    expect(refusal(await world.as('shift').settleOrder({ params, body: {} }))).toBe('already_so');
    const owed = (await orders('handler', { view: 'answer' })).items.find(({ id }) => id === again.id);
    expect(owed).toMatchObject({ state: 'waiting', follows: orderId, mayAnswer: true, maySettle: false });
    const next = { caseId: made.id, orderId: again.id };
    value(await world.as('handler').replySupervision({ params: next, body: { reply: '今日17时完成' } }));
    value(await world.as('leader').settleOrder({ params: next, body: {} }));
    const settled = (await orders('leader', { settled: 'true' })).items.map(({ id }) => id);
    expect(settled).toEqual(expect.arrayContaining([orderId, again.id]));
    const { db } = store();
    const audit = await db.selectFrom('supervision_order').select('settled_by').where('id', '=', again.id).execute();
    expect(audit).toEqual([{ settled_by: world.accounts.leader }]);
  });

  it('may be asked of a desk, whose people answer although they handle nothing', async () => {
    const made = await work.report(EAST);
    const orderId = await work.supervised(made, clock.now() + HOUR_MS);
    const params = { caseId: made.id, orderId };
    expect(refusal(await world.as('dispatcher').replySupervision({ params, body: { reply: '不是我们的' } }))).toBe('not_owner');
    value(await world.as('intake').replySupervision({ params, body: { reply: '马上受理' } }));
  });

  it('shows nobody an order outside the reach, and lets nobody settle one there', async () => {
    const made = await work.dispatched(WEST);
    const orderId = await work.supervised(made, clock.now() + HOUR_MS);
    value(await world.as('handler').replySupervision({ params: { caseId: made.id, orderId }, body: { reply: '完成' } }));
    const seen = async (role: WorldRole) => (await orders(role, {})).items.some(({ id }) => id === orderId);
    expect([await seen('westStreet'), await seen('eastStreet'), await seen('otherHandler')]).toEqual([true, false, false]);
    const settle = world.as('eastStreet').settleOrder({ params: { caseId: made.id, orderId }, body: {} });
    expect(refusal(await settle)).toBe('not_found');
  });

  it('offers to settle only to who may: supervising elsewhere is not enough', async () => {
    const made = await work.dispatched(WEST);
    const orderId = await work.supervised(made, clock.now() + HOUR_MS);
    value(await world.as('handler').replySupervision({ params: { caseId: made.id, orderId }, body: { reply: '完成' } }));
    await store().inTransaction(async (trx) => {
      const account = trx.selectFrom('account').select('person_id').where('id', '=', world.accounts.otherVerifier);
      const { person_id: personId } = await account.executeTakeFirstOrThrow();
      const post = { personId, roleId: 'shift_leader', unitId: world.units.greening, areaId: null } as const;
      await world.app.modules.organisation.createPost(trx, post);
    });
    await world.pass(5 * MINUTE_MS);
    const offered = async (role: WorldRole) => (await orders(role, {})).items.find(({ id }) => id === orderId)?.maySettle;
    expect([await offered('leader'), await offered('otherVerifier')]).toEqual([true, false]);
    const settle = world.as('otherVerifier').settleOrder({ params: { caseId: made.id, orderId }, body: {} });
    expect(refusal(await settle)).toBe('not_permitted');
  });

  it('does not escalate what ended without an answer', async () => {
    const made = await work.dispatched(EAST);
    await work.supervised(made, clock.now() + HOUR_MS);
    const { version } = value(await world.as('leader').getCase({ params: { caseId: made.id } }));
    const payload = { reason: '拆迁范围', explanation: '该处即将拆除' };
    value(await world.as('leader').force_close({ params: { caseId: made.id }, body: { version, payload } }));
    await world.pass(2 * HOUR_MS);
    await tick();
    expect(await noticesOn(made)).toEqual(['supervision sanitation']);
  });
});

describe('the usual dates', () => {
  it('are today 17:00 while there is time, tomorrow noon, and three working days', async () => {
    const items = value(await world.as('leader').suggestOrderDates({})).items;
    const choices = items.map(({ choice }) => choice);
    expect(choices).toEqual(expect.arrayContaining(['tomorrow', 'three_days']));
    const tomorrow = items.find(({ choice }) => choice === 'tomorrow');
    expect(tomorrow?.dueAt).toBe('2026-05-12T04:00:00.000Z');
  });
});

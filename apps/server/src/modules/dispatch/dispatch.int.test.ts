import type { CaseMoved, RulingBrief, StaffVerb } from '@gridward/contract';
import { DAY_MS, type Uuid } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photoOf } from '../../testing/photo.fixture.ts';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../testing/world.fixture.ts';

const START = '2026-05-11T01:00:00Z';
const clock = fakeClock(START);
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
});
afterAll(() => world.close());

type Send = (input: {
  params: { caseId: Uuid };
  body: { version: number; payload: unknown };
}) => Promise<{ ok: true; value: CaseMoved } | { ok: false; problem: { code: string; rule?: string } }>;
const act = async (role: WorldRole, moved: CaseMoved, verb: StaffVerb, payload: object = {}): Promise<CaseMoved> => {
  const send = world.as(role)[verb] as unknown as Send;
  const answer = await send({ params: { caseId: moved.id }, body: { version: moved.version, payload } });
  if (!answer.ok) throw new Error(`${verb}: ${answer.problem.code} ${answer.problem.rule ?? ''}`);
  return answer.value;
};

const filed = async (position = EAST, code = '0110'): Promise<CaseMoved> => {
  const { categoryId, rowId } = await world.matter(code);
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position };
  const reported = value(await world.as('intake').reportCase({ body })).case;
  const registered = await act('intake', reported, 'register');
  return act('shift', registered, 'file', { standardRowId: rowId });
};
const dispatched = async (leadUnitId: Uuid, more: object = {}, position = EAST): Promise<CaseMoved> =>
  act('dispatcher', await filed(position), 'dispatch', { leadUnitId, ...more });

describe('the load of each unit', () => {
  it('FR-29 equals an independent count of the cases in hand, due today and overdue', async () => {
    await dispatched(world.units.sanitation);
    const second = await dispatched(world.units.sanitation);
    await act('handler', await act('handler', second, 'accept'), 'submit_result', { result: '已清运' });
    await dispatched(world.units.sanitation);
    const { items } = value(await world.as('dispatcher').listUnitLoads({}));
    const load = items.find(({ unit }) => unit.id === world.units.sanitation);
    const behind = { leadUnitId: world.units.sanitation, state: 'assigned,handling,deferred' };
    const listed = async (more: object): Promise<number> =>
      value(await world.as('dispatcher').listCases({ query: { ...behind, ...more } })).items.length;
    expect([await listed({}), await listed({ lamp: 'red' })]).toEqual([load?.open, load?.overdue]);
    const open = await store()
      .db.selectFrom('case_file')
      .select('due_at')
      .where('lead_unit_id', '=', world.units.sanitation)
      .where('state', 'in', ['assigned', 'handling', 'deferred'])
      .execute();
    expect(open.length).toBe(2);
    expect(load).toMatchObject({ open: open.length, overdue: 0, finished: 1, medianHours: 0 });
    expect(items.find(({ unit }) => unit.id === world.units.greening)).toMatchObject({ open: 0, medianHours: null, alarm: null });
    await world.pass(40 * DAY_MS);
    const later = value(await world.as('dispatcher').listUnitLoads({})).items.find(
      ({ unit }) => unit.id === world.units.sanitation,
    );
    expect(later).toMatchObject({ open: 2, overdue: 2, dueToday: 0, finished: 0 });
    expect([await listed({ lamp: 'red' }), await listed({ due: 'today' })]).toEqual([2, 0]);
  });

  it('is shown to nobody who may not dispatch', async () => {
    for (const role of ['handler', 'verifier', 'contractor', 'leader'] as const)
      expect(refusal(await world.as(role).listUnitLoads({}))).toBe('not_permitted');
  });
});

describe('the measured accuracy of suggestions', () => {
  it('counts a dispatch by the place at which the chosen unit stood before its case taught anything', async () => {
    await world.app.modules.dispatch.judgeSuggestions();
    const before = value(await world.as('dispatcher').getSuggestionRecord({}));
    // Two closed cases teach that sanitation handles this matter here.
    for (let i = 0; i < 2; i += 1) {
      const done = await act(
        'handler',
        await act('handler', await dispatched(world.units.sanitation), 'accept'),
        'submit_result',
        {
          result: '已清运',
        },
      );
      const checked = await act('verifier', await act('dispatcher', done, 'confirm_result'), 'check_pass', { finding: '已清理' });
      await act('shift', checked, 'close', { closureKind: 'solved', explanation: '垃圾已清运' });
    }
    await world.app.modules.dispatch.judgeSuggestions();
    const idle = value(await world.as('dispatcher').getSuggestionRecord({}));
    expect(idle.shown.judged).toBe(before.shown.judged);
    await dispatched(world.units.sanitation);
    await dispatched(world.units.greening);
    expect(await world.app.modules.dispatch.judgeSuggestions()).toBe(2);
    expect(await world.app.modules.dispatch.judgeSuggestions()).toBe(0);
    const after = value(await world.as('dispatcher').getSuggestionRecord({}));
    expect(after.learned.judged - idle.learned.judged).toBe(2);
    expect(after.learned.first - idle.learned.first).toBe(1);
    expect(after.learned.amongThree - idle.learned.amongThree).toBe(1);
    const kept = await store().db.selectFrom('suggestion_judgement').select(['learned_place', 'unit_id']).execute();
    expect(after.learned.first).toBe(kept.filter(({ learned_place }) => learned_place === 1).length);
    expect(kept.find(({ unit_id }) => unit_id === world.units.greening)?.learned_place).toBeNull();
  });
});

describe('equal cases', () => {
  it('are grouped by matter, street and suggested lead; what lies elsewhere stands apart', async () => {
    const first = await filed();
    const second = await filed();
    const west = await filed(WEST);
    const taken = await act('dispatcher', await filed(), 'take');
    const { groups } = value(await world.as('dispatcher').listDispatchGroups({ query: {} }));
    const group = groups.find(({ cases }) => cases.some(({ id }) => id === first.id));
    expect(group?.cases.map(({ id }) => id).toSorted()).toEqual([first.id, second.id, taken.id].toSorted());
    expect(group?.area.name).toBe('东街道');
    const { categoryId } = await world.matter('0110');
    const shown = await world.app.modules.catalogue.suggestUnits({
      categoryId,
      areaId: world.areas.eastGrid,
      at: clock.now(),
      limit: 5,
    });
    expect(group?.lead.id).toBe(world.units.sanitation);
    expect(shown[0]?.unitId).toBe(group?.lead.id);
    expect(groups.find(({ cases }) => cases.some(({ id }) => id === west.id))?.area.name).toBe('西街道');
    expect(refusal(await world.as('eastStreet').listDispatchGroups({ query: {} }))).toBe('not_permitted');
  });
});

const request = {
  reason: '道路属园林管养',
  evidence: '管养协议第三条',
};

describe('the brief of a ruling', () => {
  it('JD-22 lays both sides, the earlier rulings and what the machine would do before the person who rules', async () => {
    const counterUnitId = world.units.greening;
    const asks = await act('handler', await dispatched(world.units.sanitation), 'request_return', { ...request, counterUnitId });
    const earlier = await act('dispatcher', asks, 'rule_return', {
      granted: true,
      leadUnitId: counterUnitId,
      supportingUnitIds: [world.units.sanitation],
      reason: '归园林',
    });
    const again = await act('handler', await dispatched(world.units.sanitation), 'request_return', { ...request, counterUnitId });
    const brief = value(await world.as('dispatcher').getRulingBrief({ params: { caseId: again.id } }));
    expect(brief.asked).toMatchObject({ unit: { name: '环卫所' }, counterUnit: { name: '园林所' }, evidence: '管养协议第三条' });
    expect(brief.precedents[0]).toMatchObject({ caseId: earlier.id, granted: true, reason: '归园林', sameMatter: true });
    expect(brief.precedents.some(({ caseId }) => caseId === again.id)).toBe(false);
    expect(brief.rows[0]).toMatchObject({
      origin: 'ruling',
      leadUnit: { name: '园林所' },
      supportingUnits: [{ name: '环卫所' }],
      precedent: { id: earlier.id },
    });
    expect(brief.granted).toMatchObject({ refusal: null, owner: { name: '园林所' }, state: 'assigned' });
    expect(brief.refused).toMatchObject({ refusal: null, owner: { name: '环卫所' } });
    expect(brief.refused.mayNot).toContain('request_return');
    const ruled = await act('dispatcher', again, 'rule_return', { granted: true, leadUnitId: counterUnitId, reason: '同前例' });
    expect(ruled.clock?.dueAt).toBe(brief.granted.dueAt);
  });

  it('foretells the deadline of an extension to the minute, and finds rulings on extensions as precedents', async () => {
    const asks = await act(
      'handler',
      await act('handler', await dispatched(world.units.sanitation), 'accept'),
      'request_extension',
      { reason: '等设备' },
    );
    const brief = value(await world.as('dispatcher').getRulingBrief({ params: { caseId: asks.id } }));
    const ruled = await act('dispatcher', asks, 'rule_extension', { granted: true, reason: '设备确实未到' });
    expect(ruled.clock?.dueAt).toBe(brief.granted.dueAt);
    expect(Date.parse(brief.granted.dueAt ?? '')).toBeGreaterThan(Date.parse(brief.refused.dueAt ?? ''));
    const next = await act(
      'handler',
      await act('handler', await dispatched(world.units.sanitation), 'accept'),
      'request_extension',
      { reason: '又等设备' },
    );
    const second = value(await world.as('dispatcher').getRulingBrief({ params: { caseId: next.id } }));
    expect(second.precedents[0]).toMatchObject({ caseId: asks.id, granted: true, reason: '设备确实未到' });
  });

  it('names no precedent that lies outside the reach of the person who rules', async () => {
    const counterUnitId = world.units.greening;
    const asks = async (position: typeof EAST): Promise<CaseMoved> =>
      act('handler', await dispatched(world.units.sanitation, {}, position), 'request_return', { ...request, counterUnitId });
    const east = await act('dispatcher', await asks(EAST), 'rule_return', {
      granted: true,
      leadUnitId: counterUnitId,
      reason: '东',
    });
    const { categoryId } = await world.matter('0110');
    // The row of the list goes back to a case of the other street.
    await store().inTransaction((trx) =>
      world.app.modules.catalogue.addResponsibilities(trx, [
        {
          id: '0192f000-0000-7000-8000-00000000bbbb',
          categoryId,
          areaId: world.areas.westStreet,
          componentOwnerId: null,
          leadUnitId: counterUnitId,
          supportingUnitIds: [],
          legalBasis: null,
          origin: 'ruling',
          precedentCaseId: east.id,
          validFrom: '2026-05-01',
          validTo: null,
          version: 1,
        },
      ]),
    );
    await store().inTransaction(async (trx) => {
      const account = trx.selectFrom('account').select('person_id').where('id', '=', world.accounts.westStreet);
      const { person_id: personId } = await account.executeTakeFirstOrThrow();
      const post = { personId, roleId: 'dispatcher', unitId: null, areaId: world.areas.westStreet } as const;
      await world.app.modules.organisation.createPost(trx, post);
    });
    await world.pass(60_000);
    const west = await asks(WEST);
    const params = { caseId: west.id };
    const row = (brief: RulingBrief) => brief.rows.find(({ area }) => area?.id === world.areas.westStreet);
    expect(row(value(await world.as('dispatcher').getRulingBrief({ params })))?.precedent).toMatchObject({ id: east.id });
    const narrow = value(await world.as('westStreet').getRulingBrief({ params }));
    expect(row(narrow)).toMatchObject({ leadUnit: { id: counterUnitId }, precedent: null });
    expect(JSON.stringify(narrow)).not.toContain(east.number);
  });

  it('is refused without a request, hidden outside the reach and closed to whoever may not rule', async () => {
    const idle = await dispatched(world.units.sanitation);
    const params = { caseId: idle.id };
    expect(refusal(await world.as('dispatcher').getRulingBrief({ params }))).toBe('no_such_request');
    expect(refusal(await world.as('handler').getRulingBrief({ params }))).toBe('not_permitted');
  });
});

const deferred = async (position = EAST): Promise<CaseMoved> => {
  const accepted = await act('handler', await dispatched(world.units.sanitation, {}, position), 'accept');
  const untilAt = new Date(clock.now() + 120 * DAY_MS).toISOString();
  const asked = await act('handler', accepted, 'request_deferral', {
    reason: '等主体工程',
    exitCondition: '验收后恢复',
    untilAt,
  });
  return act('dispatcher', asked, 'rule_deferral', { granted: true, reason: '条件明确' });
};

describe('the deferral ledger', () => {
  it('FR-29 asks for a look every 30 days, puts what nobody looked at on top, and keeps every review', async () => {
    const old = await deferred();
    await world.pass(29 * DAY_MS);
    const young = await deferred(WEST);
    await world.pass(2 * DAY_MS);
    const ledger = value(await world.as('dispatcher').listDeferrals({ query: {} }));
    expect(ledger.items.map((item) => [item.case.id, item.reviewOverdue])).toEqual([
      [old.id, true],
      [young.id, false],
    ]);
    expect(ledger.items[0]).toMatchObject({ exitCondition: '验收后恢复', grantedReason: '条件明确', mayReview: true });
    const params = { caseId: old.id };
    const nextReviewAt = new Date(clock.now() + 20 * DAY_MS).toISOString();
    const body = { finding: '工程已封顶，尚未验收', conditionMet: false };
    const dispatcher = world.as('dispatcher');
    expect(refusal(await dispatcher.reviewDeferral({ params, body: { ...body, nextInDays: 31 } }))).toBe('validation_failed');
    value(await dispatcher.reviewDeferral({ params, body: { ...body, nextInDays: 20 } }));
    const after = value(await dispatcher.listDeferrals({ query: { limit: 1 } }));
    const rest = value(await dispatcher.listDeferrals({ query: { limit: 1, cursor: after.nextCursor ?? '' } }));
    expect([...after.items, ...rest.items].map((item) => item.case.id)).toEqual([old.id, young.id]);
    expect(after.items[0]).toMatchObject({ reviewOverdue: false, nextReviewAt, reviews: [{ finding: '工程已封顶，尚未验收' }] });
  });

  it('keeps no number of anybody that was written into a review', async () => {
    const [first] = value(await world.as('dispatcher').listDeferrals({ query: {} })).items;
    const params = { caseId: first?.case.id ?? '' };
    const body = { finding: '已电话13800138000核实', conditionMet: false, nextInDays: 5 };
    value(await world.as('dispatcher').reviewDeferral({ params, body }));
    const kept = value(await world.as('dispatcher').listDeferrals({ query: {} }));
    expect(JSON.stringify(kept)).toContain('核实');
    expect(JSON.stringify(kept)).not.toContain('13800138000');
  });

  it('shows a street only its own, a unit only its own, and lets neither review', async () => {
    const east = value(await world.as('eastStreet').listDeferrals({ query: {} }));
    expect(east.items.length).toBe(1);
    expect(east.items[0]?.mayReview).toBe(false);
    expect(value(await world.as('handler').listDeferrals({ query: {} })).items.length).toBe(2);
    expect(value(await world.as('otherHandler').listDeferrals({ query: {} })).items).toEqual([]);
    const caseId = east.items[0]?.case.id ?? '';
    const body = { finding: '看过', conditionMet: false, nextInDays: 1 };
    expect(refusal(await world.as('handler').reviewDeferral({ params: { caseId }, body }))).toBe('not_permitted');
  });
});

const photo = async (): Promise<Uuid> => {
  const boundary = 'gridward-test-form';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="photo.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(head),
    await photoOf({ width: 64, height: 48 }),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  photos += 1;
  const headers = {
    ...world.headersOf('handler'),
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'idempotency-key': `0192f000-0000-7000-a000-${String(photos).padStart(12, '0')}`,
  };
  const url = '/api/v1/attachments?purpose=after';
  const reply = await world.app.http.inject({ method: 'POST', url, headers, payload });
  expect(reply.statusCode).toBe(201);
  return reply.json<{ id: Uuid }>().id;
};
let photos = 0;

describe('the desk of a unit', () => {
  it('PT-62 CQ-26 DC-10 lists the parts that a supporting unit still owes, until it reported them', async () => {
    const supported = await dispatched(world.units.sanitation, { supportingUnitIds: [world.units.greening] });
    const owed = value(await world.as('otherHandler').getUnitDesk({ query: {} }));
    expect(owed.parts.map(({ id }) => id)).toEqual([supported.id]);
    expect(owed.units.map(({ name }) => name)).toEqual(['园林所']);
    await act('otherHandler', supported, 'report_part', { result: '已修剪树枝' });
    expect(value(await world.as('otherHandler').getUnitDesk({ query: {} })).parts).toEqual([]);
  });

  it('counts who has how much exactly as the cases say', async () => {
    const mine = await act('handler', await dispatched(world.units.sanitation), 'assign', { accountId: world.accounts.handler });
    const { staff, open } = value(await world.as('handler').getUnitDesk({ query: {} }));
    const rows = await store()
      .db.selectFrom('case_file')
      .select(['owner_account_id'])
      .where('owner_unit_id', '=', world.units.sanitation)
      .where('owner_duty', '=', 'handling')
      .execute();
    expect(mine.owner?.person?.id).toBe(world.accounts.handler);
    expect(open).toBe(rows.length);
    const own = staff.find(({ person }) => person?.id === world.accounts.handler);
    const behind = async (ownerAccountId: string): Promise<number> =>
      value(
        await world
          .as('handler')
          .listCases({ query: { unitId: world.units.sanitation, ownerAccountId, state: 'assigned,handling,deferred' } }),
      ).items.length;
    expect(await behind(world.accounts.handler)).toBe(own?.open);
    expect(await behind('none')).toBe(staff.find(({ person }) => person === null)?.open ?? 0);
    expect(own?.open).toBe(rows.filter(({ owner_account_id }) => owner_account_id === world.accounts.handler).length);
  });

  it('puts the appeal against the delay of a closed case on the pile of rulings, behind what runs out, until it is ruled on', async () => {
    const late = await act('handler', await dispatched(world.units.sanitation), 'accept');
    await world.pass(10 * DAY_MS);
    const done = await act('handler', late, 'submit_result', { result: '已清运' });
    const checked = await act('verifier', await act('dispatcher', done, 'confirm_result'), 'check_pass', { finding: '已清理' });
    const closed = await act('shift', checked, 'close', { closureKind: 'solved', explanation: '垃圾已清运' });
    const asked = await act('handler', closed, 'ask_exemption', { reason: '台风封路' });
    const running = await act('handler', await dispatched(world.units.sanitation), 'accept');
    await act('handler', running, 'request_extension', { reason: '需要大型机械' });
    const pile = async (more: object = {}) =>
      value(
        await world
          .as('dispatcher')
          .listCases({ query: { request: 'return,extension,deferral,exemption', order: 'due', ...more } }),
      );
    const appeals = async (): Promise<number> =>
      value(await world.as('dispatcher').countQueues({ query: {} })).requests.find(({ kind }) => kind === 'exemption')?.count ??
      0;
    const { items } = await pile();
    expect(items.map(({ id }) => id)).toContain(running.id);
    const counted = await world
      .as('dispatcher')
      .countCaseList({ query: { request: 'return,extension,deferral,exemption', order: 'due' } });
    expect(value(counted)).toEqual({ count: items.length, capped: false });
    expect(items.at(-1)).toMatchObject({ id: asked.id, openRequest: 'exemption', clock: null });
    const first = await pile({ limit: items.length - 1 });
    expect((await pile({ cursor: first.nextCursor ?? '' })).items.map(({ id }) => id)).toEqual([asked.id]);
    expect(await appeals()).toBe(1);
    await act('dispatcher', asked, 'rule_exemption', { granted: true, reason: '客观原因成立' });
    expect([await appeals(), (await pile()).items.some(({ id }) => id === asked.id)]).toEqual([0, false]);
  });

  it('keeps photos of before and of after apart', async () => {
    const accepted = await act('handler', await dispatched(world.units.sanitation), 'accept');
    const [before, after] = await Promise.all([photo(), photo()]);
    await act('handler', accepted, 'submit_result', { result: '已清运', photoIds: [after], beforePhotoIds: [before] });
    const { attachments } = value(await world.as('handler').getCase({ params: { caseId: accepted.id } }));
    expect(Object.fromEntries(attachments.map(({ id, purpose }) => [id, purpose]))).toEqual({
      [before]: 'before',
      [after]: 'after',
    });
  });

  it('JD-15 gives a contractor its own tasks and closes everything else: cases, lists, search, statistics', async () => {
    const own = await dispatched(world.units.contractor);
    const others = await dispatched(world.units.greening);
    const contractor = world.as('contractor');
    const listed = value(await contractor.listCases({ query: {} })).items;
    expect(listed.map(({ id }) => id)).toEqual([own.id]);
    expect(value(await contractor.listCases({ query: { q: '垃圾' } })).items.map(({ id }) => id)).toEqual([own.id]);
    expect(refusal(await contractor.getCase({ params: { caseId: others.id } }))).toBe('not_found');
    expect(refusal(await contractor.getJournal({ params: { caseId: others.id } }))).toBe('not_found');
    expect(value(await contractor.getUnitDesk({ query: {} })).open).toBe(1);
    const headers = world.headersOf('contractor');
    const figures = await world.app.http.inject({ method: 'GET', url: '/api/v1/statistics/cases?by=unit', headers });
    expect(figures.statusCode).toBe(403);
    const queues = value(await contractor.countQueues({ query: {} }));
    expect(queues.queues.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    const map = await world.app.http.inject({ method: 'GET', url: '/api/v1/case-tiles/0/0/0', headers });
    const drawn = Object.values(new VectorTile(new PbfReader(map.rawPayload)).layers).map(({ length }) => length);
    expect(drawn).toEqual([1]);
  });
});

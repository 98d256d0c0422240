import type { CaseMoved } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';

const testTime = () => ({ clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), testTime());
});
afterAll(() => world.close());

const report = async (position = EAST, more: object = {}): Promise<CaseMoved> => {
  const { categoryId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放', categoryId, channel: 'hotline', position, ...more };
  return value(await world.as('intake').reportCase({ body })).case;
};

const dispatched = async (supportingUnitIds: readonly string[] = []): Promise<CaseMoved> => {
  const { rowId } = await world.matter('0110');
  const { id } = await report();
  const params = { caseId: id };
  const registered = value(await world.as('intake').register({ params, body: { version: 1, payload: {} } }));
  const filed = value(
    await world.as('shift').file({ params, body: { version: registered.version, payload: { standardRowId: rowId } } }),
  );
  const payload = { leadUnitId: world.units.sanitation, supportingUnitIds: [...supportingUnitIds] };
  return value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
};

type ListCall = Parameters<ReturnType<World['as']>['listCases']>[0]['query'];
const idsOf = async (query: ListCall, role: WorldRole = 'shift'): Promise<string[]> =>
  value(await world.as(role).listCases({ query: { limit: 200, ...query } })).items.map(({ id }) => id);

describe('filters of the list', () => {
  it('keeps to a box, its edges included, and leaves out what has no position', async () => {
    const here = await report({ lng: 120.11, lat: 30.01 });
    const there = await report(WEST);
    const nowhere = await report(EAST, { position: undefined, areaId: world.areas.eastGrid });
    const found = await idsOf({ bbox: '120.11,30.01,120.12,30.02' });
    expect(found).toEqual([here.id]);
    expect(await idsOf({ bbox: '119,29,121,31' })).toEqual(expect.arrayContaining([here.id, there.id]));
    expect(await idsOf({ bbox: '119,29,121,31' })).not.toContain(nowhere.id);
    for (const bbox of ['1,2,3', '5,0,1,2', 'a,b,c,d', '120,,121,31', '0,0,181,3']) {
      expect([bbox, refusal(await world.as('shift').listCases({ query: { bbox } }))]).toEqual([bbox, 'validation_failed']);
    }
  });

  it('lists nearest first on the ground, page by page, equal distances without loss or repetition', async () => {
    // At 30° a degree of longitude is shorter by an eighth: by plain degrees the first would be the farther one.
    const byLng = await report({ lng: 120.1105, lat: 30.09 });
    const byLat = await report({ lng: 120.1, lat: 30.0805 + 0.0005 });
    const same = await Promise.all([1, 2, 3, 4].map(() => report({ lng: 120.19, lat: 30.01 })));
    const near = { nearLng: 120.1, nearLat: 30.09 };
    const [first, second] = await idsOf({ order: 'near', ...near });
    expect([first, second]).toEqual([byLat.id, byLng.id]);
    const closeBy = { nearLng: 120.19, nearLat: 30.01 };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { order: 'near' as const, ...closeBy, limit: 3, ...(cursor === undefined ? {} : { cursor }) };
      const page = value(await world.as('shift').listCases({ query }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 4).toSorted()).toEqual(same.map(({ id }) => id).toSorted());
    expect(seen).toEqual(await idsOf({ order: 'near', ...closeBy }));
    expect(refusal(await world.as('shift').listCases({ query: { order: 'near' } }))).toBe('validation_failed');
    const due = value(await world.as('shift').listCases({ query: { order: 'due', limit: 1 } })).nextCursor ?? '';
    expect(refusal(await world.as('shift').listCases({ query: { order: 'near', ...near, cursor: due } }))).toBe(
      'validation_failed',
    );
  });

  it('counts of a list by distance what that list holds: what ended where it is asked for, and nothing without a place', async () => {
    const ended = await report();
    await report(EAST, { position: undefined, areaId: world.areas.eastGrid });
    const payload = { reason: '不属受理范围', explanation: '请向法院提出' };
    value(await world.as('intake').decline({ params: { caseId: ended.id }, body: { version: 1, payload } }));
    const near = { order: 'near' as const, nearLng: 120.1, nearLat: 30.09 };
    for (const filter of [{}, { state: 'declined' }]) {
      const listed = await idsOf({ ...near, ...filter });
      const counted = value(await world.as('shift').countCaseList({ query: { order: 'near', ...filter } }));
      expect(counted.count).toBe(listed.length);
    }
    expect(await idsOf({ ...near, state: 'declined' })).toEqual([ended.id]);
  });

  it('finds the nearest of all years ring by ring, page by page, without loss or repetition', async () => {
    const place = { lng: 120.1, lat: 30.05 };
    // A few metres, around the edge of the first ring, kilometres, tens of kilometres, and several at one place.
    const apart = [0.00001, 0.0019999, 0.002, 0.0020001, 0.02, 0.02, 0.02, 0.04, 0.3, 9];
    const made: string[] = [];
    for (const degrees of apart) {
      const { id } = await report(place);
      const payload = { reason: '不属受理范围', explanation: '请向法院提出' };
      value(await world.as('intake').decline({ params: { caseId: id }, body: { version: 1, payload } }));
      const at = [id, place.lng, place.lat + degrees];
      await store().owner.query('update case_file set position = point($2, $3) where id = $1', at);
      made.push(id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { order: 'near' as const, nearLng: place.lng, nearLat: place.lat, state: 'declined', limit: 2 };
      const page = value(await world.as('shift').listCases({ query: cursor === undefined ? query : { ...query, cursor } }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const [near, same, far] = [made.slice(0, 4), made.slice(4, 7), made.slice(7)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => made.includes(id))).toEqual([...near, ...same.toSorted(), ...far]);
  });

  it('tells what is due today and this week by the clocks of the deployment, without what is overdue', async () => {
    const [today, tomorrow, late, week] = await Promise.all([report(), report(), report(), report()]);
    const set = (id: string, dueAt: string) => store().owner.query('update case_file set due_at = $2 where id = $1', [id, dueAt]);
    // Nine in the morning in Shanghai: the day ends at 16:00 UTC.
    await set(today.id, '2026-05-11T15:59:59Z');
    await set(tomorrow.id, '2026-05-11T16:00:00Z');
    await set(late.id, '2026-05-11T00:59:59Z');
    await set(week.id, '2026-05-17T15:59:59Z');
    const dueToday = await idsOf({ due: 'today' });
    expect(dueToday).toContain(today.id);
    for (const other of [tomorrow, late, week]) expect(dueToday).not.toContain(other.id);
    const dueThisWeek = await idsOf({ due: 'week', order: 'due' });
    expect(dueThisWeek).toEqual(expect.arrayContaining([today.id, tomorrow.id, week.id]));
    expect(dueThisWeek).not.toContain(late.id);
    await set(week.id, '2026-05-17T16:00:00Z');
    expect(await idsOf({ due: 'week' })).not.toContain(week.id);
  });

  it('tells kinds and hazards apart (JA-20 DC-13)', async () => {
    const plain = await report();
    const hazard = await report(EAST, { hazard: true });
    expect(await idsOf({ hazard: 'true' })).toEqual([hazard.id]);
    expect(await idsOf({ hazard: 'false' })).toContain(plain.id);
    expect(await idsOf({ kind: 'event' })).toContain(plain.id);
    expect(await idsOf({ kind: 'component,service' })).toEqual([]);
    const picture = await world.app.modules.catalogue.picture();
    const thing = picture.matters.find(({ id, kind }) => kind === 'component' && picture.rowsOf(id).length > 0);
    const component = await report(EAST, { categoryId: thing?.id });
    expect(await idsOf({ kind: 'component' })).toEqual([component.id]);
    expect(await idsOf({ kind: 'event' })).not.toContain(component.id);
  });

  it('counts as repeated what was reopened, repeats another case or was joined by a duplicate', async () => {
    const [first, joined] = [await report(), await report()];
    const repeat = await report(EAST, { repeatOf: first.id });
    const duplicate = await report();
    const merge = { version: 1, payload: { intoCaseId: joined.id } };
    value(await world.as('intake').merge({ params: { caseId: duplicate.id }, body: merge }));
    const reopened = await report();
    await store().owner.query('update case_file set reopen_count = 1 where id = $1', [reopened.id]);
    const repeated = await idsOf({ repeated: 'true' });
    expect(repeated.toSorted()).toEqual([repeat.id, joined.id, reopened.id].toSorted());
    const others = await idsOf({ repeated: 'false' });
    expect(others).toEqual(expect.arrayContaining([first.id, duplicate.id]));
    expect(others.filter((id) => repeated.includes(id))).toEqual([]);
  });

  it('finds what waits for the answer to a supervision order (BS-14)', async () => {
    const { id } = await dispatched();
    const params = { caseId: id };
    const body = { text: '今天办结', dueAt: '2026-05-12T10:00:00Z' };
    const order = value(await world.as('leader').orderSupervision({ params, body }));
    for (const role of ['shift', 'dispatcher'] as const) expect(await idsOf({ supervised: 'true' }, role)).toEqual([id]);
    expect(await idsOf({ supervised: 'false' })).not.toContain(id);
    value(await world.as('handler').replySupervision({ params: { caseId: id, orderId: order.id }, body: { reply: '已在处理' } }));
    expect(await idsOf({ supervised: 'true' })).toEqual([]);
  });

  it('shows a unit the cases that it supports', async () => {
    const supported = await dispatched([world.units.greening]);
    const other = await dispatched();
    expect(await idsOf({ supporting: 'true' }, 'otherHandler')).toEqual([supported.id]);
    const led = await idsOf({ supporting: 'false' }, 'handler');
    expect(led).toEqual(expect.arrayContaining([supported.id, other.id]));
    expect(await idsOf({ supporting: 'true' }, 'shift')).toEqual([]);
  });
});

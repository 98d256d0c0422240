import { BOARD_LISTS, commandRoutes, type CommandBoard } from '@gridward/contract';
import { BOARD_NUMBERS, DAY_MS, HOUR_MS, MINUTE_MS, type BoardCounts } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';
import { CORNER, createWork, WORDS, type MadeCase } from '../../../testing/command.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
let hazard: MadeCase;
const work = createWork(() => world);

beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
  const first = await work.report(EAST);
  await work.report(EAST, { repeatOf: first.id });
  hazard = await work.report(WEST, { hazard: true });
  await work.disputed(EAST);
  await work.deferred(WEST, new Date(clock.now() + 5 * DAY_MS).toISOString());
  await work.closed(EAST);
  await work.supervised(await work.dispatched(EAST), clock.now() + 6 * HOUR_MS);
  await world.pass(2 * HOUR_MS);
  await work.report(WEST);
  await store().inTransaction(async (trx) => {
    await trx.updateTable('unit').set({ capacity_open: 1 }).where('id', '=', world.units.sanitation).execute();
    // A desk that changes makes every process read units anew.
    await world.app.modules.organisation.setDesk(trx, {
      duty: 'leader',
      areaId: world.areas.county,
      unitId: world.units.government,
    });
  });
});
afterAll(() => world.close());

const board = async (role: WorldRole, areaId?: string): Promise<CommandBoard> =>
  value(await world.as(role).readCommandBoard({ query: areaId === undefined ? {} : { areaId } }));

/** The seven numbers as the lists behind them have them. */
async function listed(role: WorldRole, filters: object): Promise<BoardCounts> {
  const lengths = BOARD_NUMBERS.map(async (number) => {
    const query = { limit: 200, ...filters, ...BOARD_LISTS[number] };
    return [number, value(await world.as(role).listCases({ query })).items.length] as const;
  });
  return Object.fromEntries(await Promise.all(lengths)) as unknown as BoardCounts;
}

describe('every number of the board', () => {
  it('is the length of the list that it opens, in all, by area, by unit, by matter and by grid', async () => {
    const { place, counts, areas, units, matters, grids } = await board('leader');
    expect(counts).toMatchObject({ open: 7, disputed: 1, deferred: 1, supervised: 1 });
    expect(counts.overdue).toBeGreaterThan(0);
    expect(counts.repeated).toBeGreaterThan(0);
    expect(counts.dueToday).toBeGreaterThan(0);
    const areaId = place?.id;
    expect(counts).toEqual(await listed('leader', { areaId }));
    expect([areas.length, units.length > 1, matters.length > 0, grids.length]).toEqual([2, true, true, 2]);
    for (const row of areas) expect([row.name.zh, row.counts]).toEqual([row.name.zh, await listed('leader', { areaId: row.id })]);
    for (const row of units)
      expect([row.name.zh, row.counts]).toEqual([row.name.zh, await listed('leader', { areaId, ownerUnitId: row.id })]);
    for (const row of matters)
      expect([row.name.zh, row.counts]).toEqual([row.name.zh, await listed('leader', { areaId, categoryId: row.id })]);
    for (const row of grids)
      expect([row.areaId, row.counts]).toEqual([row.areaId, await listed('leader', { areaId: row.areaId })]);
  });

  it('adds up: areas, units and matters each hold every open case once', async () => {
    const { counts, areas, units, matters } = await board('leader');
    for (const rows of [areas, units, matters])
      for (const number of BOARD_NUMBERS) expect(rows.reduce((sum, row) => sum + row.counts[number], 0)).toBe(counts[number]);
  });
});

describe('the reach of a board', () => {
  it('PT-18 JY-20 is the street for its leader and the county for the county, and another street does not exist', async () => {
    const [east, west, county] = await Promise.all([board('eastStreet'), board('westStreet'), board('shift')]);
    expect(east.place?.id).toBe(world.areas.eastStreet);
    expect(east.counts.open + west.counts.open).toBe(county.counts.open);
    expect(east.counts).toEqual(await listed('eastStreet', {}));
    expect(east.counts).toEqual(await listed('shift', { areaId: world.areas.eastStreet }));
    const asked = await world.as('eastStreet').readCommandBoard({ query: { areaId: world.areas.westStreet } });
    expect(refusal(asked)).toBe('not_found');
    expect(refusal(await world.as('handler').readCommandBoard({ query: {} }))).toBe('not_permitted');
  });

  it('narrows by drilling down, with the way back up', async () => {
    const narrowed = await board('leader', world.areas.westCommunity);
    expect(narrowed.trail.map(({ id }) => id)).toEqual([world.areas.county, world.areas.westStreet, world.areas.westCommunity]);
    expect(narrowed.areas.map(({ id }) => id)).toEqual([world.areas.westGrid]);
  });
});

describe('what is stuck', () => {
  it('begins with the open hazard and names reason and decider of each', async () => {
    const { stuck, stuckCount } = await board('leader');
    expect(stuck).toHaveLength(stuckCount);
    expect(stuck[0]).toMatchObject({ case: { id: hazard.id }, points: [{ reason: 'hazard_open' }, { reason: 'overdue' }] });
    for (const { points } of stuck) for (const { decider } of points) expect(decider.name).not.toBe('');
  });

  it('is the list behind its number, which leaves out only what moves', async () => {
    const { stuck, stuckCount, counts, place } = await board('leader');
    const idsOf = async (wish: 'true' | 'false'): Promise<string[]> => {
      const query = { stuck: wish, order: 'due' as const, areaId: place?.id, limit: 200 };
      return value(await world.as('leader').listCases({ query })).items.map(({ id }) => id);
    };
    const [all, others] = [await idsOf('true'), await idsOf('false')];
    expect(all.toSorted()).toEqual(stuck.map((one) => one.case.id).toSorted());
    expect([all.length, others.length]).toEqual([stuckCount, counts.open - stuckCount]);
    expect(others.length).toBeGreaterThan(0);
  });

  it('tells of a desk that holds more than it can carry', async () => {
    const { overloaded } = await board('leader');
    expect(overloaded).toEqual([
      {
        unit: { id: world.units.sanitation, name: '环卫所' },
        open: 3,
        capacity: 1,
        decider: { id: world.units.government, name: '测试县人民政府' },
      },
    ]);
  });
});

describe('the leader', () => {
  it('sees the five oldest open cases of the own place (SX-07)', async () => {
    const { oldest, place } = await board('leader');
    const all = value(await world.as('leader').listCases({ query: { order: 'due', areaId: place?.id, limit: 200 } })).items;
    expect(all.length).toBeGreaterThan(5);
    const expected = all.toSorted((a, b) => a.reportedAt.localeCompare(b.reportedAt) || a.id.localeCompare(b.id));
    expect(oldest.map(({ id }) => id)).toEqual(expected.slice(0, 5).map(({ id }) => id));
  });

  it('XF-07 sees of the last seven days the median time from report to the first human act, and how many had none', async () => {
    const { firstReply } = await board('leader');
    const untouched = 4;
    expect(firstReply).toMatchObject({ reports: 8, replied: 8 - untouched, days: 7 });
    expect(firstReply.medianMs).toBe(0);
    await world.as('intake').register({ params: { caseId: hazard.id }, body: { version: hazard.version, payload: {} } });
    expect((await board('leader')).firstReply.replied).toBe(8 - untouched);
    clock.advance(MINUTE_MS);
    const after = (await board('leader')).firstReply;
    expect(after.replied).toBe(8 - untouched + 1);
    expect((await board('leader', world.areas.westStreet)).firstReply).toMatchObject({
      reports: 3,
      replied: 2,
      medianMs: HOUR_MS,
    });
  });
});

describe('the wall board', () => {
  it('has the same numbers and cannot hold a description, a number, an address or a person (ZS-07)', async () => {
    const wall = await world.app.http.inject({
      method: 'GET',
      url: commandRoutes.readWallBoard.path,
      headers: world.headersOf('leader'),
    });
    expect(wall.statusCode).toBe(200);
    expect(wall.json()).toMatchObject({ counts: (await board('leader')).counts, today: { received: 8, closed: 1 } });
    const wallOf = async (areaId: string) => {
      const url = `${commandRoutes.readWallBoard.path}?areaId=${areaId}`;
      return (await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('leader') })).json<object>();
    };
    for (const areaId of [world.areas.eastStreet, world.areas.westCommunity])
      expect(await wallOf(areaId)).toMatchObject({ counts: (await board('leader', areaId)).counts });
    const cases = value(await world.as('leader').listCases({ query: { limit: 200 } })).items;
    for (const told of [WORDS, CORNER, '测试handler', '测试leader', ...cases.flatMap(({ id, number }) => [id, number])])
      expect(wall.body).not.toContain(told);
    expect(Object.keys(wall.json<object>()).sort()).toEqual(
      ['areas', 'at', 'counts', 'firstReplyMs', 'grids', 'matters', 'place', 'today'].sort(),
    );
  });
});

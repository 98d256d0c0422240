import { commandRoutes, type Handover } from '@gridward/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';
import { wordsOf } from '../../../testing/word-file.fixture.ts';
import { CORNER, createWork, WORDS } from '../../../testing/command.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
const work = createWork(() => world);
const YESTERDAY = '2026-05-12';

beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
  await work.closed(EAST);
  await world.pass(DAY_MS);
  await work.closed(EAST);
  await work.closed(WEST);
  await work.disputed(EAST);
  await work.deferred(WEST, new Date(clock.now() + 3 * DAY_MS).toISOString());
  await work.report(EAST, { hazard: true });
  await work.supervised(await work.dispatched(WEST), clock.now() + DAY_MS + 5 * HOUR_MS);
  await world.pass(DAY_MS);
});
afterAll(() => world.close());

const read = async (role: WorldRole, query: { areaId?: string; on?: string } = {}): Promise<Handover> =>
  value(await world.as(role).readHandover({ query }));

/** How many entries of the journal of this day have one of these verbs; counted in plain rows, with none of the product's sums. */
async function journalled(day: string, verbs: readonly string[]): Promise<number> {
  const rows = await store().db.selectFrom('case_event').select(['verb', 'at']).execute();
  return rows.filter(({ verb, at }) => {
    const local = new Date(at.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10);
    return local === day && verbs.includes(verb);
  }).length;
}

describe('the figures of a hand-over', () => {
  it('are those of the civil day before, beside the day before that, and agree with a count of the journal', async () => {
    const { on, facts } = await read('shift');
    expect(on).toBe(YESTERDAY);
    const expected = {
      received: await journalled(YESTERDAY, ['report', 'report_handled']),
      filed: await journalled(YESTERDAY, ['file']),
      dispatched: await journalled(YESTERDAY, ['dispatch']),
      closed: await journalled(YESTERDAY, ['close', 'force_close']),
      verified: await journalled(YESTERDAY, ['check_pass']),
      reopened: 0,
    };
    expect(expected).toMatchObject({ received: 6, filed: 5, closed: 2 });
    expect(Object.fromEntries(facts.figures.map(({ figure, count }) => [figure, count]))).toEqual(expected);
    expect(facts.figures.find(({ figure }) => figure === 'received')).toMatchObject({ before: 1, weekMean: 0.1 });
    expect(facts.counts).toEqual(value(await world.as('shift').readCommandBoard({ query: {} })).counts);
  });

  it('name what is stuck by who decides, the hazard, the dispute, the deferral that ends soon and the reply that is due', async () => {
    const { facts } = await read('shift');
    expect([facts.hazards, facts.disputes, facts.deferrals, facts.orders].map((list) => list.length)).toEqual([1, 1, 1, 1]);
    expect(facts.decisions.flatMap(({ cases }) => cases)).toHaveLength(facts.stuckCount);
    expect(facts.decisions.map(({ unit }) => unit.name)).toEqual(expect.arrayContaining(['受理席', '测试县人民政府']));
  });

  it('are the street’s own for a street, and hold no word of whoever reported', async () => {
    const [east, west, county] = await Promise.all([read('eastStreet'), read('westStreet'), read('shift')]);
    const received = ({ facts }: Handover): number => facts.figures[0]?.count ?? 0;
    expect(received(east) + received(west)).toBe(received(county));
    expect(east.place.id).toBe(world.areas.eastStreet);
    expect(JSON.stringify(county)).not.toContain(WORDS);
    expect(JSON.stringify(county)).not.toContain(CORNER);
    const elsewhere = await world.as('eastStreet').readHandover({ query: { areaId: world.areas.westStreet } });
    expect(refusal(elsewhere)).toBe('not_found');
  });
});

describe('the list behind a figure of a day', () => {
  const listedBehind = async (role: WorldRole, areaId: string, dayWork: string): Promise<number> =>
    value(await world.as(role).listCases({ query: { areaId, dayWork, limit: 200 } })).items.length;

  it('holds as many cases as the figure says, on the day and on the one before, for a county and for a street', async () => {
    // Closed, opened again and sent out once more on one day is one case dispatched.
    const { id, version } = await work.closed(EAST);
    const params = { caseId: id };
    const wish = { version, payload: { reason: '又堆满了' } };
    const reopened = value(await world.as('intake').reopen({ params, body: wish }));
    const again = { version: reopened.version, payload: { leadUnitId: world.units.sanitation } };
    value(await world.as('dispatcher').dispatch({ params, body: again }));
    expect(await journalled('2026-05-13', ['dispatch'])).toBe(2);
    for (const [role, on] of [
      ['shift', YESTERDAY],
      ['shift', '2026-05-13'],
      ['eastStreet', YESTERDAY],
    ] as const) {
      const { facts, place } = await read(role, { on });
      const before = on === YESTERDAY ? '2026-05-11' : YESTERDAY;
      for (const { figure, ...counts } of facts.figures) {
        const behind = [
          await listedBehind(role, place.id, `${figure}:${on}`),
          await listedBehind(role, place.id, `${figure}:${before}`),
        ];
        expect([figure, on, ...behind]).toEqual([figure, on, counts.count, counts.before]);
      }
    }
    for (const dayWork of ['closed', 'eaten:2026-05-12', 'closed:2026-13-01'])
      expect(refusal(await world.as('shift').listCases({ query: { dayWork } }))).toBe('validation_failed');
  });
});

describe('a part with more cases than are listed', () => {
  it('says how many there are, and the list of hazards holds them all', async () => {
    const areaId = world.areas.westStreet;
    for (let made = 0; made < 13; made += 1) await work.report(WEST, { hazard: true });
    const { facts } = await read('westStreet', { on: '2026-05-13' });
    expect(facts.hazards).toHaveLength(12);
    expect(facts.totals).toEqual({ hazards: 13, disputes: 0, deferrals: 1, orders: 1 });
    const query = { areaId, unsafe: 'true', order: 'due', limit: 200 } as const;
    const all = value(await world.as('westStreet').listCases({ query })).items.map(({ id }) => id);
    expect(all).toHaveLength(13);
    expect(all.slice(0, 12)).toEqual(facts.hazards.map(({ id }) => id));
    const others = value(await world.as('westStreet').listCases({ query: { areaId, unsafe: 'false', limit: 200 } })).items;
    expect(others.filter(({ id }) => all.includes(id))).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
    const url = `${commandRoutes.exportHandover.path}?areaId=${areaId}&on=2026-05-13`;
    const file = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('westStreet') });
    expect(wordsOf(file.rawPayload)).toContain('共 13 件，列出 12 件');
  });
});

const POINT = { id: '0192f000-0000-7000-8000-00000000aaaa', text: '南门井盖等备件', sinceOn: YESTERDAY, done: false };

describe('a hand-over as a record', () => {
  const params = () => ({ areaId: world.areas.county, on: YESTERDAY });

  it('is written, refused to whoever is late, signed by one and confirmed by another, and then stands', async () => {
    const text = { remarks: '夜间一切正常', points: [POINT] };
    const written = value(await world.as('shift').writeHandover({ params: params(), body: { version: 0, ...text } }));
    expect(written).toMatchObject({ version: 2, state: 'draft', ...text });
    const late = await world.as('leader').writeHandover({ params: params(), body: { version: 0, remarks: '别的', points: [] } });
    expect(refusal(late)).toBe('version_conflict');
    const signed = value(await world.as('shift').signHandover({ params: params(), body: { version: 2 } }));
    expect(signed).toMatchObject({ state: 'signed', outgoing: { name: '测试shift' }, mayConfirm: false });
    const own = await world.as('shift').confirmHandover({ params: params(), body: { version: 3 } });
    expect(refusal(own)).toBe('not_permitted');
    const confirmed = value(await world.as('leader').confirmHandover({ params: params(), body: { version: 3 } }));
    expect(confirmed).toMatchObject({ state: 'confirmed', incoming: { name: '测试leader' } });
    const after = await world.as('shift').writeHandover({ params: params(), body: { version: 4, remarks: '改写', points: [] } });
    expect(refusal(after)).toBe('wrong_state');
    await work.report(EAST);
    const still = await read('shift', { on: YESTERDAY });
    expect(still.facts).toEqual(signed.facts);
    expect(still).toMatchObject(text);
  });

  it('keeps no number of anybody in what people write into it', async () => {
    const at = { areaId: world.areas.westStreet, on: '2026-05-11' };
    const points = [{ ...POINT, id: '0192f000-0000-7000-8000-00000000cccc', text: '回电13800138000' }];
    const body = { version: 0, remarks: '来电人13900139000催办', points };
    const written = value(await world.as('westStreet').writeHandover({ params: at, body }));
    expect(written.remarks).toContain('催办');
    const stored = await store().db.selectFrom('handover').selectAll().where('area_id', '=', at.areaId).execute();
    expect(JSON.stringify([written, stored])).not.toMatch(/13800138000|13900139000/);
  });

  it('shows no number of anybody that was stored before such were masked, nor carries it over', async () => {
    const areaId = world.areas.westStreet;
    const planted = JSON.stringify([{ ...POINT, id: '0192f000-0000-7000-8000-00000000dddd', text: '回电13700137000' }]);
    const row = { remarks: '来电人13600136000催办', points: planted };
    await store().owner.query('update handover set remarks = $2, points = $3 where area_id = $1', [areaId, row.remarks, planted]);
    const seen = [await read('westStreet', { areaId, on: '2026-05-11' }), await read('westStreet', { areaId, on: YESTERDAY })];
    expect(seen.map(({ points }) => points.length)).toEqual([1, 1]);
    expect(seen[0]?.remarks).toContain('催办');
    for (const on of ['2026-05-11', YESTERDAY]) {
      const url = `${commandRoutes.exportHandover.path}?areaId=${areaId}&on=${on}`;
      const file = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('westStreet') });
      expect(wordsOf(file.rawPayload).join()).toContain('回电');
      expect(wordsOf(file.rawPayload).join()).not.toMatch(/13700137000|13600136000/);
    }
    expect(JSON.stringify(seen)).not.toMatch(/13700137000|13600136000/);
  });

  it('reads one that was signed before the cases of its parts were counted', async () => {
    const at = [world.areas.county, YESTERDAY];
    await store().owner.query(`update handover set facts = facts - 'totals' where area_id = $1 and work_on = $2`, at);
    const { facts, state } = await read('shift', { on: YESTERDAY });
    expect(state).toBe('confirmed');
    expect(facts.totals).toBeUndefined();
    expect((await read('shift', { on: '2026-05-13' })).facts.totals).toBeDefined();
  });

  it('leaves its open points to the next day', async () => {
    const today = await read('shift', { on: '2026-05-13' });
    expect(today).toMatchObject({ version: 0, state: 'draft', points: [POINT], remarks: '' });
  });

  it('loses the signature when its text is changed before anybody confirmed it', async () => {
    const on = '2026-05-11';
    const at = { areaId: world.areas.eastStreet, on };
    const signed = value(await world.as('eastStreet').signHandover({ params: at, body: { version: 0 } }));
    expect(signed).toMatchObject({ state: 'signed', version: 2 });
    const body = { version: 2, remarks: '补一句', points: [] };
    expect(value(await world.as('eastStreet').writeHandover({ params: at, body }))).toMatchObject({
      state: 'draft',
      outgoing: null,
    });
    const elsewhere = { params: { areaId: world.areas.westStreet, on }, body: { version: 0 } };
    expect(refusal(await world.as('eastStreet').signHandover(elsewhere))).toBe('not_found');
  });
});

describe('the Word file', () => {
  const download = async (role: WorldRole) => {
    const url = `${commandRoutes.exportHandover.path}?on=${YESTERDAY}`;
    return world.app.http.inject({ method: 'GET', url, headers: world.headersOf(role) });
  };

  it('opens, with Chinese headings, the figures, the point and both names, and a line that says who took it out', async () => {
    const reply = await download('shift');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toContain(encodeURIComponent('交接班-测试县-2026-05-12.docx'));
    const words = wordsOf(reply.rawPayload);
    for (const text of [
      '测试县交接班（2026-05-12的工作）',
      '一、当日工作',
      '核查通过',
      '三、谁要拿主意',
      POINT.text,
      '夜间一切正常',
      expect.stringContaining('测试shift'),
      expect.stringContaining('测试leader'),
    ])
      expect(words).toContainEqual(text);
    expect(words.join('\n')).not.toContain(WORDS);
    expect(wordsOf(reply.rawPayload, 'header1')).toEqual(['导出人 测试shift · 时间 2026-05-13 09:00 · 范围 测试县']);
  });

  it('is written down in the audit log', async () => {
    await download('leader');
    const entries = await store()
      .db.selectFrom('audit_log')
      .select(['account_id', 'object_id'])
      .where('action', '=', 'handover.export')
      .execute();
    expect(entries).toContainEqual({ account_id: world.accounts.leader, object_id: world.areas.county });
  });
});

describe('whoever supervises two streets', () => {
  it('is told both, gets the first unless another is named, and hands over neither of them as the county', async () => {
    await store().inTransaction(async (trx) => {
      const account = trx.selectFrom('account').select('person_id').where('id', '=', world.accounts.westStreet);
      const { person_id: personId } = await account.executeTakeFirstOrThrow();
      const post = { personId, roleId: 'shift_leader', unitId: null, areaId: world.areas.eastStreet } as const;
      await world.app.modules.organisation.createPost(trx, post);
    });
    await world.pass(5 * MINUTE_MS);
    const { place, places } = await read('westStreet');
    const streets = [world.areas.eastStreet, world.areas.westStreet];
    expect(places.map(({ id }) => id).toSorted()).toEqual(streets.toSorted());
    expect(place).toEqual(places[0]);
    const named = await Promise.all(streets.map((areaId) => read('westStreet', { areaId })));
    expect(named.map(({ place: { id } }) => id)).toEqual(streets);
    const county = { areaId: world.areas.county, on: YESTERDAY };
    expect(refusal(await world.as('westStreet').readHandover({ query: county }))).toBe('not_found');
    expect(refusal(await world.as('westStreet').signHandover({ params: county, body: { version: 4 } }))).toBe('not_found');
  });
});

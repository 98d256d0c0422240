import { ROUTES, type AppraisalValues, type CaseMoved, type StaffVerb } from '@gridward/contract';
import {
  conditionsOf,
  COUNTERS,
  figureOf,
  isPersonal,
  measureCase,
  meets,
  takesPast,
  tally,
  type AppraisedEntry,
  type IndicatorCatalogue,
  type Placed,
  type Uuid,
} from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, value, WEST, type World, type WorldRole } from '../../testing/world.fixture.ts';
import { wordsOf } from '../../testing/word-file.fixture.ts';
import { readIndicators } from './indicator-catalogue.ts';

const DAY_MS = 86_400_000;
const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
const catalogue: IndicatorCatalogue = readIndicators();
let world: World;

type Step = readonly [WorldRole, StaffVerb, object?];
/** A life in parts; between parts time passes. */
interface Story {
  readonly by: WorldRole;
  readonly channel: string;
  readonly repeat?: true;
  readonly parts: readonly (readonly Step[])[];
}

const versions = new Map<Uuid, number>();

async function act(caseId: Uuid, [role, verb, payload = {}]: Step): Promise<CaseMoved> {
  const reply = await world.app.http.inject({
    method: 'POST',
    url: ROUTES.caseVerbs[verb].path.replace('{caseId}', caseId),
    headers: { ...world.headersOf(role), 'idempotency-key': world.app.platform.ids.next() },
    payload: { version: versions.get(caseId), payload },
  });
  if (reply.statusCode !== 200) throw new Error(`${role} ${verb}: ${reply.payload}`);
  const moved = reply.json<CaseMoved>();
  versions.set(caseId, moved.version);
  return moved;
}

async function report(
  { by, channel, repeat }: Story,
  position: { lng: number; lat: number },
  earlier: Uuid | undefined,
): Promise<Uuid> {
  const { categoryId } = await world.matter('0110');
  const repeatOf = repeat === true && earlier !== undefined ? { repeatOf: earlier } : {};
  const made = value(
    await world.as(by).reportCase({ body: { description: '路口垃圾堆放', categoryId, channel, position, ...repeatOf } }),
  );
  versions.set(made.case.id, made.case.version);
  return made.case.id;
}

async function stories(): Promise<readonly Story[]> {
  const { rowId } = await world.matter('0110');
  const { sanitation, greening } = world.units;
  const file: Step = ['shift', 'file', { standardRowId: rowId }];
  const register: Step = ['intake', 'register'];
  const dispatch: Step = ['dispatcher', 'dispatch', { leadUnitId: sanitation }];
  const handle: readonly Step[] = [
    ['handler', 'accept'],
    ['handler', 'submit_result', { result: '已清运' }],
  ];
  const confirm: Step = ['dispatcher', 'confirm_result'];
  const pass: Step = ['verifier', 'check_pass', { finding: '已清理' }];
  const fail: Step = ['verifier', 'check_fail', { finding: '仍有垃圾' }];
  const close = (closureKind = 'solved'): Step => ['shift', 'close', { closureKind, explanation: '已处理' }];
  const reason = { reason: '理由充分' };
  const wish: Step = ['handler', 'request_return', { ...reason, evidence: '权责清单', counterUnitId: greening }];
  return [
    { by: 'eastWorker', channel: 'patrol', parts: [[register, file, dispatch, ...handle, confirm, pass, close()]] },
    { by: 'eastWorker', channel: 'patrol', parts: [[['intake', 'decline', { ...reason, explanation: '不在范围' }]]] },
    // Checked before filing, returned, given to another unit, late, sent back once, exempted.
    {
      by: 'intake',
      channel: 'hotline',
      parts: [
        [
          ['intake', 'order_pre_check'],
          ['verifier', 'pre_check', { found: true, finding: '属实' }],
          file,
          dispatch,
          wish,
          ['dispatcher', 'rule_return', { granted: true, leadUnitId: greening, ...reason }],
        ],
        [['otherHandler', 'accept']],
        [
          ['otherHandler', 'submit_result', { result: '已处置' }],
          confirm,
          fail,
          ['otherHandler', 'submit_result', { result: '再次处置' }],
          confirm,
          pass,
          close(),
        ],
        [
          ['otherHandler', 'ask_exemption', reason],
          ['dispatcher', 'rule_exemption', { granted: true, ...reason }],
        ],
      ],
    },
    {
      by: 'intake',
      channel: 'hotline',
      parts: [[['intake', 'order_pre_check']], [['verifier', 'pre_check', { found: false, finding: '未见' }], file]],
    },
    // Late, and not exempted.
    {
      by: 'intake',
      channel: 'desk',
      parts: [
        [register, file, dispatch, ['handler', 'accept']],
        [['handler', 'submit_result', { result: '迟到' }], confirm, pass, close('explained')],
      ],
    },
    { by: 'intake', channel: 'desk', repeat: true, parts: [[register, file, ['shift', 'void', reason]]] },
    { by: 'intake', channel: 'hotline', parts: [[register, file, ['dispatcher', 'return_to_intake', reason], file, dispatch]] },
    {
      by: 'intake',
      channel: 'portal',
      parts: [
        [
          register,
          file,
          dispatch,
          ['handler', 'accept'],
          ['handler', 'request_extension', reason],
          ['dispatcher', 'rule_extension', { granted: true, ...reason }],
          ['handler', 'submit_result', { result: '延期后完成' }],
          ['dispatcher', 'send_back', reason],
        ],
        [['handler', 'submit_result', { result: '完成' }], confirm],
      ],
    },
    {
      by: 'intake',
      channel: 'portal',
      parts: [
        [
          register,
          file,
          dispatch,
          ['handler', 'accept'],
          ['handler', 'request_deferral', { ...reason, exitCondition: '雨停', untilAt: '2026-07-01T00:00:00Z' }],
          ['dispatcher', 'rule_deferral', { granted: true, ...reason }],
        ],
      ],
    },
    // Ruled on by nobody, so that it falls to the fallback unit.
    { by: 'intake', channel: 'sensor', parts: [[register, file, dispatch, wish]] },
    {
      by: 'intake',
      channel: 'hotline',
      parts: [
        [register, file, dispatch, ['handler', 'accept']],
        [['leader', 'force_close', { ...reason, explanation: '无法解决' }]],
      ],
    },
    {
      by: 'intake',
      channel: 'hotline',
      parts: [
        [register, file, dispatch, ...handle, confirm, pass, close()],
        [
          ['intake', 'reopen', reason],
          ['dispatcher', 'dispatch', { leadUnitId: greening }],
        ],
      ],
    },
    { by: 'intake', channel: 'media', parts: [[register, file]] },
    { by: 'intake', channel: 'media', parts: [[register]] },
    { by: 'intake', channel: 'media', parts: [[]] },
    { by: 'intake', channel: 'media', parts: [[register, file, dispatch, ...handle, confirm, pass]] },
  ];
}

/** Lives in both streets, four times three days apart, so that what takes long is late. */
async function live(): Promise<void> {
  const lives: { readonly id: Uuid; readonly story: Story }[] = [];
  for (const position of [EAST, WEST]) {
    for (const story of await stories()) {
      const by = story.by === 'eastWorker' && position === WEST ? 'intake' : story.by;
      lives.push({ story, id: await report({ ...story, by }, position, lives[0]?.id) });
    }
  }
  for (let part = 0; part < 4; part += 1) {
    for (const { id, story } of lives) {
      for (const step of story.parts[part] ?? []) {
        await act(id, step);
        clock.advance(1_000);
      }
    }
    await world.pass(3 * DAY_MS);
    await world.app.modules.cases.tick();
    await refreshVersions();
  }
  await importPast();
}

/** The platform moves cases too. */
async function refreshVersions(): Promise<void> {
  for (const { id, version } of await store().db.selectFrom('case_file').select(['id', 'version']).execute())
    versions.set(id, version);
}

async function importPast(): Promise<void> {
  const { categoryId } = await world.matter('0110');
  const base = {
    externalSource: 'old',
    importId: world.app.platform.ids.next(),
    receivedAt: Date.parse('2026-05-12T02:00:00Z'),
    categoryId,
    requestKind: null,
    channel: 'import',
    description: '旧案',
    place: '',
    origin: null,
  };
  await store().inTransaction((trx) =>
    world.app.modules.cases.past.insert(trx, [
      { ...base, externalId: '1', areaId: world.areas.eastGrid, leadUnitId: world.units.sanitation, closedOnTime: true },
      { ...base, externalId: '2', areaId: world.areas.westGrid, leadUnitId: world.units.greening, closedOnTime: false },
    ]),
  );
}

interface Counted extends Placed {
  readonly caseId: Uuid;
  readonly areaId: Uuid;
}

/** Everything measured, read from the journals one by one and judged by the domain: no statement of the module takes part. */
async function measureAll(): Promise<readonly Counted[]> {
  const { db } = store();
  const kinds = new Map(
    (await db.selectFrom('channel').select(['id', 'kind']).execute()).map(({ id, kind }) => [id, kind] as const),
  );
  const events = await db.selectFrom('case_event').selectAll().orderBy('case_id').orderBy('seq').execute();
  const rows = await db.selectFrom('case_file').selectAll().execute();
  return rows.flatMap((row) => {
    const journal = events
      .filter(({ case_id }) => case_id === row.id)
      .map((event) => ({
        seq: event.seq,
        at: event.at.getTime(),
        verb: event.verb as AppraisedEntry['verb'],
        to: event.to_state as AppraisedEntry['to'],
        accountId: event.account_id,
        ownerUnitId: event.owner_unit_id,
        step: event.step as AppraisedEntry['step'],
        onTime: event.step_on_time,
        facts: event.facts as Record<string, unknown>,
      }));
    const open =
      row.clock_kind === null || row.clock_started_at === null || row.due_at === null
        ? null
        : { step: row.clock_kind as 'intake', startedAt: row.clock_started_at.getTime(), dueAt: row.due_at.getTime() };
    const subject = {
      channelKind: kinds.get(row.source_channel) ?? null,
      isRepeat: row.repeat_of !== null,
      open,
      ownerUnitId: row.owner_unit_id,
      ownerAccountId: row.owner_account_id,
      leadUnitId: row.lead_unit_id,
    };
    return measureCase(subject, journal, clock.now()).map((placed) => ({ ...placed, caseId: row.id, areaId: row.area_id }));
  });
}

const MAY = { from: '2026-05-01', to: '2026-05-31' };
const tallyOf = (things: readonly Counted[]) => tally(things.map(({ measured }) => ({ measured, count: 1 })));

async function get(role: WorldRole, path: string, query: object = {}): Promise<{ status: number; body: unknown; raw: Buffer }> {
  const search = new URLSearchParams(Object.entries(query).map(([name, part]): [string, string] => [name, String(part)]));
  const reply = await world.app.http.inject({
    method: 'GET',
    url: `/api/v1/indicators${path}?${search.toString()}`,
    headers: world.headersOf(role),
  });
  const json = String(reply.headers['content-type']).includes('json');
  return { status: reply.statusCode, body: json ? reply.json() : undefined, raw: reply.rawPayload };
}

async function valuesOf(query: object, role: WorldRole = 'leader', path = '/values'): Promise<AppraisalValues> {
  const { status, body } = await get(role, path, query);
  expect({ status, body: status === 200 ? '' : body }).toEqual({ status: 200, body: '' });
  return body as AppraisalValues;
}

const figures = (row: AppraisalValues['rows'][number] | undefined) =>
  (row?.indicators ?? []).map(({ previous: _previous, ...figure }) => figure);

beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
  await live();
}, 240_000);
afterAll(() => world.close());

describe('values', () => {
  it('JY-61 JA-24 equal an independent count for every indicator, in total and for every area, unit and person', async () => {
    const all = await measureAll();
    const [total] = (await valuesOf({ ...MAY })).rows;
    expect(figures(total)).toEqual(catalogue.indicators.map((definition) => figureOf(definition, tallyOf(all))));
    const subjects = [
      { subject: 'area', areaLevel: 'grid', keyOf: (thing: Counted) => thing.areaId },
      { subject: 'unit', keyOf: (thing: Counted) => thing.unitId ?? '-' },
      { subject: 'account', keyOf: (thing: Counted) => thing.accountId },
    ] as const;
    for (const { keyOf, ...query } of subjects) {
      const { rows } = await valuesOf({ ...MAY, ...query });
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) {
        const counts = tallyOf(all.filter((thing) => keyOf(thing) === row.key));
        const shown = new Set(row.indicators.map(({ code }) => code));
        const expected = catalogue.indicators
          .filter(({ code }) => shown.has(code))
          .map((definition) => figureOf(definition, counts));
        expect({ label: row.label, figures: figures(row) }).toEqual({ label: row.label, figures: expected });
      }
    }
    const people = (await valuesOf({ ...MAY, subject: 'account' })).rows;
    const mine = (await valuesOf(MAY, 'dispatcher', '/mine/values')).rows;
    expect(mine.map(figures)).toEqual(people.filter(({ key }) => key === world.accounts.dispatcher).map(figures));
  });

  it('BS-26 BS-31 know the stories that were played', async () => {
    const [total] = (await valuesOf({ ...MAY })).rows;
    const figure = (wanted: string) => total?.indicators.find(({ code }) => code === wanted);
    // 16 stories in each of two streets; two of each were never filed.
    expect(figure('filing_rate')).toMatchObject({ numerator: 26, denominator: 32 });
    expect(figure('accurate_filing_rate')).toMatchObject({ numerator: 24, denominator: 26 });
    expect(figure('verified_solved_rate')).toMatchObject({ numerator: 6, denominator: 10 });
    expect(figure('reopen_rate')).toMatchObject({ numerator: 2, denominator: 10 });
    expect(figure('repeat_rate')).toMatchObject({ numerator: 2, denominator: 26 });
    expect(figure('on_time_closing_rate')).toMatchObject({ exempted: 2 });
    expect(figure('public_report_rate')).toMatchObject({ numerator: 2 });
    expect(figure('return_rate')).toMatchObject({ numerator: 4 });
    expect(figure('satisfaction_rate')).toEqual({
      code: 'satisfaction_rate',
      numerator: null,
      denominator: null,
      rate: null,
      exempted: 0,
      previous: null,
    });
  });

  it('measure nearly every counter in this world, so that equality means something', async () => {
    const all = await measureAll();
    const seen = Object.keys(COUNTERS).filter(
      (id) =>
        conditionsOf(id) !== null &&
        all.some(({ measured }) => conditionsOf(id)?.some((condition) => meets(condition, measured))),
    );
    const unseen = Object.keys(COUNTERS).filter((id) => conditionsOf(id) !== null && !seen.includes(id));
    // On the spot needs a photo, which the counters' own test does without.
    expect(unseen).toEqual(['selfHandled']);
  });

  it('SX-17 ZS-08 QH-15 add up over disjoint periods and along the tree of areas', async () => {
    const whole = await valuesOf({ ...MAY });
    const halves = await Promise.all(
      [
        { from: '2026-05-01', to: '2026-05-14' },
        { from: '2026-05-15', to: '2026-05-31' },
      ].map((query) => valuesOf(query)),
    );
    const year = await valuesOf({ from: '2026-01-01', to: '2026-12-31' });
    const halfYears = await Promise.all(
      [
        { from: '2026-01-01', to: '2026-06-30' },
        { from: '2026-07-01', to: '2026-12-31' },
      ].map((query) => valuesOf(query)),
    );
    const days = await Promise.all(
      Array.from({ length: 31 }, (_, i) => `2026-05-${String(i + 1).padStart(2, '0')}`).map((on) =>
        valuesOf({ from: on, to: on }),
      ),
    );
    const parts = await Promise.all(
      [
        { from: '2026-01-01', to: '2026-03-31' },
        { from: '2026-04-01', to: '2026-06-30' },
        { from: '2026-07-01', to: '2026-12-31' },
      ].map((query) => valuesOf(query)),
    );
    const streets = await valuesOf({ ...MAY, subject: 'area', areaLevel: 'township' });
    const county = await valuesOf({ ...MAY, subject: 'area', areaLevel: 'county' });
    expect(streets.rows.map(({ label }) => label)).toEqual(['东街道', '西街道']);
    const sum = (list: readonly AppraisalValues[], code: string, side: 'numerator' | 'denominator') =>
      list
        .flatMap(({ rows }) => rows)
        .reduce<number | null>((total, { indicators }) => {
          const part = indicators.find((figure) => figure.code === code)?.[side] ?? null;
          return part === null || total === null ? null : total + part;
        }, 0);
    for (const { code } of catalogue.indicators) {
      for (const side of ['numerator', 'denominator'] as const) {
        const expected = sum([whole], code, side);
        const sums = {
          code,
          halves: sum(halves, code, side),
          days: sum(days, code, side),
          streets: sum([streets], code, side),
          county: sum([county], code, side),
        };
        expect(sums).toEqual({ code, halves: expected, days: expected, streets: expected, county: expected });
        const ofYear = sum([year], code, side);
        expect([code, sum(parts, code, side), sum(halfYears, code, side)]).toEqual([code, ofYear, ofYear]);
      }
    }
    const quarter = await valuesOf({ from: '2026-04-01', to: '2026-06-30', subject: 'unit' });
    const scored = quarter.rows.find(({ label }) => label === '环卫所')?.composites.find(({ code }) => code === 'unit');
    expect(scored?.grade).toMatch(/^[A-E]$/);
  });

  it('have no data, and not 0 %, where there is nothing to divide by', async () => {
    const [total] = (await valuesOf({ from: '2020-01-01', to: '2020-12-31' })).rows;
    expect(total?.indicators.map(({ rate }) => rate)).toEqual(catalogue.indicators.map(() => null));
  });

  it('stand beside those of the period before when asked', async () => {
    const reply = await valuesOf({ from: '2026-06-01', to: '2026-06-30', compare: true });
    expect(reply.previous).toEqual(MAY);
    const [may] = (await valuesOf({ ...MAY })).rows;
    const previous = reply.rows[0]?.indicators.map((figure) => figure.previous);
    expect(previous).toEqual(may?.indicators.map(({ numerator, denominator, rate }) => ({ numerator, denominator, rate })));
  });

  it('JA-07 JD-25 JD-33 JY-33 score units and areas from what has data, with a grade', async () => {
    const { rows } = await valuesOf({ ...MAY, subject: 'unit' });
    const unit = rows.find(({ label }) => label === '环卫所')?.composites.find(({ code }) => code === 'unit');
    expect(unit?.weightCovered).toBe(1);
    expect(unit?.grade).toMatch(/^[A-E]$/);
    expect(unit?.score).toBeGreaterThan(0);
    const inTime = rows.find(({ label }) => label === '环卫所')?.indicators.find(({ code }) => code === 'on_time_handling_rate');
    expect(inTime?.numerator).toBeLessThan(inTime?.denominator ?? 0);
    const ofStreet = (await valuesOf({ ...MAY, subject: 'unit' }, 'eastStreet')).rows.find(({ label }) => label === '环卫所');
    expect(ofStreet?.composites.find(({ code }) => code === 'unit')?.grade).toMatch(/^[A-E]$/);
    expect(rows[0]?.composites.find(({ code }) => code === 'hotline_three_rates')).toMatchObject({
      score: null,
      weightCovered: 0,
      grade: null,
    });
  });
});

/** Follows the pages to the end. */
async function listLength(role: WorldRole, code: string, query: object, path = ''): Promise<number> {
  let length = 0;
  let cursor: string | null = '';
  const seen = new Set<string>();
  while (cursor !== null) {
    const { status, body } = await get(role, `${path}/${code}/cases`, {
      ...query,
      limit: 7,
      ...(cursor === '' ? {} : { cursor }),
    });
    expect({ status, body: status === 200 ? '' : body }).toEqual({ status: 200, body: '' });
    const page = body as { items: { at: string; verb: string; case: { id: string } | null }[]; nextCursor: string | null };
    for (const item of page.items) {
      expect(item.case).not.toBeNull();
      seen.add(`${item.case?.id ?? ''} ${item.at} ${item.verb}`);
    }
    length += page.items.length;
    cursor = page.nextCursor;
  }
  expect(seen.size).toBe(length);
  return length;
}

const bothLengths = async (code: string, query: object) => [
  code,
  await listLength('leader', code, { ...query, side: 'numerator' }),
  await listLength('leader', code, { ...query, side: 'denominator' }),
];

describe('the list behind a figure', () => {
  it('SX-23 is as long as the figure says, for every indicator and both sides', async () => {
    const [total] = (await valuesOf({ ...MAY })).rows;
    for (const { code, numerator, denominator } of total?.indicators ?? []) {
      expect(await bothLengths(code, MAY)).toEqual([code, numerator ?? 0, denominator ?? 0]);
    }
  }, 120_000);

  it('is as long as the figure says for a row of every kind', async () => {
    const kinds = [
      { subject: 'area' },
      { subject: 'unit' },
      { subject: 'category', categoryLevel: 2 },
      { subject: 'channel' },
      { subject: 'account' },
      { subject: 'post' },
    ];
    for (const kind of kinds) {
      const { rows } = await valuesOf({ ...MAY, ...kind });
      expect([kind.subject, rows.length > 0]).toEqual([kind.subject, true]);
      for (const row of rows) {
        for (const { code, numerator, denominator } of row.indicators.filter((_, i) => i % 3 === 0)) {
          const query = { ...MAY, ...kind, key: row.key };
          expect([row.label, ...(await bothLengths(code, query))]).toEqual([row.label, code, numerator ?? 0, denominator ?? 0]);
        }
      }
    }
  }, 240_000);

  it('knows no other indicator and no broken cursor', async () => {
    expect((await get('leader', '/nothing/cases', MAY)).status).toBe(404);
    expect((await get('leader', '/closing_rate/cases', { ...MAY, cursor: 'nonsense' })).status).toBe(422);
    expect((await get('leader', '/values', { from: '2026-05-02', to: '2026-05-01' })).status).toBe(422);
  });
});

describe('scope', () => {
  it('gives a street the figures of its own area and opens only its own cases', async () => {
    const all = await measureAll();
    const east = tallyOf(all.filter(({ areaId }) => areaId === world.areas.eastGrid));
    const [total] = (await valuesOf({ ...MAY }, 'eastStreet')).rows;
    expect(figures(total)).toEqual(catalogue.indicators.map((definition) => figureOf(definition, east)));
    const closed = total?.indicators.find(({ code }) => code === 'closing_rate');
    expect(await listLength('eastStreet', 'closing_rate', { ...MAY, side: 'numerator' })).toBe(closed?.numerator);
    const elsewhere = await valuesOf({ ...MAY, areaId: world.areas.westStreet }, 'eastStreet');
    expect(elsewhere.rows[0]?.indicators.every(({ numerator }) => numerator === null || numerator === 0)).toBe(true);
  });

  it('turns away who may not read statistics', async () => {
    expect((await get('handler', '/values', MAY)).status).toBe(403);
    expect((await get('handler', '/closing_rate/cases', MAY)).status).toBe(403);
  });
});

describe('the head of a unit', () => {
  beforeAll(async () => {
    await store().db.updateTable('post').set({ role_id: 'unit_lead' }).where('unit_id', '=', world.units.greening).execute();
    await world.pass(6_000);
  });

  it('SX-06 gets the figures and the formulas of the own unit, whole, and those of no other unit', async () => {
    const { rows } = await valuesOf({ ...MAY, subject: 'unit' }, 'otherHandler');
    const asLeaderSees = (await valuesOf({ ...MAY, subject: 'unit' })).rows.filter(({ key }) => key === world.units.greening);
    expect(asLeaderSees).toHaveLength(1);
    expect(rows).toEqual(asLeaderSees);
    const handled = rows[0]?.indicators.find(({ code }) => code === 'handling_rate');
    expect(handled?.denominator).toBeGreaterThan(0);
    const { indicators } = (await get('otherHandler', '')).body as { indicators: { code: string; formula: { zh: string } }[] };
    expect(indicators.find(({ code }) => code === 'handling_rate')?.formula.zh).toMatch(/ \/ /);
    const opened = { ...MAY, subject: 'unit', key: world.units.greening, side: 'denominator' };
    expect(await listLength('otherHandler', 'handling_rate', opened)).toBe(handled?.denominator);
    expect((await get('otherHandler', '/handling_rate/cases', { ...opened, key: world.units.sanitation })).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it('gets the figures of the own people only', async () => {
    const { rows } = await valuesOf({ ...MAY, subject: 'account' }, 'otherHandler');
    expect(rows.map(({ key }) => key)).toEqual([world.accounts.otherHandler]);
  });
});

describe('persons', () => {
  it('N-12 come by name, without grade and without a rank', async () => {
    const { rows } = await valuesOf({ ...MAY, subject: 'account' });
    expect(rows.length).toBeGreaterThan(4);
    const labels = rows.map(({ label }) => label);
    expect(labels).toEqual([...labels].sort());
    expect(rows.flatMap(({ composites }) => composites.map(({ grade }) => grade)).filter((grade) => grade !== null)).toEqual([]);
    expect(
      rows
        .flatMap(({ indicators }) => indicators.map(({ code }) => code))
        .filter((code) => !catalogue.indicators.some((one) => one.code === code && isPersonal(one))),
    ).toEqual([]);
    const [one] = (await valuesOf({ ...MAY, accountId: world.accounts.dispatcher })).rows;
    expect(one?.composites.every(({ grade }) => grade === null)).toBe(true);
  });

  it('are seen by whose permission covers their post, and not by who has one of their cases', async () => {
    const east = await valuesOf({ ...MAY, subject: 'account' }, 'eastStreet');
    // The county's dispatcher worked on cases of the street; the street's own worker has a post in it.
    expect(east.rows.map(({ key }) => key)).toEqual([world.accounts.eastWorker]);
    expect((await get('eastStreet', '/values', { ...MAY, accountId: world.accounts.dispatcher })).status).toBe(404);
    expect(
      (await get('eastStreet', '/on_time_dispatch_rate/cases', { ...MAY, subject: 'account', key: world.accounts.dispatcher }))
        .status,
    ).toBe(404);
    expect((await get('eastStreet', '/on_time_dispatch_rate/cases', { ...MAY, subject: 'account' })).status).toBe(422);
  });

  it('SX-06 see their own figures and what stands behind them, also without any permission on statistics', async () => {
    const own = await valuesOf(MAY, 'dispatcher', '/mine/values');
    const { rows } = await valuesOf({ ...MAY, subject: 'account' });
    const asLeaderSees = rows.find(({ key }) => key === world.accounts.dispatcher);
    expect(figures(own.rows[0])).toEqual(figures(asLeaderSees));
    const figure = own.rows[0]?.indicators.find(({ code }) => code === 'on_time_dispatch_rate');
    expect(figure?.denominator).toBeGreaterThan(10);
    expect(await listLength('dispatcher', 'on_time_dispatch_rate', { ...MAY, side: 'denominator' }, '/mine')).toBe(
      figure?.denominator,
    );
  });
});

describe('the workbook', () => {
  it('holds fractions, rates and definitions under Chinese headers, says who took it out, and is logged', async () => {
    const { status, raw } = await get('leader', '/values.xlsx', { ...MAY, subject: 'unit', compare: true });
    expect(status).toBe(200);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(raw).buffer);
    const sheet = workbook.getWorksheet('评价指标');
    expect(sheet?.getCell('A1').text).toMatch(
      /^导出人 测试leader · 时间 2026-\d\d-\d\d \d\d:\d\d:\d\d Asia\/Shanghai · 范围 本人权限范围 · 2026-05-01 – 2026-05-31$/,
    );
    const heads = ((sheet?.getRow(2).values ?? []) as string[]).slice(1);
    const rows = await valuesOf({ ...MAY, subject: 'unit' });
    const row = rows.rows.findIndex(({ label }) => label === '环卫所') + 3;
    const cell = (head: string) => sheet?.getRow(row).getCell(heads.indexOf(head) + 1);
    const closing = rows.rows[row - 3]?.indicators.find(({ code }) => code === 'closing_rate');
    expect(cell('结案率（分子/分母）')?.value).toBe(`${String(closing?.numerator)}/${String(closing?.denominator)}`);
    expect(cell('结案率')).toMatchObject({ value: closing?.rate, numFmt: '0.0%' });
    expect(cell('满意率')?.value).toBe('无数据');
    expect(workbook.getWorksheet('指标定义')?.rowCount).toBe(catalogue.indicators.length + 1);
    const logged = await store()
      .db.selectFrom('audit_log')
      .select(['action', 'account_id'])
      .where('action', '=', 'indicators.export')
      .execute();
    expect(logged).toEqual([{ action: 'indicators.export', account_id: world.accounts.leader }]);
  });
});

describe('the report in Word', () => {
  it('shows every rate with its fraction and its formula, in the language of the reader', async () => {
    const { status, raw } = await get('leader', '/values.docx', { ...MAY, subject: 'unit', compare: true });
    expect(status).toBe(200);
    const words = wordsOf(raw);
    expect(words[0]).toBe('评价指标');
    expect(words).toContain('本人权限范围 · 2026-05-01 – 2026-05-31');
    const { rows } = await valuesOf({ ...MAY, subject: 'unit' });
    const row = rows.find(({ label }) => label === '环卫所');
    const closing = row?.indicators.find(({ code }) => code === 'closing_rate');
    const from = words.indexOf('结案率');
    expect(words[from + 1]).toMatch(/^.*结案.* \/ .+$/);
    const at = words.indexOf('环卫所', from);
    expect(words[at + 1]).toBe(`${(100 * (closing?.rate ?? 0)).toFixed(1)}%`);
    expect(words[at + 2]).toContain(`${String(closing?.numerator)} / ${String(closing?.denominator)}`);
    expect(words.at(-1)).toMatch(/另有 \d+ 项指标暂无数据来源/);
  });
});

it('tells every reader what an indicator means, where it comes from and why it may have no data', async () => {
  const { body } = await get('handler', '');
  const { indicators } = body as {
    indicators: { code: string; formula: { zh: string; en: string }; noSource: unknown; countsPast: boolean }[];
  };
  expect(indicators.find(({ code }) => code === 'accurate_filing_rate')?.formula.zh).toBe('(立案 − 作废) / 立案');
  expect(indicators.find(({ code }) => code === 'satisfaction_rate')?.noSource).toEqual({
    zh: '尚未记录回访',
    en: 'Call-backs are not recorded',
  });
  expect(indicators.filter(({ countsPast }) => countsPast).map(({ code }) => code)).toEqual(
    catalogue.indicators.filter(takesPast).map(({ code }) => code),
  );
});

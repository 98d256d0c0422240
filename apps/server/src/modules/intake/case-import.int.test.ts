import ExcelJS from 'exceljs';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { evolve, unborn, type CaseCore } from '@gridward/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../app.ts';
import {
  COLUMNS,
  counts,
  csvOf,
  emptyApp,
  expectedCounts,
  importAreas,
  importCases,
  lineOf,
  OPERATOR,
  OUTLINE,
  POINTS,
  previewCases,
  remarks,
  row,
  type FileRow,
} from '../../testing/import.fixture.ts';

/** Each app makes ids of its own, as servers do. */
let machines = 0;
const machine = () => ({ clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds((machines += 1)) });

const header = COLUMNS.join(',');
const text = (...lines: readonly string[]): Buffer => Buffer.from(`${[header, ...lines].join('\n')}\n`);
const totals = async (app: App, ...by: Parameters<typeof counts> extends [App, ...infer Rest] ? Rest : never) =>
  new Map(
    (await counts(app, ...by)).map(({ key, received, closed, closedOnTime, overdue }) => [
      key,
      { received, closed, closedOnTime, overdue },
    ]),
  );

/** An app with the two communities of the fixture, on a store of its own. */
function useDistrict(): () => App {
  const store = useTestStore();
  let app: App;
  beforeAll(async () => {
    app = await emptyApp(store(), machine());
    expect(await importAreas(app, POINTS, OUTLINE)).toMatchObject({ state: 'done', linesNew: 3 });
  });
  afterAll(() => app.close());
  return () => app;
}

describe('areas from points', () => {
  const app = useDistrict();

  test('lie under their subdistricts, with guessed boundaries where the point lies inside', async () => {
    const tree = await app().modules.areas.tree();
    const names = tree.all.map(({ id, name }) => [
      name,
      tree
        .trail(id)
        .map((area) => area.name)
        .join('/'),
    ]);
    expect(new Map(names as [string, string][]).get('老坑社区')).toBe('坪山区/龙田街道/老坑社区');
    const byName = (name: string) => tree.all.find((area) => area.name === name)?.id ?? '';
    expect((await app().modules.areas.boundaryOf(byName('六联社区')))?.provisional).toBe(true);
    expect(await app().modules.areas.boundaryOf(byName('竹坑社区'))).toBeUndefined();
  });

  test('are reported where a point lies outside or two positions differ, and every desk has a unit', async () => {
    const again = await importAreas(app(), POINTS, OUTLINE);
    expect(again).toMatchObject({ state: 'done', linesNew: 0, linesKnown: 3 });
    expect(await remarks(app(), again)).toEqual(['3 positions_apart', '4 point_outside']);
    expect((await app().modules.organisation.tree()).missingDesks(Date.now())).toEqual([]);
  });
});

describe('broken lines', () => {
  const app = useDistrict();

  test('are reported by line and lose nothing else', async () => {
    const short = lineOf(row(5)).split(',').slice(0, 9).join(',');
    const file = Buffer.concat([
      text(
        lineOf(row(1)),
        lineOf(row(2, { create_time: '2018-02-30' })),
        lineOf(row(3, { create_time: '2018-13-01' })),
        lineOf(row(4, { create_time: '2099-01-01' })),
        short,
        `${lineOf(row(6))},more`,
        lineOf(row(7, { street: '火星街道', community_code: '79999', community: '火星社区' })),
        lineOf(row(8, { outcome: 'later' })),
        lineOf(row(1)),
        lineOf(row('')),
        lineOf(row(11)).replace('测试单位', '"测试'),
        lineOf(row(12)),
      ),
      Buffer.from('13,2019-03-04,'),
      Buffer.from([0xc6, 0xba, 0xc9, 0xbd]),
      Buffer.from(
        `,x\n${lineOf(row(14, { dispose_unit: '甲,"乙"\n丙', dispose_unit_id: '9002' }))}\n${lineOf(row(15)).slice(0, 40)}`,
      ),
    ]);
    const done = await importCases(app(), { file });
    // A line that fails leaves nothing behind, not even the street that only it names.
    const { all } = await app().modules.areas.tree();
    expect(all.map(({ name }) => name)).not.toContain('火星街道');
    expect(await remarks(app(), done)).toEqual([
      '3 date_impossible create_time',
      '4 date_impossible create_time',
      '5 date_future create_time',
      '6 columns_missing',
      '7 columns_extra',
      '8 area_unknown street',
      '8 area_unknown community',
      '9 outcome_unknown outcome',
      '10 id_twice rec_id',
      '11 id_missing rec_id',
      '12 quote_open',
      '14 encoding_line',
      '17 file_cut',
    ]);
    expect(done).toMatchObject({ state: 'done', linesNew: 3, linesFailed: 12, lineCount: 15 });
    expect((await counts(app(), 'unit')).map(({ key, label, received }) => [key, label, received])).toEqual([
      ['9001', '测试单位', 2],
      ['9002', '甲,"乙"\n丙', 1],
    ]);
  });

  test('refuse the file before anything is written when columns are missing', async () => {
    const preview = await previewCases(app(), {
      file: csvOf(
        [row(90)],
        COLUMNS.filter((name) => name !== 'outcome' && name !== 'street'),
      ),
    });
    expect(preview).toMatchObject({ acceptable: false });
    expect(await remarks(app(), preview)).toEqual(['1 header_missing street', '1 header_missing outcome']);
    expect(await app().modules.intake.imports.start(preview.id)).toMatchObject({
      ok: false,
      error: { code: 'import_not_ready' },
    });
  });

  test.each([
    ['GB18030', Buffer.from([0xc6, 0xba, 0xc9, 0xbd])],
    ['UTF-16LE', Buffer.from('坪山', 'utf16le')],
  ])('name a file in %s, which is then read when the encoding is told', async (name, _sample) => {
    const wanted = csvOf([row(`e-${name}`, { dispose_unit: '坪山', dispose_unit_id: `u-${name}` })]);
    const encoded = name === 'UTF-16LE' ? Buffer.from(wanted.toString('utf8'), 'utf16le') : gb18030(wanted.toString('utf8'));
    const refused = await previewCases(app(), { file: encoded });
    expect(refused.acceptable).toBe(false);
    const found = await app().modules.intake.imports.findings(refused.id, { limit: 10 });
    expect(found).toMatchObject({ value: { items: [{ code: 'encoding_other', value: name }] } });
    const encoding = name === 'UTF-16LE' ? 'utf-16le' : 'gb18030';
    expect(await importCases(app(), { file: encoded, encoding })).toMatchObject({ state: 'done', linesNew: 1, linesFailed: 0 });
    expect((await counts(app(), 'unit')).find(({ key }) => key === `u-${name}`)?.label).toBe('坪山');
  });
});

/** The few characters of the fixture in GB18030, for Node only decodes it. */
function gb18030(plain: string): Buffer {
  const pairs = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1)
      if (low !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from(
    Array.from(plain).flatMap((letter) => (letter < '\u{80}' ? [letter.charCodeAt(0)] : (pairs.get(letter) ?? [0x3f]))),
  );
}

describe('quirks of a file', () => {
  const app = useDistrict();
  const rows: FileRow[] = [
    row(1, { dispose_unit: '甲单位（坪山街道办事处）' }),
    row(2, { dispose_unit: '甲单位' }),
    row(3, { dispose_unit: '甲单位' }),
    row(4, { dispose_unit: '甲单位', dispose_unit_id: '9009' }),
    row(5, { dispose_unit: '无号单位', dispose_unit_id: '-' }),
    row(6, { dispose_unit: '-', dispose_unit_id: '-' }),
    row(7, { street: '-', community: '-', community_code: '-', outcome: 'overtime' }),
    row(8, { community: '-', community_code: '-' }),
    row(9, { sub_type: '另一名称', main_type: '丁中类', main_type_id: '21' }),
    row(10, { main_type_id: '300', main_type: '同号中类', sub_type_id: '20', sub_type: '同号小类' }),
    row(11, { sub_type: '甲&amp;乙&mdash;丙', sub_type_id: '301' }),
    row(12, { sub_type: '-', sub_type_id: '-' }),
    row(13, { street: '龙田街道' }),
    row(14, { street: '新街道', community: '-', community_code: '-' }),
    row(15, { community: '六联', outcome: 'overtime' }),
    row(16, { source: 'it\'s "new", 渠道', property: '' }),
    row(17, { dispose_unit: '长'.repeat(500), dispose_unit_id: '9017', create_time: '2018/12/31 23:59:59' }),
  ];

  test('change no total, whatever the order of columns', async () => {
    const done = await importCases(app(), { file: csvOf(rows, [...COLUMNS].reverse()) });
    expect(done).toMatchObject({ state: 'done', linesNew: rows.length, linesFailed: 0 });
    const or = (value: string): string => (value === '' ? '-' : value);
    expect(await totals(app(), 'unit')).toEqual(
      expectedCounts(rows, (one) => (one.dispose_unit_id === '-' ? one.dispose_unit : one.dispose_unit_id)),
    );
    expect(await totals(app(), 'community')).toEqual(expectedCounts(rows, (one) => one.community_code));
    expect(await totals(app(), 'street')).toEqual(expectedCounts(rows, (one) => one.street));
    expect(await totals(app(), 'category', 1)).toEqual(expectedCounts(rows, (one) => one.event_type_id));
    expect(await totals(app(), 'category', 2)).toEqual(expectedCounts(rows, (one) => one.main_type_id));
    expect(await totals(app(), 'category', 3)).toEqual(expectedCounts(rows, (one) => one.sub_type_id));
    expect(await totals(app(), 'channel')).toEqual(expectedCounts(rows, (one) => one.source));
    expect(await totals(app(), 'kind')).toEqual(expectedCounts(rows, (one) => or(one.property)));
    expect(await totals(app(), 'month')).toEqual(expectedCounts(rows, (one) => one.create_time.slice(0, 7).replace('/', '-')));
    expect(await totals(app(), 'outcome')).toEqual(expectedCounts(rows, (one) => one.outcome));
  });

  test('are reported, and the name used most is taken', async () => {
    const preview = await previewCases(app(), { file: csvOf(rows) });
    const found = await remarks(app(), preview, ['error', 'warning', 'note']);
    const expected = [
      '2 unit_spellings',
      '2 category_spellings',
      '2 category_parents',
      '8 area_missing community',
      '12 entity_decoded sub_type',
      '14 area_other_parent street',
      '16 area_other_name community',
    ];
    expect(expected.filter((remark) => !found.includes(remark))).toEqual([]);
    expect((await counts(app(), 'unit')).find(({ key }) => key === '9001')?.label).toBe('测试单位');
    expect((await counts(app(), 'category', 3)).find(({ key }) => key === '301')?.label).toBe('甲&乙—丙');
  });

  test('leave past cases without owner and clock, and their journal rebuilds them', async () => {
    const { items } = await app()
      .modules.cases.reader.list({ limit: 50, order: 'newest' }, OPERATOR)
      .then((listed) => (listed.ok ? listed.value : { items: [] }));
    expect(items).toHaveLength(rows.length);
    expect(
      items.every(({ historical, owner, clock, state }) => historical && owner === null && clock === null && state === 'closed'),
    ).toBe(true);
    for (const { id } of items.slice(0, 3)) {
      const journal = await app().modules.cases.reader.journal(id, OPERATOR);
      expect(journal).toMatchObject({ ok: true, value: { intact: true, items: [{ verb: 'import_historical', seq: 1 }] } });
      const { db } = app().platform.store;
      const stored = await db.selectFrom('case_event').select('facts').where('case_id', '=', id).executeTakeFirstOrThrow();
      const body = await db.selectFrom('case_file').select('body').where('id', '=', id).executeTakeFirstOrThrow();
      const rebuilt = evolve(unborn(id), { set: (stored.facts as { set: Partial<CaseCore> }).set });
      expect(rebuilt).toEqual((body.body as { core: CaseCore }).core);
    }
  });
});

describe('an import that is cut off', () => {
  const store = useTestStore();
  const rows = Array.from({ length: 2600 }, (_, i) =>
    row(i, {
      dispose_unit_id: String(9000 + (i % 7)),
      dispose_unit: `单位${i % 7}`,
      outcome: i % 5 === 0 ? 'overtime' : 'intime',
    }),
  );

  test('goes on where it stood, and adds nothing when it is repeated', async () => {
    const first = await emptyApp(store(), machine());
    await importAreas(first, POINTS, OUTLINE);
    const file = csvOf(rows);
    const { id } = await previewCases(first, { file });
    await first.modules.intake.imports.start(id);
    await expect.poll(() => linesDone(first, id), { timeout: 25_000, interval: 20 }).toBeGreaterThan(0);
    await first.close();
    const between = await linesDone(first, id);
    expect(between).toBeLessThan(rows.length);

    const second = await emptyApp(store(), machine());
    const again = await previewCases(second, { file });
    expect(again).toMatchObject({ id, state: 'running', linesDone: between });
    await second.modules.intake.imports.start(id);
    await second.modules.intake.imports.settled(id);
    const done = await second.modules.intake.imports.get(id);
    expect(done).toMatchObject({
      ok: true,
      value: { state: 'done', linesDone: rows.length, linesNew: rows.length, linesKnown: 0 },
    });
    expect(await totals(second, 'unit')).toEqual(expectedCounts(rows, (one) => one.dispose_unit_id));
    expect(done.ok && done.value.suggestion?.asked).toBe(rows.length);

    expect(await importCases(second, { file })).toMatchObject({ state: 'done', linesNew: 0, linesKnown: rows.length });
    await second.close();
  });

  test('stops when it is cancelled and can be taken up again', async () => {
    const app = await emptyApp(store(), machine());
    const more = rows.map((one) => ({ ...one, rec_id: `c${one.rec_id}` }));
    const { id } = await previewCases(app, { file: csvOf(more) });
    await app.modules.intake.imports.start(id);
    await expect.poll(() => linesDone(app, id)).toBeGreaterThan(0);
    expect(await app.modules.intake.imports.cancel(id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    await app.modules.intake.imports.settled(id);
    const stopped = await linesDone(app, id);
    expect(stopped).toBeLessThan(more.length);
    expect(await importCases(app, { file: csvOf(more) })).toMatchObject({ id, state: 'done', linesNew: more.length });
    await app.close();
  });

  async function linesDone(app: App, id: string): Promise<number> {
    const row_ = await app.platform.store.db
      .selectFrom('import_run')
      .select('lines_done')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row_.lines_done;
  }
});

describe('a live import', () => {
  const app = useDistrict();

  const listedOf = async (query: { readonly importId?: string; readonly order: 'due' | 'newest' }) => {
    const listed = await app().modules.cases.reader.list({ limit: 50, ...query }, OPERATOR);
    return listed.ok ? listed.value.items : [];
  };

  test('brings cases into the loop and says how often the suggested lead was right', async () => {
    const past = await importCases(app(), { file: csvOf(Array.from({ length: 10 }, (_, i) => row(`h${i}`))) });
    const lines = Array.from({ length: 20 }, (_, i) =>
      row(i, i % 4 === 3 ? { dispose_unit: '另一单位', dispose_unit_id: '9002' } : {}),
    );
    const done = await importCases(app(), { file: csvOf(lines), mode: 'live' });
    expect(done).toMatchObject({
      state: 'done',
      failure: null,
      linesNew: 20,
      suggestion: { asked: 20, answered: 20, hitsAt1: 15, hitsAt3: 19 },
    });
    const states = await totals(app(), 'state');
    expect(states.get('reported')?.received).toBe(20);
    const items = await listedOf({ order: 'due' });
    expect(items).toHaveLength(20);
    const idsOf = (found: typeof items) => found.map(({ id }) => id).toSorted();
    expect(idsOf(await listedOf({ order: 'newest', importId: done.id }))).toEqual(idsOf(items));
    expect(await listedOf({ order: 'newest', importId: past.id })).toHaveLength(10);
    expect(
      items.every(({ owner, clock, historical }) => owner?.unit.name === '坪山区网格化指挥中心' && clock !== null && !historical),
    ).toBe(true);
    const matter = await app().modules.catalogue.picture();
    expect(matter.rowsOf(items[0]?.category.id ?? '')).toHaveLength(1);
    expect(await importCases(app(), { file: csvOf(lines), mode: 'live' })).toMatchObject({ linesNew: 0, linesKnown: 20 });
    expect(await importCases(app(), { file: csvOf([row('open', { outcome: '-' })]), mode: 'live' })).toMatchObject({
      linesNew: 1,
    });
  });
});

describe('a workbook', () => {
  const app = useDistrict();

  test('is read like a CSV file, dates as dates', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('cases');
    sheet.addRow([...COLUMNS]);
    const rows = [row(1), row(2, { create_time: '2018-11-30' })];
    for (const one of rows)
      sheet.addRow(
        COLUMNS.map((column) =>
          column === 'create_time'
            ? new Date(`${one[column]}T00:00:00Z`)
            : /^\d+$/.test(one[column])
              ? Number(one[column])
              : one[column],
        ),
      );
    sheet.addRow(['3', 'not a day']);
    const done = await importCases(app(), { file: Buffer.from(await workbook.xlsx.writeBuffer()) });
    expect(done).toMatchObject({ state: 'done', linesNew: 2, linesFailed: 1 });
    expect(await totals(app(), 'month')).toEqual(expectedCounts(rows, (one) => one.create_time.slice(0, 7)));
    expect((await remarks(app(), done))[0]).toBe('4 date_impossible create_time');
  });
});

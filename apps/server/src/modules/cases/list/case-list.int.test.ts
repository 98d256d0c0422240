import { caseListRoutes, type CaseMoved } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, refusal, value, WEST, type World, type WorldRole } from '../../../testing/world.fixture.ts';

const store = useTestStore();
let world: World;
let east: CaseMoved;
let west: CaseMoved;
let texts: Readonly<Record<string, string>>;

async function report(description: string, position = EAST, place = ''): Promise<CaseMoved> {
  const { categoryId } = await world.matter('0110');
  const body = { description, categoryId, channel: 'hotline', position, place };
  return value(await world.as('intake').reportCase({ body })).case;
}

beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
  east = await report('=HYPERLINK("http://example.org","点我")', EAST, '@幸福路12号');
  west = await report('西门口垃圾堆放，联系人电话13800138000', WEST);
  texts = {
    lid: (await report('幸福里小区三号楼后井盖丢失', WEST)).id,
    plate: (await report('浙LA123停在消防通道', WEST)).id,
    bar: (await report('KTV深夜噪音 88 分贝', WEST)).id,
  };
  // Reads the whole county, and may export one street.
  const { modules } = world.app;
  await store().inTransaction(async (trx) => {
    const account = await trx
      .selectFrom('account')
      .select('person_id')
      .where('id', '=', world.accounts.verifier)
      .executeTakeFirstOrThrow();
    await modules.organisation.createPost(trx, {
      personId: account.person_id,
      roleId: 'shift_leader',
      unitId: null,
      areaId: world.areas.eastStreet,
    });
  });
  await world.pass(60_000);
});
afterAll(() => world.close());

const verbsFor = async (role: WorldRole, ids: readonly string[]) =>
  value(await world.as(role).listCaseVerbs({ query: { ids: [...ids] } })).items;

describe('what many cases allow', () => {
  it('is what the machine allows with each, as its own page says it', async () => {
    const [item] = await verbsFor('intake', [east.id]);
    const detail = value(await world.as('intake').getCase({ params: { caseId: east.id } }));
    expect(item).toEqual({
      id: east.id,
      version: detail.version,
      allowedVerbs: detail.allowedVerbs,
      maySupervise: false,
    });
    expect(detail.allowedVerbs.length).toBeGreaterThan(0);
  });

  it('says nothing of cases outside the reach, and answers for a full screen in as many queries as for one', async () => {
    expect((await verbsFor('eastStreet', [east.id, west.id])).map(({ id }) => id)).toEqual([east.id]);
    expect(await verbsFor('westStreet', [east.id])).toEqual([]);
    const tooMany = Array.from({ length: 201 }, (_, at) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`);
    expect(refusal(await world.as('shift').listCaseVerbs({ query: { ids: tooMany } }))).toBe('validation_failed');
  });
});

describe('the search of a list', () => {
  const found = async (q: string): Promise<string[]> =>
    value(await world.as('shift').listCases({ query: { q } })).items.map(({ id }) => id);

  it.each([
    ['井盖', 'lid'],
    ['盖丢', 'lid'],
    ['楼后', 'lid'],
    ['la12', 'plate'],
    ['ＬＡ123', 'plate'],
    ['123停在', 'plate'],
    ['ktv', 'bar'],
    ['88', 'bar'],
    ['噪音 88', 'bar'],
    ['深夜噪', 'bar'],
  ])('finds by the fragment %s', async (q, name) => {
    expect(await found(q)).toEqual([texts[name]]);
  });

  it('finds nothing by what stands nowhere', async () => {
    expect(await found('井灯')).toEqual([]);
    expect(await found('LA124')).toEqual([]);
  });
});

describe('the length of a list', () => {
  it('is counted by the same filters, within the reach of the reader', async () => {
    const count = async (role: WorldRole, query: object) => value(await world.as(role).countCaseList({ query }));
    expect(await count('shift', {})).toEqual({ count: 5, capped: false });
    expect(await count('eastStreet', {})).toEqual({ count: 1, capped: false });
    expect(await count('shift', { areaId: world.areas.westStreet, q: '井盖' })).toEqual({ count: 1, capped: false });
    expect(await count('handler', {})).toEqual({ count: 0, capped: false });
  });
});

async function exported(role: WorldRole, query = ''): Promise<ExcelJS.Worksheet> {
  const url = `${caseListRoutes.exportCaseList.path}${query}`;
  const reply = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf(role) });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toContain('spreadsheetml');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(reply.rawPayload.buffer as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('the file has no sheet');
  return sheet;
}
const rowOf = (sheet: ExcelJS.Worksheet, at: number): string[] => {
  const cells: string[] = [];
  sheet.getRow(at).eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
  return cells;
};
const numbersIn = (sheet: ExcelJS.Worksheet): string[] =>
  Array.from({ length: sheet.rowCount - 2 }, (_, at) => sheet.getRow(at + 3).getCell(1).text);

describe('the file of a list', () => {
  it('says who took it out, when, by which filters in words, and how many cases it holds', async () => {
    const sheet = await exported('shift', `?areaId=${world.areas.westStreet}&state=reported,registering&q=井盖`);
    const mark = sheet.getCell('A1').text;
    expect(mark).toContain('导出人 测试shift');
    expect(mark).toContain('2026-05-11 09:01:00 Asia/Shanghai');
    expect(mark).toContain('区域：西街道');
    expect(mark).toContain('包含文字：井盖');
    expect(mark).toMatch(/状态：.+、.+/);
    expect(mark).toContain('共 1 件');
    expect(numbersIn(sheet)).toHaveLength(1);
  });

  it('has the five columns that are always there and then those that were chosen, in their order', async () => {
    const sheet = await exported('shift', '?columns=reopens,grid,state');
    expect(rowOf(sheet, 2)).toEqual(['编号', '事项', '描述', '地点', '责任单位', '时限', '重开次数', '网格', '状态']);
    expect(sheet.getCell('G3').value).toBe(0);
  });

  it('holds the cases of the list and no more than the reach of exporting, whatever else may be read', async () => {
    const all = value(await world.as('shift').listCases({ query: {} })).items.map(({ number }) => number);
    expect(numbersIn(await exported('shift'))).toEqual(all);
    expect(value(await world.as('verifier').listCases({ query: {} })).items).toHaveLength(5);
    expect(numbersIn(await exported('verifier'))).toEqual([east.number]);
    expect((await exported('verifier')).getCell('A1').text).toContain('共 1 件');
    expect(numbersIn(await exported('eastStreet', `?areaId=${world.areas.westStreet}`))).toEqual([]);
  });

  it('runs nothing that somebody wrote, and shows texts as masked as the list does', async () => {
    const sheet = await exported('shift', `?areaId=${world.areas.eastStreet}`);
    expect(sheet.getCell('C3').value).toBe(`'=HYPERLINK("http://example.org","点我")`);
    expect(sheet.getCell('D3').value).toBe(`'@幸福路12号`);
    const shown = value(await world.as('shift').listCases({ query: { q: '西门口' } })).items[0]?.description ?? '';
    expect(shown).not.toContain('13800138000');
    const masked = await exported('shift', '?q=西门口');
    expect(masked.getCell('C3').text).toBe(shown);
  });

  it('is refused to who may not export, and leaves a trace when it is given', async () => {
    const url = caseListRoutes.exportCaseList.path;
    const reply = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('handler') });
    expect(reply.statusCode).toBe(403);
    await exported('leader', '?q=13912345678');
    const entry = await store()
      .db.selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'case.export')
      .where('account_id', '=', world.accounts.leader)
      .executeTakeFirstOrThrow();
    expect(entry.detail).toMatchObject({ rows: 0, columns: ['state', 'reportedAt'] });
    expect(JSON.stringify(entry.detail)).not.toContain('13912345678');
  });

  it('speaks the language of whoever asks', async () => {
    await store().db.updateTable('account').set({ locale: 'en' }).where('id', '=', world.accounts.leader).execute();
    await world.pass(60_000);
    const sheet = await exported('leader', '?lamp=red');
    expect(sheet.getCell('A1').text).toContain('Filters: Clock: Overdue');
    expect(rowOf(sheet, 2)[0]).toBe('Number');
  });
});

describe('supervision of many cases', () => {
  it('is offered for those which may be put under supervision, as the order itself is taken or refused', async () => {
    const ended = await report('不属受理范围的事项');
    const payload = { reason: '不属受理范围', explanation: '请向法院提出' };
    value(await world.as('intake').decline({ params: { caseId: ended.id }, body: { version: ended.version, payload } }));
    // The verifier reads the county and supervises the eastern street.
    for (const role of ['leader', 'verifier', 'intake'] as const) {
      for (const { id, maySupervise } of await verbsFor(role, [east.id, west.id, ended.id])) {
        const body = { text: '请说明进展', dueAt: '2026-05-12T01:00:00Z' };
        const order = await world.as(role).orderSupervision({ params: { caseId: id }, body });
        expect([role, id, order.ok]).toEqual([role, id, maySupervise]);
      }
    }
    const offered = (await verbsFor('verifier', [east.id, west.id])).map(({ id, maySupervise }) => [id, maySupervise]);
    expect(new Map(offered as [string, boolean][])).toEqual(
      new Map([
        [east.id, true],
        [west.id, false],
      ]),
    );
  });
});

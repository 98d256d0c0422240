import { statisticsRoutes, type RouteAnswer } from '@gridward/contract';
import { HOUR_MS, MINUTE_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, value, WEST, type World } from '../../testing/world.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;

const report = async (position = EAST): Promise<{ id: string; version: number }> => {
  const { categoryId } = await world.matter('0110');
  const body = { description: '路口垃圾堆放三天没人管', categoryId, channel: 'hotline', position };
  return value(await world.as('intake').reportCase({ body })).case;
};

const dispatched = async (): Promise<{ id: string; version: number }> => {
  const { rowId } = await world.matter('0110');
  const { id, version } = await report();
  const params = { caseId: id };
  const registered = value(await world.as('intake').register({ params, body: { version, payload: {} } }));
  const filed = value(
    await world.as('shift').file({ params, body: { version: registered.version, payload: { standardRowId: rowId } } }),
  );
  const payload = { leadUnitId: world.units.sanitation };
  return value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
};

const closed = async (): Promise<void> => {
  const { id, version } = await dispatched();
  const params = { caseId: id };
  const accepted = value(await world.as('handler').accept({ params, body: { version, payload: {} } }));
  const result = { version: accepted.version, payload: { result: '已清运' } };
  const handled = value(await world.as('handler').submit_result({ params, body: result }));
  const confirmed = value(
    await world.as('dispatcher').confirm_result({ params, body: { version: handled.version, payload: {} } }),
  );
  const finding = { version: confirmed.version, payload: { finding: '现场已清理' } };
  const checked = value(await world.as('verifier').check_pass({ params, body: finding }));
  const payload = { closureKind: 'solved', explanation: '垃圾已清运' } as const;
  value(await world.as('shift').close({ params, body: { version: checked.version, payload } }));
};

beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds() });
  await closed();
  await dispatched();
  await report(WEST);
  // Past the limit of handling; nothing has marked the breach yet.
  const dueAt = new Date(clock.now() - HOUR_MS);
  await store().db.updateTable('case_file').set({ due_at: dueAt }).where('clock_kind', '=', 'handling').execute();
});
afterAll(() => world.close());

type Counts = RouteAnswer<(typeof statisticsRoutes)['countCases']>;

async function countBy(by: string): Promise<Counts> {
  const url = `${statisticsRoutes.countCases.path}?by=${by}`;
  const answer = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('leader') });
  expect(answer.statusCode).toBe(200);
  return answer.json<Counts>();
}

const listOf = async (filters: object): Promise<number> =>
  value(await world.as('shift').listCases({ query: { limit: 200, ...filters } })).items.length;

describe('every row of the statistics', () => {
  it.each([
    ['unit', 'leadUnitId'],
    ['street', 'areaId'],
    ['community', 'areaId'],
    ['category', 'categoryId'],
  ] as const)('by %s opens lists of as many cases as each of its numbers says', async (by, filter) => {
    const rows = (await countBy(by)).filter(({ key }) => key !== '-');
    expect(rows.length).toBeGreaterThan(0);
    const opened = rows.map(async (row) => {
      const of = { [filter]: row.id };
      const ended = { ...of, state: 'closed,forced_close' };
      return {
        ...row,
        received: await listOf(of),
        closed: await listOf(ended),
        closedOnTime: await listOf({ ...ended, closedOnTime: 'true' }),
        overdue: await listOf({ ...of, overdue: 'true' }),
      };
    });
    expect(rows).toEqual(await Promise.all(opened));
    expect(rows.every(({ id }) => id !== null)).toBe(true);
  });

  it('counts a limit that has run out as overdue before anybody marked it, and the list agrees', async () => {
    expect(await listOf({ overdue: 'true' })).toBe(1);
    expect(await listOf({ overdue: 'false' })).toBe(2);
    expect(await listOf({ closedOnTime: 'true' })).toBe(1);
    expect(await listOf({ closedOnTime: 'false' })).toBe(0);
  });
});

describe('the workbooks', () => {
  const sheetOf = async (url: string) => {
    const reply = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('leader') });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(reply.rawPayload).buffer);
    const [sheet] = workbook.worksheets;
    if (sheet === undefined) throw new Error('no sheet');
    const lines = Array.from({ length: sheet.rowCount }, (_, line) => sheet.getRow(line + 1).values);
    return { file: reply.headers['content-disposition'], name: sheet.name, lines: lines as (string | number | undefined)[][] };
  };
  const both = async () => ({
    counts: await sheetOf(`${statisticsRoutes.exportCaseCounts.path}?by=outcome`),
    cases: await sheetOf(statisticsRoutes.exportCases.path),
  });

  it('speak the language of whoever takes them out: their names, headings, words and the line that says who did', async () => {
    const chinese = await both();
    await store().db.updateTable('account').set({ locale: 'en' }).where('id', '=', world.accounts.leader).execute();
    await world.pass(MINUTE_MS);
    const english = await both();
    expect([chinese.counts.name, chinese.cases.name]).toEqual(['案件统计', '案件清单']);
    expect([english.counts.name, english.cases.name]).toEqual(['case counts', 'cases']);
    expect(chinese.counts.file).toContain(encodeURIComponent('案件统计.xlsx'));
    expect(english.cases.file).toContain('cases.xlsx');
    expect(chinese.counts.lines[0]?.[1]).toMatch(/^导出人 .* · 范围 本人权限范围$/);
    expect(english.counts.lines[0]?.[1]).toMatch(/^Exported by .* · scope own permissions$/);
    expect(english.counts.lines[1]).toEqual([undefined, 'Code', 'Name', 'Received', 'Closed', 'Closed in time', 'Overdue']);
    expect(chinese.counts.lines.map((line) => line[2])).toEqual(expect.arrayContaining(['名称', '在办', '按时办结']));
    expect(english.counts.lines.map((line) => line[2])).toEqual(expect.arrayContaining(['Name', 'Open', 'Ended in time']));
    const [, head = [], first = []] = english.cases.lines;
    const cell = (title: string) => first[head.indexOf(title)];
    expect(english.cases.lines).toHaveLength(chinese.cases.lines.length);
    expect([cell('State'), cell('Past case'), cell('Channel')]).toEqual([expect.stringMatching(/^[A-Z]/), 'No', 'hotline']);
    expect(head.join()).not.toMatch(/\p{Script=Han}/u);
  });
});

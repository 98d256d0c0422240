import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportProgress } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvOf, row } from '../../testing/import.fixture.ts';
import { createWorld, EAST, value, WEST, type World } from '../../testing/world.fixture.ts';

const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
  await world.app.modules.intake.fetchChannels();
});
afterAll(() => world.close());

const BOUNDARY = 'x-test-boundary';
function multipart(fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Buffer>>): Buffer {
  const parts = [
    ...Object.entries(fields).map(([name, text]) =>
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`),
    ),
    ...Object.entries(files).flatMap(([name, bytes]) => [
      Buffer.from(
        `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="${name}.csv"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
  ];
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const MAPPING = Buffer.from(
  JSON.stringify({
    format: 'gridward-case-mapping/1',
    source: 'test',
    codeSystem: { id: 'TEST', name: { zh: '测试', en: 'Test' }, version: '1', source: 'invented' },
    categoryKind: 'event',
    timeZone: 'Asia/Shanghai',
    missing: ['-'],
    columns: {
      externalId: 'rec_id',
      receivedAt: 'create_time',
      areas: [{ level: 'community', name: 'community' }],
      categories: [{ id: 'event_type_id', name: 'event_type' }],
      unit: { name: 'dispose_unit' },
      outcome: 'outcome',
      description: 'outcome_cn',
    },
    outcomes: { intime: { closedOnTime: true }, overtime: { closedOnTime: false } },
    channels: {},
    createLevels: [],
    standardRow: { filing: { zh: '甲', en: 'A' }, closing: { zh: '乙', en: 'B' }, limit: { value: 5, unit: 'WD' } },
  }),
);

async function post(url: string, headers: Readonly<Record<string, string>>, payload: Buffer | object = {}) {
  const type = Buffer.isBuffer(payload) ? { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } : {};
  return world.app.http.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload });
}
const get = (url: string, headers: Readonly<Record<string, string>>) => world.app.http.inject({ method: 'GET', url, headers });

describe('imports over HTTP', () => {
  let admin: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { modules } = world.app;
    const hashed = await modules.access.hashPassword('importer', 'Correct-Horse-9');
    await world.app.platform.store.inTransaction(async (trx) => {
      await trx
        .insertInto('role')
        .values({
          id: 'importer',
          name_zh: '导入员',
          name_en: 'Importer',
          permissions: ['import.run', 'statistics.read', 'case.export', 'case.read'],
        })
        .execute();
      const personId = await modules.organisation.createPerson(trx, { name: '测试导入员' });
      await modules.organisation.createPost(trx, { personId, roleId: 'importer', areaId: world.areas.county });
      await modules.access.createAccountFor(trx, {
        personId,
        signInName: 'importer',
        passwordHash: hashed.ok ? hashed.value : '',
        mustChangePassword: false,
      });
    });
    const reply = await world.app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { signInName: 'importer', password: 'Correct-Horse-9' },
    });
    admin = {
      cookie: reply.cookies.map(({ name, value: text }) => `${name}=${text}`).join('; '),
      'x-csrf-token': reply.json<{ csrfToken: string }>().csrfToken,
    };
  });

  test('go from upload to findings, and free text is screened', async () => {
    const rows = [
      row(1, { community: '东一社区', outcome_cn: '请打 13812345678 找我' }),
      row(2, { community: '西一社区', outcome: 'overtime', create_time: '2019-04-30' }),
      row(3, { community: '=cmd()' }),
    ];
    const preview = await post('/api/v1/imports', admin, multipart({ kind: 'cases' }, { file: csvOf(rows), mapping: MAPPING }));
    expect(preview.statusCode).toBe(201);
    const { id, sample } = preview.json<ImportProgress>();
    expect(sample).toHaveLength(2);
    expect((await post(`/api/v1/imports/${id}/start`, admin)).statusCode).toBe(202);
    await world.app.modules.intake.imports.settled(id);
    expect((await get(`/api/v1/imports/${id}`, admin)).json()).toMatchObject({ state: 'done', linesNew: 2, linesFailed: 1 });
    expect((await get('/api/v1/imports?limit=1', admin)).json()).toMatchObject({ items: [{ id }] });
    const errors = await get(`/api/v1/imports/${id}/findings?severity=error`, admin);
    expect(errors.json()).toMatchObject({ items: [{ line: 4, code: 'area_unknown', column: 'community', value: '=cmd()' }] });
    const csv = await get(`/api/v1/imports/${id}/findings.csv`, admin);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.payload.startsWith('\u{feff}行号 line,')).toBe(true);
    expect(csv.payload).toContain("4,error,area_unknown,community,'=cmd()");
    const stored = await store()
      .db.selectFrom('case_file')
      .select(['id', 'description'])
      .where('external_id', '=', '1')
      .executeTakeFirstOrThrow();
    expect(stored.description).not.toContain('13812345678');
    expect(await store().db.selectFrom('reporter_vault').select('case_id').execute()).toEqual([{ case_id: stored.id }]);
  });

  test('are for those who may import in the whole jurisdiction', async () => {
    const body = multipart({ kind: 'cases' }, { file: csvOf([row(1)]), mapping: MAPPING });
    expect((await post('/api/v1/imports', world.headersOf('eastWorker'), body)).statusCode).toBe(403);
    expect((await get('/api/v1/imports', world.headersOf('intake'))).statusCode).toBe(403);
  });

  test.each([
    ['no file', multipart({ kind: 'cases', model: 'pingshan' }, {}), 'validation_failed'],
    ['no such model', multipart({ kind: 'cases', model: '../default' }, { file: csvOf([row(1)]) }), 'model_unknown'],
    ['neither model nor mapping', multipart({ kind: 'cases' }, { file: csvOf([row(1)]) }), 'validation_failed'],
    [
      'a mapping that is none',
      multipart({ kind: 'cases' }, { file: csvOf([row(1)]), mapping: Buffer.from('{') }),
      'validation_failed',
    ],
    ['areas without an outline', multipart({ kind: 'areas', model: 'pingshan' }, { file: csvOf([row(1)]) }), 'file_unreadable'],
  ])('refuse %s', async (_name, body, code) => {
    expect((await post('/api/v1/imports', admin, body)).json()).toMatchObject({ code });
  });

  test('statistics count what the reader may see, and go into a workbook that is logged (CQ-33)', async () => {
    const all = await get('/api/v1/statistics/cases?by=community', admin);
    expect(all.json()).toMatchObject([
      { key: '990101001001', label: '东一社区', received: 1, closed: 1, closedOnTime: 1, overdue: 0 },
      { key: '990101002001', label: '西一社区', received: 1, closed: 1, closedOnTime: 0, overdue: 1 },
    ]);
    const east = await get('/api/v1/statistics/cases?by=outcome', world.headersOf('eastStreet'));
    expect(east.json()).toMatchObject([
      { key: 'intime', label: '按期办结', received: 1, closed: 1, closedOnTime: 1, overdue: 0 },
    ]);
    expect((await get('/api/v1/statistics/cases?by=month&from=2019-04-30&to=2019-04-30', admin)).json()).toMatchObject([
      { key: '2019-04', received: 1 },
    ]);
    expect((await get(`/api/v1/statistics/cases?by=unit&areaId=${world.areas.westStreet}`, admin)).json()).toMatchObject([
      { key: '测试单位', overdue: 1 },
    ]);

    const sheet = await sheetOf((await get('/api/v1/statistics/cases.xlsx?by=community', admin)).rawPayload);
    expect(sheet.getRow(1).getCell(1).text).toMatch(/^导出人 测试导入员 · 时间 2026-05-11 .* · 范围 /);
    expect(sheet.getRow(2).values).toEqual([undefined, '编号', '名称', '受理', '办结', '按期办结', '逾期']);
    expect(sheet.getRow(3).values).toEqual([undefined, '990101001001', '东一社区', 1, 1, 1, 0]);
    const listed = await sheetOf(
      (await get(`/api/v1/case-exports/cases.xlsx?areaId=${world.areas.eastStreet}`, admin)).rawPayload,
    );
    expect(listed.rowCount).toBe(3);
    expect(listed.getRow(3).getCell(7).text).toBe('测试县 › 东街道 › 东一社区');
    expect((await get('/api/v1/case-exports/cases.xlsx', world.headersOf('handler'))).statusCode).toBe(403);
    const logged = await store()
      .db.selectFrom('audit_log')
      .select('action')
      .where('action', 'like', '%export')
      .orderBy('seq')
      .execute();
    expect(logged.map(({ action }) => action)).toEqual(['statistics.export', 'case.export']);
  });
});

async function sheetOf(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

describe('duplicates', () => {
  test('are offered before saving: the same spot first, other places and what the reader may not see never', async () => {
    const { categoryId } = await world.matter('0101');
    const report = (description: string, position: { lng: number; lat: number }) =>
      world
        .as('intake')
        .reportCase({ body: { description, categoryId, position, channel: 'desk' } })
        .then(value);
    const near = await report('路口垃圾成堆没人清理', { lng: EAST.lng + 0.0001, lat: EAST.lat });
    const farther = await report('垃圾桶满了', { lng: EAST.lng + 0.0015, lat: EAST.lat });
    await report('路口垃圾成堆没人清理', WEST);
    const query = { description: '路口的垃圾成堆，没人清理', categoryId, lng: EAST.lng, lat: EAST.lat };
    const { items } = value(await world.as('intake').findDuplicates({ query }));
    expect(items.map((one) => one.case.id)).toEqual([near.case.id, farther.case.id]);
    expect(items[0]).toMatchObject({
      distanceM: 10,
      reasons: ['same_place', 'same_grid', 'same_category', 'recent', 'similar_words'],
    });
    expect(items[1]?.reasons).toContain('near');
    const others = value(await world.as('intake').findDuplicates({ query: { ...query, exceptCaseId: near.case.id } }));
    expect(others.items.map((one) => one.case.id)).toEqual([farther.case.id]);
    expect(value(await world.as('eastWorker').findDuplicates({ query: { ...query, ...WEST } })).items).toEqual([]);
  });
});

describe('a channel that exchanges files', () => {
  test('SH-05 PT-20 brings reports in once and is told each change of state, under the number of the case (FR-43 DS-05)', async () => {
    const { db, dataDir } = store();
    await db
      .insertInto('channel')
      .values({
        id: 'city_hotline',
        name_zh: '市热线',
        name_en: 'City hotline',
        kind: 'hotline',
        adapter: 'files',
        settings: JSON.stringify({ statuses: { received: '已收' } }),
      })
      .execute();
    const folder = join(dataDir, 'exchange', 'city_hotline');
    mkdirSync(join(folder, 'in'), { recursive: true });
    const picture = await world.app.modules.catalogue.picture();
    const matter = picture.category((await world.matter('0101')).categoryId);
    const common = { codeSystem: matter?.codeSystem, kind: matter?.kind, category: matter?.code };
    const reports = [
      { ...common, externalId: 'H/1', description: '路灯不亮', ...EAST },
      { ...common, externalId: 'H/2', description: '井盖松动', areaCode: '990101002001' },
      { ...common, externalId: 'H/3', description: '无处', areaCode: '1' },
      { externalId: 'H/4' },
    ];
    const send = () => writeFileSync(join(folder, 'in', 'a.json'), JSON.stringify(reports));
    send();
    expect(await world.app.modules.intake.fetchChannels()).toEqual({ accepted: 2, failed: 2 });
    const result = JSON.parse(readFileSync(join(folder, 'done', 'a.json.result.json'), 'utf8')) as {
      accepted: number;
      errors: { at: number; error: string }[];
    };
    expect(result.errors.map(({ at }) => at)).toEqual([3, 4]);
    expect(readdirSync(join(folder, 'in'))).toEqual([]);
    send();
    await world.app.modules.intake.fetchChannels();
    writeFileSync(
      join(folder, 'in', 'b.csv'),
      `externalId,description,codeSystem,kind,category,areaCode,lng,lat\nH/5,"乱堆, 乱放",${matter?.codeSystem},${matter?.kind},${matter?.code},990101001001,,\n`,
    );
    expect(await world.app.modules.intake.fetchChannels()).toEqual({ accepted: 1, failed: 0 });
    const cases = await db
      .selectFrom('case_file')
      .select(['id', 'number', 'external_id', 'version'])
      .where('external_source', '=', 'city_hotline')
      .orderBy('external_id')
      .execute();
    expect(cases.map(({ external_id }) => external_id)).toEqual(['H/1', 'H/2', 'H/5']);

    const first = cases[0];
    if (first === undefined) throw new Error('no case');
    const body = { description: '路灯又不亮', categoryId: matter?.id ?? '', channel: 'desk', position: EAST };
    const byHand = value(await world.as('intake').reportCase({ body })).case;
    const seen = async (caseId: string) => value(await world.as('shift').getCase({ params: { caseId } }));
    const [ofFile, ofDesk] = [await seen(first.id), await seen(byHand.id)];
    expect([ofFile.state, ofFile.owner, ofFile.allowedVerbs]).toEqual([ofDesk.state, ofDesk.owner, ofDesk.allowedVerbs]);
    expect(ofDesk.number.slice(0, -6)).toBe(first.number.slice(0, -6));
    expect(Number(ofDesk.number.slice(-6))).toBe(Math.max(...cases.map(({ number }) => Number(number.slice(-6)))) + 1);
    const { rowId: standardRowId } = await world.matter('0101');
    value(
      await world
        .as('shift')
        .file({ params: { caseId: first.id }, body: { version: first.version, payload: { standardRowId } } }),
    );
    while ((await world.app.modules.notify.outbox.deliver()) > 0);
    const told = (name: string) =>
      JSON.parse(readFileSync(join(folder, 'out', name), 'utf8')) as { status: string; externalId: string; caseNumber: string };
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'H%2F1-0001.json',
      'H%2F1-0002.json',
      'H%2F2-0001.json',
      'H%2F5-0001.json',
    ]);
    expect(told('H%2F1-0001.json')).toMatchObject({ externalId: 'H/1', caseNumber: first.number, status: '已收' });
    expect(told('H%2F1-0002.json')).toMatchObject({
      externalId: 'H/1',
      caseNumber: first.number,
      status: 'accepted',
      closureKind: null,
    });
  });
});

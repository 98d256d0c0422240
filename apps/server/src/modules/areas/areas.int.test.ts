import { randomBytes } from 'node:crypto';
import type { Uuid } from '@gridward/core';
import { fromWgs84, type AreaGeometry, type CoordinateSystem } from '@gridward/geo';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import pino from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import { createTestHost, type Caller, type TestHost } from '../../testing/test-host.fixture.ts';
import type { Platform } from '../../platform/deps.ts';
import { createAreas, type Areas } from './index.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds(7);
let areas: Areas;
let host: TestHost;
let operator: Caller;
const ALL = ['area.read', 'area.manage', 'import.run'] as const;

/** A square of hundredths of a degree. */
const square = (x: number, y: number, width = 1, height = 1): AreaGeometry => {
  const [w, s, e, n] = [121 + x / 100, 30 + y / 100, 121 + (x + width) / 100, 30 + (y + height) / 100];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
};
const middle = (x: number, y: number) => ({ lng: 121 + (x + 0.5) / 100, lat: 30 + (y + 0.5) / 100 });

const feature = (properties: object, geometry: object | null) => ({ type: 'Feature', properties, geometry });
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const county: Record<string, Uuid> = {};
const id = (name: string): Uuid => county[name] ?? '';

beforeAll(async () => {
  const config = readConfig({ GRIDWARD_DATA: store().dataDir });
  if (!config.ok) throw new Error(config.messages.join());
  const platform = {
    config: config.config,
    store: store(),
    clock,
    ids,
    randomBytes,
    log: pino({ level: 'silent' }),
  } as unknown as Platform;
  areas = createAreas(platform);
  host = createTestHost({ store: store(), clock, ids });
  areas.routes(host.host);
  await store().inTransaction(async (trx) => {
    county.root = await areas.createArea(trx, { parentId: null, level: 'county', code: '330903', name: '海州区' });
    county.street = await areas.createArea(trx, { parentId: id('root'), level: 'township', code: '330903001', name: '东街街道' });
    county.other = await areas.createArea(trx, { parentId: id('root'), level: 'township', code: '330903002', name: '西街街道' });
    county.community = await areas.createArea(trx, {
      parentId: id('street'),
      level: 'community',
      code: '330903001002',
      name: '桥头社区',
    });
    county.g1 = await areas.createArea(trx, {
      parentId: id('community'),
      level: 'grid',
      code: '330903001002001',
      name: '第一网格',
    });
    county.g2 = await areas.createArea(trx, {
      parentId: id('community'),
      level: 'grid',
      code: '330903001002002',
      name: '第二网格',
    });
    county.sea = await areas.createArea(trx, {
      parentId: id('community'),
      level: 'grid',
      gridKind: 'sea',
      code: '330903001002003',
      name: '近海网格',
    });
    county.keeper = ids.next();
    const keeper = { id: id('keeper'), path: '1', kind: 'other' as const, name: '市场管理处', valid_from: new Date(clock.now()) };
    await trx.insertInto('unit').values(keeper).execute();
    county.market = await areas.createArea(trx, {
      parentId: id('community'),
      level: 'grid',
      gridKind: 'dedicated',
      ownerUnitId: id('keeper'),
      name: '农贸市场',
    });
    const drawn = await areas.setBoundaries(trx, [
      { areaId: id('root'), geometry: square(0, 0, 10, 10), source: 'survey' },
      { areaId: id('community'), geometry: square(0, 0, 3, 1), source: 'survey' },
      { areaId: id('g1'), geometry: square(0, 0), source: 'survey' },
      { areaId: id('g2'), geometry: square(1, 0), source: 'survey' },
      { areaId: id('sea'), geometry: square(10, 0), source: 'chart' },
      { areaId: id('market'), geometry: square(0.2, 0.2, 0.2, 0.2), source: 'survey' },
    ]);
    if (!drawn.ok) throw new Error(drawn.error.code);
  });
  const root = (await areas.tree()).byId(id('root'));
  operator = host.as(ALL, { areaPath: root?.path ?? 'none' });
});

describe('the tree', () => {
  test('has paths that grow from the root (DS-03)', async () => {
    const tree = await areas.tree();
    expect(tree.trail(id('g1')).map(({ name }) => name)).toEqual(['海州区', '东街街道', '桥头社区', '第一网格']);
    expect(tree.byId(id('g1'))?.path).toBe(
      tree
        .trail(id('g1'))
        .map(({ path }) => path.split('.').at(-1))
        .join('.'),
    );
    expect(tree.byCode('330903001')?.id).toBe(id('street'));
  });

  test('inside a transaction shows its own changes to it alone, also when many transactions read at once', async () => {
    clock.advance(1000);
    const before = (await areas.tree()).size;
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        store()
          .inTransaction(async (trx) => {
            await areas.createArea(trx, { parentId: id('other'), level: 'community', name: `passing ${i}` });
            expect((await areas.tree(trx)).size).toBe(before + 1);
            throw new Error('undo');
          })
          .catch((error: unknown) => expect(error).toMatchObject({ message: 'undo' })),
      ),
    );
    expect((await areas.tree()).size).toBe(before);
  });
});

describe('where a position lies', () => {
  test('CQ-09 is the grid, the same for every department; a border belongs to one grid, always the same', async () => {
    expect(await areas.locate(middle(0, 0))).toEqual({ areaId: id('g1'), gridId: id('g1'), ambiguous: false });
    expect((await areas.locate(middle(1, 0)))?.areaId).toBe(id('g2'));
    const { lng, lat } = middle(0, 0);
    for (const unitPath of ['1', '2'])
      expect(
        (await host.as(['area.read'], { unitPath }).call('GET', `/api/v1/area-location?lng=${lng}&lat=${lat}`)).json(),
      ).toMatchObject({ area: { id: id('g1') }, isGrid: true });
    const border = { lng: 121.01, lat: 30.005 };
    const owner = (await areas.locate(border))?.areaId;
    expect([id('g1'), id('g2')]).toContain(owner);
    const again = createAreas({ store: store(), clock, ids } as unknown as Platform);
    expect((await again.locate(border))?.areaId).toBe(owner);
  });
  test('is the sea grid at sea, the dedicated grid of a unit inside it, and the area above where no grid covers (JY-10)', async () => {
    expect((await areas.locate(middle(10, 0)))?.gridId).toBe(id('sea'));
    expect((await areas.locate({ lng: 121.003, lat: 30.003 }))?.gridId).toBe(id('market'));
    const market = await operator.call('GET', `/api/v1/areas/${id('market')}`);
    expect(market.json()).toMatchObject({ gridKind: 'dedicated', ownerUnitId: id('keeper') });
    expect(await areas.locate(middle(2, 0))).toMatchObject({ areaId: id('community'), gridId: null });
    expect(await areas.locate(middle(5, 5))).toMatchObject({ areaId: id('root'), gridId: null });
    expect(await areas.locate({ lng: 10, lat: 10 })).toBeNull();
  });
});

describe('boundary versions', () => {
  test('hold from their date; the version before ends then and is never rewritten', async () => {
    const validFrom = new Date(clock.now() + 86_400_000).toISOString();
    const drawn = await operator.call('POST', `/api/v1/areas/${id('g2')}/boundaries`, {
      geometry: square(1, 0, 2, 1),
      source: '2026 survey',
      validFrom,
    });
    expect(drawn.statusCode).toBe(201);
    expect(drawn.json()).toMatchObject({
      boundaries: [
        { versionNumber: 2, validFrom, validTo: null },
        { versionNumber: 1, validTo: validFrom },
      ],
    });
    expect((await areas.locate(middle(2, 0)))?.areaId).toBe(id('community'));
    clock.advance(86_400_000);
    expect((await areas.locate(middle(2, 0)))?.areaId).toBe(id('g2'));
    const first = await operator.call('GET', `/api/v1/areas/${id('g2')}/boundaries/1`);
    expect(first.json<{ geometry: AreaGeometry }>().geometry).toEqual(square(1, 0));
  });

  test('are refused in the past and before the last one', async () => {
    const past = new Date(clock.now() - 3_600_000).toISOString();
    const refused = await operator.call('POST', `/api/v1/areas/${id('g2')}/boundaries`, {
      geometry: square(1, 0),
      source: 'x',
      validFrom: past,
    });
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/validFrom' }] });
  });

  test('cannot overlap in time: the store itself refuses', async () => {
    const row = await store()
      .db.selectFrom('area_boundary')
      .selectAll()
      .where('area_id', '=', id('g1'))
      .executeTakeFirstOrThrow();
    const twin = {
      ...row,
      id: ids.next(),
      version_number: 9,
      geometry: JSON.stringify(row.geometry),
      representative: '(121,30)',
    };
    await expect(store().db.insertInto('area_boundary').values(twin).execute()).rejects.toMatchObject({ code: '23P01' });
  });

  test('that cross themselves are refused; those that overlap a neighbour are drawn with a finding', async () => {
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [121, 30],
          [121.01, 30.01],
          [121.01, 30],
          [121, 30.01],
          [121, 30],
        ],
      ],
    };
    const refused = await operator.call('POST', `/api/v1/areas/${id('g1')}/boundaries`, { geometry: bow, source: 'x' });
    expect(refused.json()).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/geometry' }] });
    const drawn = await operator.call('POST', `/api/v1/areas/${id('g1')}/boundaries`, {
      geometry: square(0, 0, 1.1, 1),
      source: 'x',
    });
    expect(drawn.json()).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ code: 'overlap' })]) as unknown,
    });
    clock.advance(1000);
    expect(
      (await operator.call('POST', `/api/v1/areas/${id('g1')}/boundaries`, { geometry: square(0, 0), source: 'x' })).statusCode,
    ).toBe(201);
  });
});

describe('scope', () => {
  test('a street manages its own areas, sees nothing of another, and never the whole', async () => {
    const tree = await areas.tree();
    const street = host.as(['area.read', 'area.manage'], { areaPath: tree.byId(id('street'))?.path ?? '' });
    const other = host.as(['area.read', 'area.manage'], { areaPath: tree.byId(id('other'))?.path ?? '' });
    const body = { parentId: id('community'), level: 'grid', code: '330903001002009', name: '第九网格' };
    expect((await other.call('POST', '/api/v1/areas', body)).statusCode).toBe(404);
    const made = await street.call('POST', '/api/v1/areas', body);
    expect(made.json()).toMatchObject({ name: '第九网格', gridKind: 'basic', warnings: [] });
    const created = made.json<{ id: string; version: number }>();
    expect((await other.call('GET', `/api/v1/areas/${created.id}`)).statusCode).toBe(404);
    expect((await street.call('POST', '/api/v1/areas', body)).json()).toMatchObject({ code: 'already_exists' });
    const listed = await other.call('GET', '/api/v1/areas');
    expect(listed.json()).toMatchObject({ items: [{ name: '西街街道' }], total: 1 });
    const drawn = await other.call('GET', '/api/v1/area-boundaries');
    expect(drawn.json()).toMatchObject({ features: [] });
    clock.advance(1000);
    const retired = await street.call('POST', `/api/v1/areas/${created.id}/retire`, { version: created.version });
    expect(retired.json<{ validTo: string }>().validTo).toBe(new Date(clock.now()).toISOString());
    expect((await areas.tree()).byCode('330903001002009')).toBeUndefined();
  });

  test('a change with an old version is refused with the fresh state', async () => {
    const version = (await areas.tree()).byId(id('community'))?.version ?? 0;
    const patch = (name: string) =>
      operator.call('PATCH', `/api/v1/areas/${id('community')}`, { version, name, householdCount: 120 });
    expect((await patch('桥头新社区')).json()).toMatchObject({ name: '桥头新社区', householdCount: 120, version: version + 1 });
    expect((await patch('x')).json()).toMatchObject({ code: 'version_conflict', current: { name: '桥头新社区' } });
  });

  test('the usual size of grids is for all areas at once, both ends in order, and never saved over somebody else', async () => {
    const path = '/api/v1/grid-size-norms';
    const norms = { basic: { fewest: 100, most: 150 } };
    expect((await operator.call('GET', path)).json()).toEqual({ norms: {}, version: 0 });
    const street = host.as(['area.read', 'area.manage'], { areaPath: (await areas.tree()).byId(id('street'))?.path ?? '' });
    expect((await street.call('PUT', path, { norms, version: 0 })).json()).toMatchObject({ code: 'not_permitted' });
    const turned = { norms: { basic: { fewest: 150, most: 100 } }, version: 0 };
    expect((await operator.call('PUT', path, turned)).json()).toMatchObject({ code: 'validation_failed' });
    expect((await operator.call('PUT', path, { norms, version: 0 })).json()).toEqual({ norms, version: 1 });
    const late = await operator.call('PUT', path, { norms: {}, version: 0 });
    expect(late.json()).toMatchObject({ code: 'version_conflict', current: { norms, version: 1 } });
    expect((await street.call('GET', path)).json()).toEqual({ norms, version: 1 });
  });

  test('boundaries come as GeoJSON of a level inside a box', async () => {
    const all = await operator.call('GET', `/api/v1/area-boundaries?level=grid&parentId=${id('root')}`);
    expect(all.json<{ features: unknown[] }>().features).toHaveLength(4);
    const some = await operator.call('GET', '/api/v1/area-boundaries?level=grid&bbox=121.05,30,121.2,30.1');
    expect(some.json()).toMatchObject({ complete: true, features: [{ properties: { name: '近海网格', gridKind: 'sea' } }] });
  });
});

describe('import', () => {
  const shifted = (geometry: AreaGeometry, system: CoordinateSystem): AreaGeometry =>
    ({
      ...geometry,
      coordinates: geometry.coordinates.map((ring) => (ring as number[][]).map((point) => fromWgs84(point, system))),
    }) as AreaGeometry;
  const preview = (content: string | Buffer, options: object, name = 'grids.geojson') =>
    operator.upload('/api/v1/area-imports', { file: { name, content } }, options);
  const carryOut = async (run: { json<T>(): T }) =>
    operator.call('POST', `/api/v1/area-imports/${run.json<{ id: string }>().id}/apply`, {});

  test.each(['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const)(
    'of %s puts grids where they are, and again changes nothing',
    async (system) => {
      clock.advance(1000);
      const number = { WGS84: 1, CGCS2000: 2, GCJ02: 3, BD09: 4 }[system];
      const code = (n: number) => `33090300200${number}00${n}`;
      const file = collection(
        feature(
          { code: `33090300200${number}`, name: `社区${number}`, level: '社区' },
          shifted(square(20, number, 2, 1), system),
        ),
        feature({ code: code(1), name: 'A', 户数: 80 }, shifted(square(20, number), system)),
        feature({ code: code(2), name: 'B', 户数: 90 }, shifted(square(21, number), system)),
      );
      const options = { system };
      const planned = await preview(file, options);
      expect(planned.json()).toMatchObject({ state: 'previewed', lineCount: 3, linesNew: 3 });
      const run = await carryOut(planned);
      expect(run.json()).toMatchObject({ state: 'done', linesNew: 3, linesFailed: 0 });
      const found = await areas.locate(middle(20, number));
      expect((await areas.tree()).byId(found?.areaId ?? '')).toMatchObject({ code: code(1), householdCount: 80, level: 'grid' });
      clock.advance(1000);
      const rows = await store().db.selectFrom('area_boundary').select('id').execute();
      const again = await carryOut(await preview(file, options));
      expect(again.json()).toMatchObject({ state: 'done', linesNew: 0, linesChanged: 0, linesKnown: 3 });
      expect(await store().db.selectFrom('area_boundary').select('id').execute()).toHaveLength(rows.length);
    },
  );

  test('tells gaps, overlaps, parts outside and broken rings, and repairs when asked (DS-10 PT-02)', async () => {
    clock.advance(1000);
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [121.33, 30],
          [121.34, 30.01],
          [121.34, 30],
          [121.33, 30.01],
          [121.33, 30],
        ],
      ],
    };
    const file = collection(
      feature({ code: '330903002009', name: '检查社区' }, square(30, 0, 4, 1)),
      feature({ code: '330903002009001', name: '甲' }, square(30, 0, 1.1, 1)),
      feature({ code: '330903002009002', name: '乙' }, square(31, 0, 0.9, 1.5)),
      feature({ code: '330903002009003', name: '丙' }, square(32, 0)),
      feature({ code: '330903002009004', name: '丁' }, bow),
    );
    const plain = await preview(file, {});
    const codes = plain.json<{ findings: { code: string; line: number; suggestion: object | null }[] }>().findings;
    expect(codes.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['overlap', 'gap', 'outside_parent', 'self_intersection']),
    );
    expect(codes.find(({ code }) => code === 'self_intersection')).toMatchObject({
      line: 5,
      suggestion: { kind: 'replace_geometry' },
    });
    const fixed = await preview(file, { repair: true });
    const left = fixed.json<{ findings: { code: string }[] }>().findings.map(({ code }) => code);
    expect(left).toContain('repaired');
    expect(left).not.toContain('overlap');
    expect(left).not.toContain('outside_parent');
    expect(left).not.toContain('self_intersection');
    expect((await carryOut(fixed)).json()).toMatchObject({ state: 'done', linesNew: 5 });
    expect((await areas.locate({ lng: 121.3195, lat: 30.005 }))?.gridId).not.toBeNull();
  });

  test('of a GB18030 table reports broken lines and loses nothing else', async () => {
    const gb = Buffer.concat([
      Buffer.from('code,name,level,parent\n'),
      Buffer.from('330903002010,'),
      Buffer.from([0xc4, 0xcf, 0xc9, 0xe7, 0xc7, 0xf8]), // 南社区
      Buffer.from(',,\n10014,LOCAL,community,330903002\n330903002011,,,\n330903002012,x,community,999999\nshort\n'),
    ]);
    const run = await carryOut(await preview(gb, {}, 'areas.csv'));
    expect(run.json()).toMatchObject({ state: 'done', lineCount: 5, linesNew: 2, linesFailed: 3 });
    const tree = await areas.tree();
    expect(tree.byCode('330903002010')?.name).toBe('南社区');
    expect(tree.byCode('10014')).toMatchObject({ codeSystem: 'LOCAL', level: 'community' });
    const said = run
      .json<{ findings: { line: number; code: string; severity: string }[] }>()
      .findings.map(({ line, code }) => `${line} ${code}`);
    expect(said).toEqual(['3 code_local', '4 name_missing', '5 parent_unknown', '6 columns_wrong']);
  });

  test('of points guesses provisional boundaries in the outline, never over a drawn one', async () => {
    clock.advance(1000);
    const outline = collection(feature({}, square(50, 0, 4, 1)));
    const points = '社区,经度,纬度\n一,121.505,30.005\n二,121.515,30.005\n三,121.535,30.005\n远,122.5,30.005\n';
    const options = { mode: 'bootstrap', level: 'community', parentCode: '330903002', mapping: { name: '社区' } };
    const upload = () =>
      operator.upload(
        '/api/v1/area-imports',
        { file: { name: 'points.csv', content: points }, outline: { name: 'outline.json', content: outline } },
        options,
      );
    const run = await carryOut(await upload());
    expect(run.json()).toMatchObject({
      state: 'done',
      linesNew: 4,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'outside_outline', line: 5 })]) as unknown,
    });
    const found = await areas.locate({ lng: 121.516, lat: 30.009 });
    expect((await areas.tree()).byId(found?.areaId ?? '')?.name).toBe('二');
    expect((await areas.boundaryOf(found?.areaId ?? ''))?.provisional).toBe(true);
    clock.advance(1000);
    await operator.call('POST', `/api/v1/areas/${found?.areaId}/boundaries`, { geometry: square(51, 0), source: 'survey' });
    clock.advance(1000);
    const again = await carryOut(await upload());
    expect(again.json()).toMatchObject({ linesNew: 0 });
    expect(await areas.boundaryOf(found?.areaId ?? '')).toMatchObject({ provisional: false, source: 'survey' });
  });

  test('is previewed once for one key, carried out once, and refused to others', async () => {
    const key = ids.next();
    const upload = (content: string) =>
      operator.upload(
        '/api/v1/area-imports',
        { file: { name: 'a.csv', content } },
        { level: 'community', parentCode: '330903002' },
        key,
      );
    const first = await upload('name\n一次社区\n');
    expect((await upload('name\n一次社区\n')).json()).toEqual(first.json());
    expect((await upload('name\n另一社区\n')).json()).toMatchObject({ code: 'idempotency_mismatch' });
    const [a, b] = await Promise.all([carryOut(first), carryOut(first)]);
    expect([a.statusCode, b.statusCode]).toEqual([200, 200]);
    expect((await areas.tree()).all.filter(({ name }) => name === '一次社区')).toHaveLength(1);
    const street = host.as(ALL, { areaPath: (await areas.tree()).byId(id('street'))?.path ?? '' });
    expect((await street.call('GET', `/api/v1/area-imports/${first.json<{ id: string }>().id}`)).statusCode).toBe(403);
    expect((await host.nobody.call('GET', '/api/v1/areas')).statusCode).toBe(401);
  });

  test('of something else is refused in words', async () => {
    expect((await preview('{"type":"FeatureCollection","features":[', {})).json()).toMatchObject({ code: 'file_unreadable' });
    expect((await preview(Buffer.from([0, 1, 2, 255, 254]), {})).json()).toMatchObject({ code: 'file_unreadable' });
    expect((await preview('code,name\n1,2\n', { system: 'MARS' })).json()).toMatchObject({ code: 'validation_failed' });
    const mapped = await preview('code,name\n330903002077,x\n', { mapping: { name: 'NAME' } }, 'a.csv');
    expect(mapped.json()).toMatchObject({
      findings: [
        { code: 'column_missing', line: 0 },
        { code: 'name_missing', line: 2 },
      ],
    });
  });
});

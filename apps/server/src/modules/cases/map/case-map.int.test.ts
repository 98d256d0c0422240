import { caseTilePointSchema, type CaseMoved, type CaseTilePoint } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, EAST, value, WEST, WORLD_ROLES, type World, type WorldRole } from '../../../testing/world.fixture.ts';

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

const get = (role: WorldRole, url: string, headers: Readonly<Record<string, string>> = {}) =>
  world.app.http.inject({ method: 'GET', url, headers: { ...world.headersOf(role), ...headers } });

const tileAt = (z: number, { lng, lat }: { lng: number; lat: number }): string => {
  const [x, rad] = [Math.floor(((lng + 180) / 360) * 2 ** z), (lat * Math.PI) / 180];
  const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z);
  return `/api/v1/case-tiles/${z}/${x}/${y}`;
};

function pointsOf(bytes: Uint8Array): CaseTilePoint[] {
  const layer = new VectorTile(new PbfReader(bytes)).layers['cases'];
  if (layer === undefined) return [];
  return Array.from({ length: layer.length }, (_, i) => caseTilePointSchema.parse(layer.feature(i).properties));
}

const WHOLE_WORLD = '/api/v1/case-tiles/0/0/0';
const pointsFor = async (role: WorldRole, url: string): Promise<CaseTilePoint[]> => {
  const reply = await get(role, url);
  expect(reply.statusCode).toBe(200);
  return pointsOf(reply.rawPayload);
};
const countFor = async (role: WorldRole, url = WHOLE_WORLD): Promise<number> =>
  (await pointsFor(role, url)).reduce((sum, point) => sum + ('cluster' in point ? point.count : 1), 0);
const idsListed = async (role: WorldRole, query: object = {}): Promise<string[]> =>
  value(await world.as(role).listCases({ query: { limit: 200, bbox: '-180,-90,180,90', ...query } })).items.map(({ id }) => id);

describe('tiles of cases', () => {
  it('draw every positioned case once, near ones as one with its count and worst lamp, apart ones as they are', async () => {
    const [green, red] = [await report(), await report({ lng: EAST.lng + 0.0001, lat: EAST.lat })];
    await report(WEST, { hazard: true });
    await report(EAST, { position: undefined, areaId: world.areas.eastGrid });
    await store().owner.query(`update case_file set due_at = '2026-05-11T00:00:00Z' where id = $1`, [red.id]);
    expect(await pointsFor('shift', WHOLE_WORLD)).toEqual([{ cluster: true, count: 3, overdue: 1, lamp: 'red' }]);
    const close = await pointsFor('shift', tileAt(18, EAST));
    expect(close).toContainEqual({ id: green.id, number: green.number, state: 'reported', lamp: 'green', hazard: false });
    const [west] = await pointsFor('shift', tileAt(18, WEST));
    expect(west).toMatchObject({ lamp: 'green', hazard: true });
  });

  it('show what has just happened', async () => {
    const before = await countFor('shift');
    await report();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await countFor('shift')).toBe(before + 1);
  });

  it('take every filter of the list and count as it counts', async () => {
    const queries: Readonly<Record<string, string>>[] = [
      { state: 'reported' },
      { hazard: 'true' },
      { lamp: 'red' },
      { due: 'week' },
      { kind: 'component' },
      { repeated: 'false' },
      { areaId: world.areas.eastStreet },
      { q: '垃圾' },
      { q: '没有这样的词' },
      { bbox: '120.1,30,120.2,30.1' },
      { mine: 'true' },
    ];
    for (const query of queries) {
      const url = `${WHOLE_WORLD}?${new URLSearchParams(query).toString()}`;
      expect([url, await countFor('shift', url)]).toEqual([url, (await idsListed('shift', query)).length]);
    }
  });

  it('reach exactly as far as the list for every role, a contractor to nothing but its own', async () => {
    const { rowId } = await world.matter('0110');
    const { id } = await report({ lng: 120.12, lat: 30.02 });
    const params = { caseId: id };
    const registered = value(await world.as('intake').register({ params, body: { version: 1, payload: {} } }));
    const filed = value(
      await world.as('shift').file({ params, body: { version: registered.version, payload: { standardRowId: rowId } } }),
    );
    const payload = { leadUnitId: world.units.sanitation, supportingUnitIds: [world.units.contractor] };
    value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
    for (const role of Object.keys(WORLD_ROLES) as WorldRole[]) {
      const listed = await idsListed(role);
      expect([role, await countFor(role)]).toEqual([role, listed.length]);
      const isNarrow = WORLD_ROLES[role].area !== 'county' && role !== 'leader';
      expect([role, listed.length < (await idsListed('shift')).length]).toEqual([role, isNarrow]);
    }
    expect(await pointsFor('contractor', tileAt(18, { lng: 120.12, lat: 30.02 }))).toMatchObject([{ id }]);
    expect(await countFor('contractor')).toBe(1);
  });

  it('answer 304 to who has the tile, zip what is large, and nothing beyond the world', async () => {
    const first = await get('shift', WHOLE_WORLD);
    expect([first.headers['content-type'], first.headers['cache-control']]).toEqual([
      'application/vnd.mapbox-vector-tile',
      'private, max-age=15',
    ]);
    const again = await get('shift', WHOLE_WORLD, { 'if-none-match': String(first.headers['etag']) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    const beyond = await get('shift', '/api/v1/case-tiles/1/5/0');
    expect([beyond.statusCode, beyond.rawPayload.length]).toEqual([200, 0]);
    expect((await get('shift', '/api/v1/case-tiles/19/0/0')).statusCode).toBe(422);
  });
});

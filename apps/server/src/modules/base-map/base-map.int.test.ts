import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseMapRoutes, baseMapSchema, OWN_BASE_MAP_FILE, type BaseMap } from '@gridward/contract';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World, type WorldRole } from '../../testing/world.fixture.ts';

const testTime = () => ({ clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), testTime());
  await store().owner.query(`update role set permissions = array_append(permissions, 'system.manage') where id = 'leader'`);
  await world.pass(6_000);
});
afterAll(() => world.close());

let writes = 0;
const save = (role: WorldRole, baseMap: Partial<BaseMap> & Pick<BaseMap, 'kind'>, version: number) =>
  world.app.http.inject({
    method: 'PUT',
    url: baseMapRoutes.saveBaseMap.path,
    headers: {
      ...world.headersOf(role),
      'idempotency-key': `00000000-0000-4000-8000-${String((writes += 1)).padStart(12, '0')}`,
    },
    payload: { baseMap, version },
  });
const read = async (role: WorldRole) => {
  const reply = await world.app.http.inject({ method: 'GET', url: '/api/v1/base-map', headers: world.headersOf(role) });
  return reply.json<{ baseMap: BaseMap; version: number }>();
};
const policyOfPage = async (): Promise<Record<string, string>> => {
  const page = await world.app.http.inject({ method: 'GET', url: '/', headers: { accept: 'text/html' } });
  const rules = String(page.headers['content-security-policy']).split(';');
  return Object.fromEntries(rules.map((rule) => [rule.split(' ')[0] ?? '', rule.split(' ').slice(1).join(' ').trim()]));
};
const TILES = { kind: 'xyz', url: 'https://tiles.example.cn/{z}/{x}/{y}.png' } as const;

describe('the base map', () => {
  it('is none until somebody sets one, and then opens pages to its host and to nothing else', async () => {
    expect(await read('handler')).toMatchObject({ baseMap: { kind: 'none' }, version: 0 });
    const closed = await policyOfPage();
    const saved = await save('leader', { ...TILES, active: true }, 0);
    expect(saved.statusCode).toBe(200);
    expect(await read('handler')).toEqual({ baseMap: baseMapSchema.parse({ ...TILES, active: true }), version: 1 });
    const open = await policyOfPage();
    expect(open).toEqual({
      ...closed,
      'img-src': `${closed['img-src'] ?? ''} https://tiles.example.cn`,
      'connect-src': `${closed['connect-src'] ?? ''} https://tiles.example.cn`,
    });
    const logged = await store().owner.query(`select detail from audit_log where action = 'base_map.save'`);
    expect(logged.rows).toEqual([{ detail: { kind: 'xyz', active: true, hosts: ['https://tiles.example.cn'] } }]);
  });

  it('is nothing that everybody may set, and nobody sets it over somebody else', async () => {
    expect((await save('handler', TILES, 1)).statusCode).toBe(403);
    const late = await save('leader', TILES, 0);
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'version_conflict']);
  });

  it('is refused in shifted coordinates, with the reason at its place', async () => {
    const refused = await save('leader', { ...TILES, coordinates: 'GCJ02' }, 1);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({
      errors: [{ pointer: '/baseMap/coordinates', message: expect.stringContaining('GCJ-02') }],
    });
  });

  it('may be a file of our own, read by parts', async () => {
    const get = (range?: string) =>
      world.app.http.inject({
        method: 'GET',
        url: '/api/v1/base-map/file',
        headers: { ...world.headersOf('handler'), ...(range === undefined ? {} : { range }) },
      });
    expect((await get()).statusCode).toBe(404);
    await writeFile(join(store().dataDir, OWN_BASE_MAP_FILE), '0123456789');
    const part = await get('bytes=2-5');
    expect([part.statusCode, part.payload, part.headers['content-range']]).toEqual([206, '2345', 'bytes 2-5/10']);
    const rest = await get('bytes=8-99');
    expect([rest.payload, rest.headers['content-range']]).toEqual(['89', 'bytes 8-9/10']);
    expect((await get('bytes=10-')).statusCode).toBe(416);
    const stranger = await world.app.http.inject({ method: 'GET', url: '/api/v1/base-map/file' });
    expect(stranger.statusCode).toBe(401);
  });
});

import { randomBytes } from 'node:crypto';
import type { Uuid } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import pino from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../config.ts';
import type { Platform } from '../../../platform/deps.ts';
import { createSealer } from '../../../platform/sealing.ts';
import { createTestHost, type Caller } from '../../../testing/test-host.fixture.ts';
import { createAccess } from '../../access/index.ts';
import { createAreas } from '../../areas/index.ts';
import { createOrganisation } from '../index.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds(9);
const known: Record<string, Uuid> = {};
const id = (name: string): Uuid => known[name] ?? '';
let reader: Caller;
let security: Caller;
let host: ReturnType<typeof createTestHost>;

beforeAll(async () => {
  const config = readConfig({ GRIDWARD_DATA: store().dataDir });
  if (!config.ok) throw new Error(config.messages.join());
  const parts = { config: config.config, store: store(), clock, ids, randomBytes, log: pino({ level: 'silent' }) };
  const platform = parts as unknown as Platform;
  const access = createAccess({ ...platform, sealer: createSealer(randomBytes(32), randomBytes) });
  const areas = createAreas(platform, { audit: access.audit });
  const organisation = createOrganisation(platform, { areas, access, holdsOpenCases: () => Promise.resolve(false) });
  host = createTestHost({ store: store(), clock, ids });
  organisation.routes(host.host);
  await store().inTransaction(async (trx) => {
    await access.seedRoles(trx);
    known['root'] = await areas.createArea(trx, { parentId: null, level: 'county', code: '330903', name: '海州区' });
    known['grid'] = await areas.createArea(trx, {
      parentId: id('root'),
      level: 'grid',
      code: '330903001001001',
      name: '第一网格',
    });
    known['centre'] = await organisation.createUnit(trx, { parentId: null, kind: 'centre', code: 'C', name: '指挥中心' });
    for (const name of ['李岩', '王海', '陈波'])
      known[name] = await organisation.createPerson(trx, { name, workPhone: '13800001234', number: `N-${name}` });
  });
  reader = host.as(['unit.read'], { areaPath: '1' });
  const rootPath = (await areas.tree()).byId(id('root'))?.path ?? '';
  security = host.as(['unit.read', 'area.read', 'role.manage'], { areaPath: rootPath });
});

interface Page {
  readonly items: readonly { readonly id: Uuid; readonly person: { readonly name: string }; readonly validNow: boolean }[];
  readonly nextCursor: string | null;
}
const posts = async (query: string): Promise<Page> => (await reader.call('GET', `/api/v1/posts?${query}`)).json<Page>();
const grant = async (body: object) => security.call('POST', '/api/v1/posts', body);

describe('posts', () => {
  it('FR-35 are listed of a person, a unit, a role and a permission, the newest first, without telephone numbers', async () => {
    const leader = { personId: id('李岩'), roleId: 'community_worker', areaId: id('grid'), teamRole: 'leader' };
    expect((await grant(leader)).statusCode).toBe(201);
    clock.advance(1000);
    expect((await grant({ personId: id('李岩'), roleId: 'dispatcher', unitId: id('centre') })).statusCode).toBe(201);
    const ofPerson = await reader.call('GET', `/api/v1/posts?personId=${id('李岩')}`);
    expect(ofPerson.json()).toMatchObject({
      items: [
        { role: { zh: '派遣员' }, unit: { name: '指挥中心' }, area: null },
        { role: { zh: '社区工作者' }, unit: null, area: { name: '第一网格' }, teamRole: 'leader' },
      ],
    });
    expect(ofPerson.body).not.toContain('13800001234');
    expect((await posts(`unitId=${id('centre')}`)).items).toHaveLength(1);
    expect((await posts('roleId=community_worker')).items).toHaveLength(1);
    expect((await posts('permission=case.dispatch')).items.map(({ person }) => person.name)).toEqual(['李岩']);
    expect((await reader.call('GET', '/api/v1/posts')).statusCode).toBe(422);
  });

  it('that have ended are listed only when they are asked for, page by page', async () => {
    const made = (await grant({ personId: id('王海'), roleId: 'verifier', unitId: id('centre') })).json<{
      id: Uuid;
      version: number;
    }>();
    clock.advance(1000);
    await security.call('POST', `/api/v1/posts/${made.id}/end`, { version: made.version });
    clock.advance(1000);
    expect((await posts(`personId=${id('王海')}`)).items).toEqual([]);
    expect(await posts(`personId=${id('王海')}&past=true`)).toMatchObject({ items: [{ id: made.id, validNow: false }] });
    const first = await posts(`unitId=${id('centre')}&past=true&limit=1`);
    const second = await posts(`unitId=${id('centre')}&past=true&limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ person }) => person.name)).toEqual(['王海', '李岩']);
    expect(second.nextCursor).toBeNull();
  });

  it('are given and ended without telling the telephone number to who only appoints', async () => {
    const given = await grant({ personId: id('陈波'), roleId: 'verifier', unitId: id('centre') });
    expect(given.body).not.toContain('13800001234');
    const made = given.json<{ id: Uuid; version: number }>();
    clock.advance(1000);
    const late = await security.call('POST', `/api/v1/posts/${made.id}/end`, { version: made.version + 7 });
    expect([late.statusCode, late.body.includes('13800001234')]).toEqual([409, false]);
    const ended = await security.call('POST', `/api/v1/posts/${made.id}/end`, { version: made.version });
    expect([ended.statusCode, ended.body.includes('13800001234')]).toEqual([200, false]);
  });

  it('a substitute answers for the grid while the days last, and the leader again afterwards', async () => {
    const [leader] = (await posts('roleId=community_worker')).items;
    const until = new Date(clock.now() + 86_400_000).toISOString();
    const stand = {
      personId: id('陈波'),
      roleId: 'community_worker',
      areaId: id('grid'),
      teamRole: 'leader',
      substituteFor: leader?.id,
    };
    expect((await grant({ ...stand, validTo: until })).statusCode).toBe(201);
    const team = async () =>
      (await security.call('GET', `/api/v1/areas/${id('grid')}/team`)).json<{ leader: { name: string } }>();
    expect((await team()).leader.name).toBe('陈波');
    clock.advance(86_400_000);
    expect((await team()).leader.name).toBe('李岩');
  });
});

describe('who may be appointed', () => {
  it('is named to those who appoint, without telephone numbers, and to nobody else', async () => {
    const answer = await security.call('GET', '/api/v1/appointees?q=王');
    expect(answer.json()).toEqual({ items: [{ id: id('王海'), name: '王海', number: 'N-王海' }], nextCursor: null });
    expect((await reader.call('GET', '/api/v1/appointees')).statusCode).toBe(403);
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url = `/api/v1/appointees?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: { name: string }[]; nextCursor: string | null } = (await security.call('GET', url)).json();
      pages.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(pages.toSorted()).toEqual(['李岩', '王海', '陈波'].toSorted());
  });
});

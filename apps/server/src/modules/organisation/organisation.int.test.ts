import { randomBytes } from 'node:crypto';
import type { Uuid } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import pino from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../config.ts';
import type { Platform } from '../../platform/deps.ts';
import { createSealer } from '../../platform/sealing.ts';
import { createTestHost, type Caller, type TestHost } from '../../testing/test-host.fixture.ts';
import { createAccess, type Access } from '../access/index.ts';
import { createAreas, type Areas } from '../areas/index.ts';
import { createOrganisation, DeskMissingError, type Organisation } from './index.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds(8);
const ALL = ['area.read', 'area.manage', 'unit.read', 'unit.manage', 'role.manage', 'import.run'] as const;
const DAY_MS = 86_400_000;

let access: Access;
let areas: Areas;
let organisation: Organisation;
let host: TestHost;
let chief: Caller;
const known: Record<string, Uuid> = {};
const id = (name: string): Uuid => known[name] ?? '';
const areaPath = async (name: string): Promise<string> => (await areas.tree()).byId(id(name))?.path ?? 'none';

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
  access = createAccess({ ...platform, sealer: createSealer(randomBytes(32), randomBytes) });
  areas = createAreas(platform, { audit: access.audit });
  organisation = createOrganisation(platform, { areas, access, holdsOpenCases: () => Promise.resolve(false) });
  host = createTestHost({ store: store(), clock, ids });
  organisation.routes(host.host);
  await store().inTransaction(async (trx) => {
    await access.seedRoles(trx);
    known.root = await areas.createArea(trx, { parentId: null, level: 'county', code: '330903', name: '海州区' });
    known.street = await areas.createArea(trx, { parentId: id('root'), level: 'township', code: '330903001', name: '东街街道' });
    known.other = await areas.createArea(trx, { parentId: id('root'), level: 'township', code: '330903002', name: '西街街道' });
    known.grid = await areas.createArea(trx, {
      parentId: id('street'),
      level: 'grid',
      code: '330903001001001',
      name: '第一网格',
    });
    known.centre = await organisation.createUnit(trx, {
      parentId: null,
      kind: 'centre',
      code: 'C',
      name: '指挥中心',
      externalIds: { city: '7' },
    });
    known.station = await organisation.createUnit(trx, {
      parentId: id('centre'),
      kind: 'station',
      code: 'S',
      name: '东街工作站',
      areaId: id('street'),
    });
    known.li = await organisation.createPerson(trx, { name: '李岩' });
    known.wang = await organisation.createPerson(trx, { name: '王海' });
    known.chen = await organisation.createPerson(trx, { name: '陈波' });
  });
  chief = host.as(ALL, { areaPath: await areaPath('root') });
});

describe('units', () => {
  test('are a tree that finds them by code, other id and spelling', async () => {
    const tree = await organisation.tree();
    expect(tree.trail(id('station')).map(({ name }) => name)).toEqual(['指挥中心', '东街工作站']);
    expect(tree.byExternalId('city', '7')?.id).toBe(id('centre'));
    expect(tree.byExternalId('county', '7')).toBeUndefined();
    expect(tree.within([tree.byId(id('station'))?.path ?? '']).map(({ id: unitId }) => unitId)).toEqual([id('station')]);
    expect((await organisation.unitsForArea(id('grid'))).map(({ name }) => name)).toEqual(['东街工作站']);
  });

  test('DC-10 are created, changed and retired by who reaches them, and every change is in the audit log', async () => {
    const other = host.as(ALL, { areaPath: await areaPath('other') });
    const body = { parentId: id('station'), kind: 'contractor', code: 'K1', name: '保洁公司' };
    expect((await other.call('POST', '/api/v1/units', body)).statusCode).toBe(403);
    const street = host.as(ALL, { areaPath: await areaPath('street') });
    const made = (await street.call('POST', '/api/v1/units', body)).json<{ id: Uuid; version: number }>();
    expect((await street.call('POST', '/api/v1/units', body)).json()).toMatchObject({ code: 'already_exists' });
    const renamed = await street.call('PATCH', `/api/v1/units/${made.id}`, {
      version: made.version,
      name: '东街保洁公司',
      namesSeen: ['保洁公司'],
    });
    expect(renamed.json()).toMatchObject({
      name: '东街保洁公司',
      version: 2,
      trail: [{ name: '指挥中心' }, { name: '东街工作站' }, { name: '东街保洁公司' }],
    });
    expect((await organisation.tree()).byName('保洁公司')?.id).toBe(made.id);
    clock.advance(1000);
    expect((await street.call('POST', `/api/v1/units/${id('station')}/retire`, { version: 1 })).statusCode).toBe(422);
    expect((await street.call('POST', `/api/v1/units/${made.id}/retire`, { version: 2 })).json()).toMatchObject({
      validTo: new Date(clock.now()).toISOString(),
    });
    expect((await organisation.tree()).byCode('K1')).toBeUndefined();
    const logged = await store()
      .db.selectFrom('audit_log')
      .select('action')
      .where('object_id', '=', made.id)
      .orderBy('seq')
      .execute();
    expect(logged.map(({ action }) => action)).toEqual(['unit.create', 'unit.update', 'unit.retire']);
    expect(await access.audit.verify(store().db)).toMatchObject({ intact: true });
  });
});

describe('duty desks', () => {
  test('PT-08 of the nearest area above answer; an incomplete root is an error and a gap, never an ownerless case', async () => {
    const grid = await areaPath('grid');
    const at = clock.now();
    expect(await organisation.deskFor('intake', grid, at)).toEqual({
      ok: false,
      error: { problem: 'desk_missing', duty: 'intake' },
    });
    const empty = await organisation.tree();
    expect(() => empty.desksFor(grid, at)).toThrow(DeskMissingError);
    expect(empty.missingDesks(at)).toHaveLength(5);
    const set = (duty: string, area: string, unit: string) =>
      chief.call('POST', '/api/v1/duty-desks', { duty, areaId: id(area), unitId: id(unit) });
    for (const duty of ['intake', 'dispatch', 'verification', 'fallback', 'leader'])
      expect((await set(duty, 'root', 'centre')).statusCode).toBe(201);
    clock.advance(1000);
    expect((await set('intake', 'street', 'station')).statusCode).toBe(201);
    const tree = await organisation.tree();
    expect(tree.missingDesks(clock.now())).toEqual([]);
    expect(tree.desksFor(grid, clock.now())).toEqual({
      intake: id('station'),
      dispatch: id('centre'),
      verification: id('centre'),
      fallback: id('centre'),
    });
    expect(tree.desksFor(await areaPath('other'), clock.now()).intake).toBe(id('centre'));
    expect(await organisation.deskFor('intake', grid, clock.now() - 500)).toEqual({ ok: true, value: id('centre') });
  });

  test('pass on from a moment; a unit with a desk cannot be retired', async () => {
    clock.advance(1000);
    await chief.call('POST', '/api/v1/duty-desks', { duty: 'intake', areaId: id('street'), unitId: id('centre') });
    clock.advance(1000);
    expect(await organisation.deskFor('intake', await areaPath('grid'), clock.now())).toEqual({ ok: true, value: id('centre') });
    expect((await chief.call('POST', `/api/v1/units/${id('centre')}/retire`, { version: 1 })).statusCode).toBe(422);
    expect((await chief.call('GET', '/api/v1/duty-desks')).json<{ items: unknown[] }>().items).toHaveLength(6);
  });
});

describe('posts', () => {
  const grant = (caller: Caller, body: object) =>
    caller.call('POST', '/api/v1/posts', { roleId: 'grid_worker', areaId: id('grid'), teamRole: 'leader', ...body });

  test('PT-02 JY-09 BP-11 a grid has one leader at a time: the store refuses a second, and the answer says so', async () => {
    const first = await grant(chief, { personId: id('li') });
    expect(first.statusCode).toBe(201);
    known.leaderPost = first.json<{ id: Uuid }>().id;
    expect((await grant(chief, { personId: id('wang') })).json()).toMatchObject({ code: 'leader_exists', status: 409 });
    expect(await organisation.leaderOf(id('grid'))).toEqual({ id: id('li'), name: '李岩' });
  });

  test('PT-33 every place in the team is listed with how many it takes; a substitute answers while there is one, then the leader again', async () => {
    const validTo = new Date(clock.now() + DAY_MS).toISOString();
    const wrong = await grant(chief, { personId: id('wang'), teamRole: 'worker', substituteFor: id('leaderPost') });
    expect(wrong.json()).toMatchObject({ errors: [{ pointer: '/substituteFor' }] });
    expect((await grant(chief, { personId: id('wang'), substituteFor: id('leaderPost'), validTo })).statusCode).toBe(201);
    expect(await organisation.leaderOf(id('grid'))).toEqual({ id: id('wang'), name: '王海' });
    const team = await chief.call('GET', `/api/v1/areas/${id('grid')}/team`);
    expect(team.json()).toMatchObject({
      leader: { name: '王海' },
      posts: [{ person: { name: '李岩' } }, { person: { name: '王海' }, substituteFor: id('leaderPost') }],
    });
    const { roles } = team.json<{ roles: { id: string; atLeast: number; atMost: number | null }[] }>();
    expect(roles.map(({ id: role, atLeast, atMost }) => [role, atLeast, atMost])).toEqual(
      expect.arrayContaining([
        ['leader', 1, 1],
        ['deputy', 0, null],
        ['adviser', 0, null],
        ['worker', 1, null],
        ['police', 0, null],
        ['volunteer', 0, null],
      ]),
    );
    clock.advance(DAY_MS);
    expect(await organisation.leaderOf(id('grid'))).toEqual({ id: id('li'), name: '李岩' });
  });

  test('are granted only where the grantor reaches, not in the past, and ended with an entry in the log', async () => {
    const other = host.as(ALL, { areaPath: await areaPath('other') });
    expect((await grant(other, { personId: id('chen') })).statusCode).toBe(403);
    const past = new Date(clock.now() - 3 * DAY_MS).toISOString();
    expect((await grant(chief, { personId: id('chen'), teamRole: 'worker', validFrom: past })).statusCode).toBe(422);
    const ended = await chief.call('POST', `/api/v1/posts/${id('leaderPost')}/end`, { version: 1 });
    expect(ended.json()).toMatchObject({ validNow: false, version: 2 });
    expect(await organisation.leaderOf(id('grid'))).toBeNull();
    expect((await chief.call('POST', `/api/v1/posts/${id('leaderPost')}/end`, { version: 2 })).statusCode).toBe(422);
    const logged = await store()
      .db.selectFrom('audit_log')
      .select('action')
      .where('object_id', '=', id('leaderPost'))
      .orderBy('seq')
      .execute();
    expect(logged.map(({ action }) => action)).toEqual(['post.grant', 'post.end']);
    const later = await grant(chief, { personId: id('chen'), validFrom: new Date(clock.now() + DAY_MS).toISOString() });
    const back = await chief.call('POST', `/api/v1/posts/${later.json<{ id: Uuid }>().id}/end`, { version: 1 });
    expect(back.statusCode).toBe(200);
    expect(await store().db.selectFrom('post').select('id').where('id', '=', later.json<{ id: Uuid }>().id).execute()).toEqual(
      [],
    );
  });

  test('of two administrator kinds are refused', async () => {
    const post = (roleId: string) => chief.call('POST', '/api/v1/posts', { roleId, personId: id('chen'), unitId: id('centre') });
    expect((await post('system_admin')).statusCode).toBe(201);
    expect((await post('audit_admin')).json()).toMatchObject({ code: 'admin_kinds_exclude' });
  });

  test('make staff: accounts of the unit and below, by name', async () => {
    const accountId = await store().inTransaction(async (trx) => {
      await organisation.createPost(trx, { personId: id('wang'), roleId: 'grid_worker', unitId: id('station') });
      return access.createAccountFor(trx, {
        personId: id('wang'),
        signInName: 'wang',
        passwordHash: 'x',
        mustChangePassword: false,
      });
    });
    expect(await organisation.staffOf(id('centre'))).toEqual([{ accountId, personId: id('wang'), name: '王海' }]);
    expect(await organisation.isStaffOf(accountId ?? '', id('station'))).toBe(true);
    expect(await organisation.namesOf([accountId ?? '', ids.next()])).toEqual(new Map([[accountId, '王海']]));
  });
});

describe('gaps', () => {
  test('JY-65 DS-10 list grids without worker, leader or boundary, and empty units, for whom it concerns', async () => {
    const listed = await chief.call('GET', '/api/v1/organisation-gaps');
    const kinds = listed.json<{ items: { kind: string; area: { id: Uuid } | null }[] }>().items;
    expect(kinds.map(({ kind, area }) => `${kind} ${area?.id === id('grid')}`)).toEqual(
      expect.arrayContaining(['no_leader true', 'no_worker true', 'no_boundary true']),
    );
    await chief.call('POST', '/api/v1/posts', {
      roleId: 'grid_worker',
      personId: id('chen'),
      areaId: id('grid'),
      teamRole: 'worker',
    });
    const after = await chief.call('GET', '/api/v1/organisation-gaps?kind=no_worker');
    expect(after.json()).toEqual({ items: [], grids: 1 });
    const other = host.as(ALL, { areaPath: await areaPath('other') });
    expect((await other.call('GET', '/api/v1/organisation-gaps')).json()).toMatchObject({ items: [], grids: 0 });
  });
});

describe('persons', () => {
  test('are paged by name, found, changed with their version', async () => {
    const first = await chief.call('GET', '/api/v1/persons?limit=2');
    const page = first.json<{ items: { id: Uuid }[]; nextCursor: string }>();
    const second = await chief.call('GET', `/api/v1/persons?limit=2&cursor=${page.nextCursor}`);
    const all = [...page.items, ...second.json<{ items: { id: Uuid }[] }>().items].map((person) => person.id);
    expect(new Set(all)).toEqual(new Set([id('li'), id('wang'), id('chen')]));
    expect(second.json()).toMatchObject({ nextCursor: null });
    const made = await chief.call('POST', '/api/v1/persons', { name: '赵一', number: 'N1' });
    const { id: personId } = made.json<{ id: Uuid }>();
    expect((await chief.call('POST', '/api/v1/persons', { name: '赵二', number: 'N1' })).json()).toMatchObject({
      code: 'already_exists',
    });
    expect((await chief.call('PATCH', `/api/v1/persons/${personId}`, { version: 1, workPhone: '0580-1' })).json()).toMatchObject({
      name: '赵一',
      workPhone: '0580-1',
      version: 2,
    });
    expect((await chief.call('PATCH', `/api/v1/persons/${personId}`, { version: 1, name: 'x' })).json()).toMatchObject({
      code: 'version_conflict',
    });
    expect((await chief.call('GET', '/api/v1/persons?q=N1')).json()).toMatchObject({ items: [{ name: '赵一' }] });
  });
});

describe('import of units', () => {
  const preview = (content: string, options: object) =>
    chief.upload('/api/v1/unit-imports', { file: { name: 'units.csv', content } }, options);
  const carryOut = async (run: { json<T>(): T }) =>
    chief.call('POST', `/api/v1/unit-imports/${run.json<{ id: string }>().id}/apply`, {});

  test('takes parents from below, remembers spellings, reports lines, and twice changes nothing', async () => {
    const file =
      '编码,名称,上级编码,类型,区域编码\nB2,乙所,B1,站所,330903001\nB1,甲局,C,部门,\nB3,,C,,\nB4,丁,Z9,,\nB5,戊,C,神秘,\n';
    const run = await carryOut(await preview(file, {}));
    expect(run.json()).toMatchObject({ state: 'done', linesNew: 2, linesFailed: 3 });
    expect(
      run.json<{ findings: { line: number; code: string }[] }>().findings.map(({ line, code }) => `${line} ${code}`),
    ).toEqual(['4 name_missing', '5 parent_unknown', '6 kind_unknown']);
    const tree = await organisation.tree();
    expect(tree.trail(tree.byCode('B2')?.id ?? '').map(({ name }) => name)).toEqual(['指挥中心', '甲局', '乙所']);
    expect(tree.byCode('B2')).toMatchObject({ kind: 'station', areaId: id('street') });
    expect((await carryOut(await preview(file, {}))).json()).toMatchObject({ linesNew: 0, linesChanged: 0, linesKnown: 2 });
    const renamed = await carryOut(
      await preview('编码,名称,上级编码,外部编号\nB1,甲（局）,C,34\n', { externalSystem: 'hotline' }),
    );
    expect(renamed.json()).toMatchObject({ linesChanged: 1 });
    expect((await organisation.tree()).byExternalId('hotline', '34')).toMatchObject({
      name: '甲（局）',
      namesSeen: ['甲局'],
      kind: 'department',
    });
  });
});

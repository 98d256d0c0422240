import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorld, PASSWORD, seedWorld, type Browser, type World } from '../access.fixture.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds(4);
let world: World;
let security: Browser;
let handler: Browser;

const signedIn = async (name: string): Promise<Browser> => {
  const browser = world.browser();
  expect((await browser.signIn(name, PASSWORD)).statusCode).toBe(200);
  return browser;
};

beforeAll(async () => {
  const made = createWorld(store(), { clock, ids });
  world = { ...made, ...(await seedWorld(store(), made.access, { clock, ids })) };
  await world.addStaff('sec', 'security_admin');
  await world.addStaff('hand', 'unit_staff');
  [security, handler] = [await signedIn('sec'), await signedIn('hand')];
});

interface Preview {
  readonly permissions: readonly {
    readonly permission: string;
    readonly isWhole: boolean;
    readonly units: readonly { name: string }[];
  }[];
}
const look = (browser: Browser, body: object) => browser.call('POST', '/api/v1/access-previews', body);
const previews = () =>
  store().db.selectFrom('audit_log').select(['object_kind', 'object_id']).where('action', '=', 'access.preview').execute();

describe('what somebody would see', () => {
  test('is shown of a person by their posts, and the look is in the audit log', async () => {
    const personId = await world.addPerson('Only A Post');
    await world.addPost(personId, 'dispatcher', world.streetUnitId);
    const answer = await look(security, { personId });
    expect(answer.json()).toMatchObject({
      person: { name: 'Only A Post' },
      account: null,
      posts: [{ role: { en: 'Dispatcher' }, unit: { id: world.streetUnitId } }],
      queues: null,
    });
    const { permissions } = answer.json<Preview>();
    expect(permissions.map(({ permission }) => permission)).toEqual([
      'case.read',
      'case.dispatch',
      'case.rule',
      'area.read',
      'unit.read',
      'catalogue.read',
    ]);
    expect(permissions.every(({ isWhole, units }) => !isWhole && units.length === 1)).toBe(true);
    expect(await previews()).toContainEqual({ object_kind: 'person', object_id: personId });
  });

  test('is shown of a role at a place, reaches everything at the root, and makes no session', async () => {
    const before = await store().db.selectFrom('session').selectAll().execute();
    const answer = await look(security, { roleId: 'verifier', unitId: world.rootUnitId });
    expect(answer.json()).toMatchObject({ person: null, account: null });
    expect(answer.json<Preview>().permissions.every(({ isWhole }) => isWhole)).toBe(true);
    expect(await store().db.selectFrom('session').selectAll().execute()).toHaveLength(before.length);
    expect(await previews()).toContainEqual({ object_kind: 'role', object_id: 'verifier' });
  });

  test('follows a role as soon as it is changed', async () => {
    const roles = (await security.call('GET', '/api/v1/roles')).json<{ items: { id: string; version: number }[] }>();
    const version = roles.items.find(({ id }) => id === 'mediator')?.version;
    const body = { version, name: { zh: '调解员', en: 'Mediator' }, adminKind: null, permissions: ['statistics.read'] };
    expect((await security.call('PUT', '/api/v1/roles/mediator', body)).statusCode).toBe(200);
    const answer = await look(security, { roleId: 'mediator', unitId: world.rootUnitId });
    expect(answer.json<Preview>().permissions.map(({ permission }) => permission)).toEqual(['statistics.read']);
  });

  test('is for security administrators, and asks for one subject and a place', async () => {
    expect((await look(handler, { roleId: 'verifier', unitId: world.rootUnitId })).statusCode).toBe(403);
    for (const body of [{}, { roleId: 'verifier' }, { personId: ids.next(), roleId: 'verifier', unitId: world.rootUnitId }])
      expect((await look(security, body)).statusCode).toBe(422);
    expect((await look(security, { personId: ids.next() })).statusCode).toBe(422);
    expect((await look(security, { roleId: 'nobody', unitId: world.rootUnitId })).statusCode).toBe(422);
  });
});

test('holders are counted by posts, persons and accounts that can sign in', async () => {
  interface Counted {
    readonly permission: string;
    readonly posts: number;
    readonly persons: number;
    readonly accounts: number;
  }
  const count = async (): Promise<Counted | undefined> =>
    (await handler.call('GET', '/api/v1/permission-holders'))
      .json<{ items: Counted[] }>()
      .items.find(({ permission }) => permission === 'role.manage');
  expect(await count()).toEqual({ permission: 'role.manage', posts: 1, persons: 1, accounts: 1 });
  const { personId, accountId } = await world.addStaff('sec2', 'security_admin');
  await world.addPost(personId, 'security_admin', world.streetUnitId);
  expect(await count()).toMatchObject({ posts: 3, persons: 2, accounts: 2 });
  await store()
    .db.updateTable('account')
    .set({ disabled_at: new Date(clock.now()) })
    .where('id', '=', accountId)
    .execute();
  expect(await count()).toMatchObject({ posts: 3, persons: 2, accounts: 1 });
});

test('a built-in administrator keeps what makes it one, so that nobody locks everybody out', async () => {
  const roles = (await security.call('GET', '/api/v1/roles')).json<{ items: { id: string; version: number }[] }>();
  const version = roles.items.find(({ id }) => id === 'security_admin')?.version;
  const body = { version, name: { zh: '安全管理员', en: 'Security' }, adminKind: 'security', permissions: ['unit.read'] };
  const refused = await security.call('PUT', '/api/v1/roles/security_admin', body);
  expect([refused.statusCode, refused.json()]).toMatchObject([422, { errors: [{ pointer: '/permissions' }] }]);
  const kept = { ...body, permissions: ['unit.read', 'role.manage'] };
  expect((await security.call('PUT', '/api/v1/roles/security_admin', kept)).statusCode).toBe(200);
});

import { ADMIN_PERMISSIONS, DAY_MS, misplacedPermissions, PERMISSIONS, type Uuid } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorld, PASSWORD, seedWorld, type Browser, type World } from './access.fixture.ts';
import { BUILT_IN_ROLES } from './roles/built-in-roles.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds();
const CACHE_MS = 150;
let world: World;
let elsewhere: World;
let system: Browser;
let security: Browser;

beforeAll(async () => {
  const made = createWorld(store(), { clock, ids });
  const seeded = await seedWorld(store(), made.access, { clock, ids });
  world = { ...made, ...seeded };
  elsewhere = { ...createWorld(store(), { clock, ids, sessionCacheMs: CACHE_MS }), ...seeded };
  await world.addStaff('sys', 'system_admin');
  await world.addStaff('sec', 'security_admin');
  [system, security] = [await signedIn('sys'), await signedIn('sec')];
});

const codeOf = (response: { json<T>(): T }): string => response.json<{ code: string }>().code;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
async function signedIn(name: string, of: World = world, password = PASSWORD): Promise<Browser> {
  const browser = of.browser();
  expect((await browser.signIn(name, password)).statusCode).toBe(200);
  return browser;
}
const update = (browser: Browser, id: Uuid, body: object) => browser.call('PATCH', `/api/v1/accounts/${id}`, body);

describe('accounts', () => {
  test('are made by the system administrator, and their first password is changed at once', async () => {
    const personId = await world.addPerson('New Hand');
    await world.addPost(personId, 'unit_staff');
    const body = { personId, signInName: 'new.hand', password: 'Meadow-77-gate' };
    expect((await security.call('POST', '/api/v1/accounts', body)).statusCode).toBe(403);
    expect(codeOf(await system.call('POST', '/api/v1/accounts', { ...body, password: 'new.hand-77X' }))).toBe(
      'password_too_weak',
    );
    const made = await system.call('POST', '/api/v1/accounts', body);
    expect([made.statusCode, made.json()]).toEqual([
      201,
      expect.objectContaining({ signInName: 'new.hand', version: 1, disabled: false }),
    ]);
    expect(codeOf(await system.call('POST', '/api/v1/accounts', { ...body, signInName: 'NEW.hand' }))).toBe('already_exists');
    expect((await system.call('POST', '/api/v1/accounts', { ...body, signInName: 'x1', personId: ids.next() })).statusCode).toBe(
      422,
    );
    const browser = await signedIn('new.hand', world, 'Meadow-77-gate');
    expect(codeOf(await browser.call('GET', '/api/v1/roles'))).toBe('password_change_needed');
  });

  test('keep no cheap hash of a password among the records of commands', async () => {
    const commands = await store().db.selectFrom('command').select('route').execute();
    expect(commands.filter(({ route }) => route.includes('/accounts'))).toEqual([]);
  });

  test('that are disabled lose their sessions here at once and in other processes within the cache time', async () => {
    const { accountId } = await world.addStaff('goes', 'unit_staff');
    const [here, there] = [await signedIn('goes'), await signedIn('goes', elsewhere)];
    expect((await here.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    expect((await there.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    expect((await update(system, accountId, { version: 1, disabled: true })).json()).toMatchObject({
      disabled: true,
      version: 2,
    });
    expect((await here.call('GET', '/api/v1/roles')).statusCode).toBe(401);
    await pause(CACHE_MS + 20);
    expect((await there.call('GET', '/api/v1/roles')).statusCode).toBe(401);
    expect(codeOf(await world.browser().signIn('goes'))).toBe('sign_in_failed');
    expect(await world.access.actorFor(accountId)).toBeNull();
    await update(system, accountId, { version: 2, disabled: false });
    await signedIn('goes');
  });

  test('can be unlocked and reset; an old version is refused with the fresh state', async () => {
    const { accountId } = await world.addStaff('forgot', 'unit_staff');
    for (let i = 0; i < 5; i += 1) await world.browser('192.0.2.20').signIn('forgot', 'Wrong-word-1');
    expect(codeOf(await world.browser().signIn('forgot'))).toBe('account_locked');
    await update(system, accountId, { version: 1, unlock: true });
    await signedIn('forgot');
    const stale = await update(system, accountId, { version: 1, newPassword: 'Meadow-77-gate' });
    expect(stale.json()).toMatchObject({ code: 'version_conflict', current: { version: 2 } });
    expect(codeOf(await update(system, accountId, { version: 2, newPassword: PASSWORD }))).toBe('password_used_before');
    expect((await update(system, accountId, { version: 2, newPassword: 'Meadow-77-gate' })).statusCode).toBe(200);
    const browser = world.browser();
    expect((await browser.signIn('forgot', 'Meadow-77-gate')).json()).toMatchObject({ pending: 'password_change' });
    const entries = await store()
      .db.selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'account.update')
      .orderBy('seq', 'desc')
      .execute();
    expect(JSON.stringify(entries)).not.toContain('Meadow');
    expect(entries[0]?.detail).toEqual({ passwordReset: true });
  });

  test('of other administrators cannot be taken over, but the operator at the machine may reset them', async () => {
    const { accountId, personId } = await world.addStaff('aud', 'audit_admin');
    expect(codeOf(await update(system, accountId, { version: 1, newPassword: 'Meadow-77-gate' }))).toBe('not_permitted');
    expect(codeOf(await update(system, accountId, { version: 1, resetSecondFactor: true }))).toBe('not_permitted');
    expect(
      codeOf(await system.call('POST', '/api/v1/accounts', { personId, signInName: 'aud2', password: 'Meadow-77-gate' })),
    ).toBe('not_permitted');
    const reset = await world
      .browser()
      .asOperator('PATCH', `/api/v1/accounts/${accountId}`, { version: 1, newPassword: 'Meadow-77-gate' });
    expect(reset.statusCode).toBe(200);
  });

  test('one cannot disable oneself', async () => {
    const me = (await system.call('GET', '/api/v1/session')).json<{ accountId: Uuid }>();
    expect(codeOf(await update(system, me.accountId, { version: 1, disabled: true }))).toBe('not_permitted');
  });

  test('are listed page by page and found by name', async () => {
    interface Page {
      readonly items: readonly { readonly signInName: string }[];
      readonly nextCursor: string | null;
    }
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const response = await system.call('GET', `/api/v1/accounts?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page: Page = response.json<Page>();
      names.push(...page.items.map(({ signInName }) => signInName));
      cursor = page.nextCursor;
    }
    const all = await store().db.selectFrom('account').select('sign_in_name').execute();
    expect(names).toEqual(all.map((row) => row.sign_in_name).sort());
    const found = await system.call('GET', '/api/v1/accounts?q=FORG');
    expect(found.json()).toMatchObject({ items: [{ signInName: 'forgot' }], nextCursor: null });
    expect((await system.call('GET', '/api/v1/accounts?q=%25')).json()).toMatchObject({ items: [] });
    expect((await system.call('GET', '/api/v1/accounts?q=sys')).json()).toMatchObject({ items: [{ adminKinds: ['system'] }] });
  });
});

describe('administrator kinds', () => {
  const grant = async (personId: Uuid, roleId: string, period?: { from: Date; to: Date | null }): Promise<string> =>
    store().inTransaction(async (trx) => {
      const checked = await world.access.assertAdminKinds(trx, personId, roleId, period);
      if (!checked.ok) return checked.error.code;
      const from = period?.from ?? new Date(clock.now());
      const post = {
        id: ids.next(),
        person_id: personId,
        role_id: roleId,
        unit_id: world.rootUnitId,
        valid_from: from,
        valid_to: period?.to ?? null,
      };
      await trx
        .insertInto('post')
        .values({ ...post, created_at: from })
        .execute();
      return 'granted';
    });

  test('one person never holds two at once, through whatever role', async () => {
    const personId = await world.addPerson('Tries All');
    expect(await grant(personId, 'unit_staff')).toBe('granted');
    expect(await grant(personId, 'system_admin')).toBe('granted');
    expect(await grant(personId, 'system_admin')).toBe('granted');
    expect(await grant(personId, 'audit_admin')).toBe('admin_kinds_exclude');
    expect(await grant(personId, 'security_admin')).toBe('admin_kinds_exclude');
    expect(await grant(personId, 'no_such_role')).toBe('validation_failed');
  });

  test('one may follow another, without a moment in common', async () => {
    const personId = await world.addPerson('Moves On');
    const at = (days: number): Date => new Date(clock.now() + days * DAY_MS);
    expect(await grant(personId, 'system_admin', { from: at(0), to: at(10) })).toBe('granted');
    expect(await grant(personId, 'audit_admin', { from: at(9), to: null })).toBe('admin_kinds_exclude');
    expect(await grant(personId, 'audit_admin', { from: at(10), to: null })).toBe('granted');
  });

  test('two grants at the same time cannot pass each other', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, i) => world.addPerson(`Race ${i}`)));
    for (const personId of people) {
      const outcomes = await Promise.all(
        ['system_admin', 'security_admin', 'audit_admin'].map((roleId) => grant(personId, roleId)),
      );
      expect(outcomes.sort()).toEqual(['admin_kinds_exclude', 'admin_kinds_exclude', 'granted']);
    }
  });

  test('DC-05 a role cannot become of a kind while somebody holds it beside another kind', async () => {
    const body = { version: 0, name: { zh: '档案员', en: 'Archivist' }, adminKind: null, permissions: ['area.read'] };
    expect((await security.call('PUT', '/api/v1/roles/archivist', body)).statusCode).toBe(200);
    const personId = await world.addPerson('Archivist');
    expect(await grant(personId, 'archivist')).toBe('granted');
    await grant(personId, 'system_admin');
    const refused = await security.call('PUT', '/api/v1/roles/archivist', { ...body, version: 1, adminKind: 'audit' });
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'admin_kinds_exclude']);
    expect((await security.call('PUT', '/api/v1/roles/archivist', { ...body, version: 1, adminKind: 'system' })).statusCode).toBe(
      200,
    );
  });
});

describe('roles', () => {
  test('FR-16 built in: clerks report, staff read, administrators keep to their kind, nobody who handles checks or closes', () => {
    expect(new Set(BUILT_IN_ROLES.map(({ id }) => id)).size).toBe(BUILT_IN_ROLES.length);
    for (const role of BUILT_IN_ROLES) {
      const has = new Set(role.permissions);
      expect([role.id, misplacedPermissions(role.adminKind, role.permissions)]).toEqual([role.id, []]);
      expect(new Set(role.permissions).size).toBe(role.permissions.length);
      if (role.adminKind === null)
        expect(['case.read', 'area.read', 'unit.read', 'catalogue.read'].every((name) => has.has(name as never))).toBe(true);
      if (has.has('case.handle')) expect(has.has('case.check') || has.has('case.close')).toBe(false);
      expect([role.id, has.has('reporter.reveal')]).toEqual([role.id, ['intake_officer', 'shift_leader'].includes(role.id)]);
    }
    const clerk = BUILT_IN_ROLES.find(({ id }) => id === 'clerk')?.permissions;
    expect(clerk).toEqual(expect.arrayContaining(['case.report', 'case.reopen']));
    expect(clerk).not.toContain('case.handle');
    const granted = new Set(BUILT_IN_ROLES.flatMap(({ permissions }) => permissions));
    expect(Object.keys(PERMISSIONS).filter((name) => !granted.has(name as never))).toEqual([]);
  });

  test('are listed for the staff, and seeding again changes nothing that was edited', async () => {
    const listed = (await system.call('GET', '/api/v1/roles')).json<{
      items: { id: string; permissions: string[]; version: number }[];
    }>().items;
    const clerk = listed.find(({ id }) => id === 'clerk');
    const body = { version: clerk?.version, name: { zh: '信息员', en: 'Clerk' }, adminKind: null, permissions: ['case.read'] };
    expect((await security.call('PUT', '/api/v1/roles/clerk', body)).json()).toMatchObject({
      permissions: ['case.read'],
      builtIn: true,
      version: 2,
    });
    await store().inTransaction((trx) => world.access.seedRoles(trx));
    const again = (await system.call('GET', '/api/v1/roles')).json<{ items: { id: string }[] }>().items;
    expect(again.find(({ id }) => id === 'clerk')).toMatchObject({ permissions: ['case.read'], version: 2 });
  });

  test.each([
    ['an ordinary role with an administrator power', 'helper', { adminKind: null, permissions: ['case.read', 'audit.read'] }],
    [
      'a system role with the power to grant',
      'sysgrant',
      { adminKind: 'system', permissions: [...ADMIN_PERMISSIONS.system, 'role.manage'] },
    ],
    ['a name that is no identifier', 'Bad Name', { adminKind: null, permissions: [] }],
  ])('refuse %s', async (_what, id, body) => {
    const response = await security.call('PUT', `/api/v1/roles/${encodeURIComponent(id)}`, {
      version: 0,
      name: { zh: '某', en: 'x' },
      ...body,
    });
    expect([response.statusCode, codeOf(response)]).toEqual([422, 'validation_failed']);
  });

  test('the kind of a built-in role is fixed, and an old version is refused', async () => {
    const body = { name: { zh: '派遣员', en: 'Dispatcher' }, permissions: ['area.read'] };
    expect((await security.call('PUT', '/api/v1/roles/dispatcher', { ...body, version: 1, adminKind: 'audit' })).statusCode).toBe(
      422,
    );
    expect(codeOf(await security.call('PUT', '/api/v1/roles/dispatcher', { ...body, version: 9, adminKind: null }))).toBe(
      'version_conflict',
    );
    expect((await system.call('PUT', '/api/v1/roles/dispatcher', { ...body, version: 1, adminKind: null })).statusCode).toBe(403);
  });

  test('an edit reaches signed-in people here at once, elsewhere within the cache time, and is repeatable by its key', async () => {
    await world.addStaff('mediates', 'mediator');
    const [here, there] = [await signedIn('mediates'), await signedIn('mediates', elsewhere)];
    const mayRead = async (browser: Browser): Promise<number> => (await browser.call('GET', '/api/v1/roles')).statusCode;
    expect([await mayRead(here), await mayRead(there)]).toEqual([200, 200]);
    const body = { version: 1, name: { zh: '调解员', en: 'Mediator' }, adminKind: null, permissions: ['case.read'] };
    const idempotencyKey = ids.next();
    const save = () => security.call('PUT', '/api/v1/roles/mediator', body, { 'idempotency-key': idempotencyKey });
    expect((await save()).json()).toMatchObject({ version: 2 });
    expect((await save()).json()).toMatchObject({ version: 2 });
    expect(await mayRead(here)).toBe(403);
    await pause(CACHE_MS + 20);
    expect(await mayRead(there)).toBe(403);
  });
});

describe('a change that is not committed yet', () => {
  test('is seen at once when it is, even if somebody asked in between', async () => {
    const { personId } = await world.addStaff('between', 'unit_staff');
    const browser = await signedIn('between');
    const permissions = async (): Promise<number> => (await browser.call('GET', '/api/v1/roles')).statusCode;
    let commit = (): void => undefined;
    const gate = new Promise<void>((resolve) => (commit = resolve));
    let announce = (): void => undefined;
    const changed = new Promise<void>((resolve) => (announce = resolve));
    const change = store().inTransaction(async (trx) => {
      await trx
        .updateTable('post')
        .set({ valid_to: new Date(clock.now() + 1) })
        .where('person_id', '=', personId)
        .execute();
      world.access.grantsChanged();
      announce();
      await gate;
    });
    await changed;
    clock.advance(10);
    expect(await permissions()).toBe(200);
    commit();
    await change;
    expect(await permissions()).toBe(403);
  });
});

describe('the actor', () => {
  test('JA-27 has grants with the paths of its posts, and every unit above them, while the posts are valid', async () => {
    const personId = await world.addPerson('Street Hand');
    const until = new Date(clock.now() + DAY_MS);
    const postId = await world.addPost(personId, 'contractor', world.streetUnitId, until);
    const accountId = await store().inTransaction((trx) =>
      world.access.createAccountFor(trx, { personId, signInName: 'street.hand', passwordHash: 'x', mustChangePassword: false }),
    );
    const actor = await world.access.actorFor(accountId ?? '');
    expect(actor?.grants).toContainEqual({ permission: 'case.handle', postId, unitPath: 'u1.u2', areaPath: null });
    expect(actor?.unitIds).toEqual(new Set([world.rootUnitId, world.streetUnitId]));
    expect(actor?.posts).toEqual([{ id: postId, roleId: 'contractor', unitId: world.streetUnitId, areaId: null }]);
    clock.advance(DAY_MS);
    expect(await world.access.actorFor(accountId ?? '')).toMatchObject({ grants: [], posts: [], name: 'Street Hand' });
  });
});

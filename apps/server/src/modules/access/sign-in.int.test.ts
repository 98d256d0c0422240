import { DAY_MS, HOUR_MS, LOCK_MS, MINUTE_MS, SESSION_IDLE_MS, SESSION_MAX_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorld, PASSWORD, seedWorld, type Browser, type World } from './access.fixture.ts';
import { MAX_FAILURES_BY_ADDRESS } from './sessions/address-limit.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds();
let world: World;

beforeAll(async () => {
  const made = createWorld(store(), { clock, ids });
  world = { ...made, ...(await seedWorld(store(), made.access, { clock, ids })) };
});

const codeOf = (response: { json<T>(): T }): string => response.json<{ code: string }>().code;
const audited = async (
  action: string,
): Promise<{ outcome: string; detail: unknown; objectKind: string | null; account: string | null }[]> => {
  const rows = await store().db.selectFrom('audit_log').selectAll().where('action', '=', action).orderBy('seq').execute();
  return rows.map((row) => ({ outcome: row.outcome, detail: row.detail, objectKind: row.object_kind, account: row.account_id }));
};
const failTimes = async (browser: Browser, name: string, times: number): Promise<string[]> => {
  const codes: string[] = [];
  for (let i = 0; i < times; i += 1) codes.push(codeOf(await browser.signIn(name, 'Wrong-word-1')));
  return codes;
};

describe('signing in', () => {
  test('gives a strict HttpOnly cookie whose token is not stored, and says who one is', async () => {
    await world.addStaff('zhang.wei', 'dispatcher');
    const browser = world.browser();
    const response = await browser.signIn('Zhang.Wei');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      name: 'zhang.wei',
      signInName: 'zhang.wei',
      pending: 'none',
      permissions: ['area.read', 'case.dispatch', 'case.read', 'case.rule', 'catalogue.read', 'unit.read'],
      posts: [{ role: { zh: '派遣员', en: 'Dispatcher' }, unit: { name: 'Root' }, area: null }],
    });
    expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MAX_MS / 1000 });
    expect(Buffer.from(browser.token, 'base64url')).toHaveLength(32);
    const rows = await store().db.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows.map((row) => ({ ...row, id_hash: row.id_hash.toString('base64url') })))).not.toContain(
      browser.token,
    );
    expect((await browser.call('GET', '/api/v1/session')).json()).toMatchObject({ csrfToken: browser.csrfToken });
  });

  test('stores argon2id, and logs what was done and what was refused', async () => {
    const { accountId } = await world.addStaff('li.na', 'unit_staff');
    const browser = world.browser();
    expect(codeOf(await browser.signIn('li.na', 'Wrong-word-1'))).toBe('sign_in_failed');
    expect((await browser.signIn('li.na')).statusCode).toBe(200);
    const account = await store()
      .db.selectFrom('account')
      .select('password_hash')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    expect(account.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const entries = (await audited('session.sign_in')).slice(-2);
    expect(entries).toEqual([
      { outcome: 'refused', detail: { reason: 'sign_in_failed' }, objectKind: 'account', account: null },
      { outcome: 'done', detail: {}, objectKind: 'account', account: accountId },
    ]);
  });

  test('makes the cookie secure exactly when the request came by https', async () => {
    await world.addStaff('https.user', 'unit_staff');
    const app = createWorld(store(), { clock, ids, trustProxy: true }).app;
    const secureBy = async (protocol: string): Promise<boolean> => {
      const headers = { 'x-forwarded-proto': protocol, 'x-forwarded-for': '192.0.2.9' };
      const response = await app.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers,
        payload: { signInName: 'https.user', password: PASSWORD },
      });
      return response.cookies[0]?.secure === true;
    };
    expect([await secureBy('https'), await secureBy('http')]).toEqual([true, false]);
  });

  test('anew replaces the session that the browser had', async () => {
    await world.addStaff('twice', 'unit_staff');
    const browser = world.browser();
    await browser.signIn('twice');
    const first = browser.token;
    await browser.signIn('twice');
    expect(browser.token).not.toBe(first);
    browser.token = first;
    expect((await browser.call('GET', '/api/v1/session')).statusCode).toBe(401);
  });

  test.each(['nobody\u0000', '\ud800x', 'a\u200bb'])(
    'refuses the name %j before anything is asked of the database',
    async (name) => {
      expect((await world.browser().signIn(name)).statusCode).toBe(422);
    },
  );
});

describe('lock-out', () => {
  test('after five wrong passwords even the right one is refused for thirty minutes, also when they come at once', async () => {
    await world.addStaff('locked.one', 'unit_staff');
    const browser = world.browser('192.0.2.2');
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.signIn('locked.one', 'Wrong-word-1')));
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'account_locked')).toHaveLength(3);
    const refused = await browser.signIn('locked.one');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([423, String(LOCK_MS / 1000)]);
    expect(await audited('account.lock')).toHaveLength(1);
    clock.advance(LOCK_MS);
    expect((await browser.signIn('locked.one')).statusCode).toBe(200);
  });

  test('four wrong ones do not lock, and a right one begins the count anew', async () => {
    await world.addStaff('nearly', 'unit_staff');
    const browser = world.browser('192.0.2.3');
    await failTimes(browser, 'nearly', 4);
    expect((await browser.signIn('nearly')).statusCode).toBe(200);
    expect(await failTimes(browser, 'nearly', 4)).toEqual(Array.from({ length: 4 }, () => 'sign_in_failed'));
  });

  test('a name that nobody has is answered in the same way, and never written down', async () => {
    const codes = await failTimes(world.browser('192.0.2.4'), 'ghost.person', 6);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'sign_in_failed'), 'account_locked']);
    expect(JSON.stringify(await store().db.selectFrom('audit_log').selectAll().execute())).not.toContain('ghost');
    clock.advance(LOCK_MS + 1);
    expect(await failTimes(world.browser('192.0.2.5'), 'ghost.person', 1)).toEqual(['sign_in_failed']);
  });

  test('an unknown name takes as long as a wrong password', async () => {
    await world.addStaff('timed', 'unit_staff');
    const browser = world.browser('192.0.2.6');
    const timeOf = async (name: string): Promise<number> => {
      const begun = performance.now();
      await browser.signIn(name, 'Wrong-word-1');
      return performance.now() - begun;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 4; i += 1) {
      known.push(await timeOf('timed'));
      unknown.push(await timeOf('untimed'));
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  });

  test('one address that tries many names has to wait, another has not', async () => {
    const browser = world.browser('192.0.2.7');
    for (let i = 0; i < MAX_FAILURES_BY_ADDRESS; i += 1) await browser.signIn(`name${i}`, 'Wrong-word-1');
    await world.addStaff('patient', 'unit_staff');
    const refused = await browser.signIn('patient');
    expect([refused.statusCode, codeOf(refused)]).toEqual([429, 'too_many_requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await world.browser('192.0.2.8').signIn('patient')).statusCode).toBe(200);
  });
});

describe('a session', () => {
  test('ends after half an hour without a request, and not while somebody works', async () => {
    await world.addStaff('idle', 'unit_staff');
    const browser = world.browser();
    await browser.signIn('idle');
    for (let i = 0; i < 4; i += 1) {
      clock.advance(20 * MINUTE_MS);
      expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    }
    clock.advance(SESSION_IDLE_MS);
    expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(401);
  });

  test('ends after twelve hours of work', async () => {
    await world.addStaff('busy', 'unit_staff');
    const browser = world.browser();
    await browser.signIn('busy');
    for (let at = 20 * MINUTE_MS; at < 12 * HOUR_MS; at += 20 * MINUTE_MS) {
      clock.advance(20 * MINUTE_MS);
      expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    }
    clock.advance(20 * MINUTE_MS);
    expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(401);
  });

  test('is written as seen at most once a minute', async () => {
    const { accountId } = await world.addStaff('seen', 'unit_staff');
    const browser = world.browser();
    await browser.signIn('seen');
    const seenAt = async (): Promise<number> =>
      (
        await store()
          .db.selectFrom('session')
          .select('last_seen_at')
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow()
      ).last_seen_at.getTime();
    const first = await seenAt();
    clock.advance(MINUTE_MS - 1);
    await browser.call('GET', '/api/v1/roles');
    expect(await seenAt()).toBe(first);
    clock.advance(1);
    await browser.call('GET', '/api/v1/roles');
    expect(await seenAt()).toBe(first + MINUTE_MS);
  });

  test('asks writes for its own token', async () => {
    await world.addStaff('csrf', 'unit_staff');
    const [browser, other] = [world.browser(), world.browser()];
    await browser.signIn('csrf');
    await other.signIn('csrf');
    for (const token of ['', 'wrong', other.csrfToken]) {
      const refused = await browser.call('PATCH', '/api/v1/session', { locale: 'en' }, { 'x-csrf-token': token });
      expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'csrf_failed']);
    }
    const done = await browser.call('PATCH', '/api/v1/session', { locale: 'en' });
    expect(done.json()).toMatchObject({ locale: 'en' });
  });

  test('ends with signing out, which is logged, while another browser stays', async () => {
    await world.addStaff('leaver', 'unit_staff');
    const [browser, other] = [world.browser(), world.browser()];
    await browser.signIn('leaver');
    await other.signIn('leaver');
    const response = await browser.call('DELETE', '/api/v1/session');
    expect([response.statusCode, response.cookies[0]?.value]).toEqual([204, '']);
    expect((await browser.call('GET', '/api/v1/session')).statusCode).toBe(401);
    expect((await other.call('GET', '/api/v1/session')).statusCode).toBe(200);
    expect(await audited('session.sign_out')).toHaveLength(1);
  });

  test('that ended is deleted by the job, a living one is kept', async () => {
    await world.addStaff('cleaned', 'unit_staff');
    await world.browser().signIn('cleaned');
    clock.advance(DAY_MS);
    await world.browser().signIn('cleaned');
    for (const job of world.access.jobs) await job.run();
    expect(await store().db.selectFrom('session').select('account_id').execute()).toHaveLength(1);
  });
});

import { randomBytes } from 'node:crypto';
import { DAY_MS, PASSWORD_HISTORY, PASSWORD_MAX_AGE_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { Secret, TOTP, URI } from 'otpauth';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorld, PASSWORD, seedWorld, type Browser, type World } from './access.fixture.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds();
const key = randomBytes(32);
let world: World;
let strict: World;

beforeAll(async () => {
  const made = createWorld(store(), { clock, ids, key });
  const seeded = await seedWorld(store(), made.access, { clock, ids });
  world = { ...made, ...seeded };
  strict = { ...createWorld(store(), { clock, ids, key, adminSecondFactor: 'required' }), ...seeded };
});

const codeOf = (response: { json<T>(): T }): string => response.json<{ code: string }>().code;
const signedIn = async (name: string, of: World = world): Promise<Browser> => {
  const browser = of.browser();
  expect((await browser.signIn(name)).statusCode).toBe(200);
  return browser;
};
const STEP_MS = 30_000;
const otp = (secret: string, offsetMs = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now() + offsetMs });
const change = (browser: Browser, current: string, next: string) =>
  browser.call('POST', '/api/v1/session/password', { current, next });

async function setUp(browser: Browser): Promise<string> {
  const begun = await browser.call('POST', '/api/v1/session/second-factor', { password: PASSWORD });
  const { secret } = begun.json<{ secret: string }>();
  expect((await browser.call('PUT', '/api/v1/session/second-factor', { code: otp(secret) })).statusCode).toBe(200);
  return secret;
}

describe('the second factor', () => {
  test('is set up with the password and a first code, and then asked for', async () => {
    const { accountId } = await world.addStaff('totp', 'unit_staff');
    const browser = await signedIn('totp');
    expect(codeOf(await browser.call('POST', '/api/v1/session/second-factor', { password: 'Wrong-word-1' }))).toBe(
      'sign_in_failed',
    );
    const begun = (await browser.call('POST', '/api/v1/session/second-factor', { password: PASSWORD })).json<{
      secret: string;
      uri: string;
    }>();
    expect(URI.parse(begun.uri)).toMatchObject({ issuer: 'Gridward', label: 'totp', digits: 6 });
    expect(Secret.fromBase32(begun.secret).bytes).toHaveLength(20);
    expect(codeOf(await browser.call('PUT', '/api/v1/session/second-factor', { code: '000000' }))).toBe('second_factor_failed');
    expect((await world.browser().signIn('totp')).statusCode).toBe(200);
    const confirmed = await browser.call('PUT', '/api/v1/session/second-factor', { code: otp(begun.secret) });
    expect(confirmed.json()).toMatchObject({ secondFactor: true, pending: 'none' });

    expect(codeOf(await world.browser().signIn('totp'))).toBe('second_factor_needed');
    expect(codeOf(await world.browser().signIn('totp', PASSWORD, '123456'))).toBe('second_factor_failed');
    clock.advance(STEP_MS);
    expect((await world.browser().signIn('totp', PASSWORD, otp(begun.secret))).statusCode).toBe(200);
    const row = await store()
      .db.selectFrom('account')
      .select('totp_secret')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    expect(row.totp_secret?.includes(begun.secret)).toBe(false);
    expect(row.totp_secret?.includes(Buffer.from(Secret.fromBase32(begun.secret).bytes))).toBe(false);
  });

  test('takes each code once, whatever came before it', async () => {
    await world.addStaff('replay', 'unit_staff');
    const secret = await setUp(await signedIn('replay'));
    expect(codeOf(await world.browser().signIn('replay', PASSWORD, otp(secret)))).toBe('second_factor_failed');
    clock.advance(STEP_MS);
    const code = otp(secret);
    const answers = await Promise.all([1, 2, 3].map(() => world.browser().signIn('replay', PASSWORD, code)));
    expect(answers.map(({ statusCode }) => String(statusCode)).sort()).toEqual(['200', '401', '401']);
    expect(codeOf(await world.browser().signIn('replay', PASSWORD, otp(secret, -STEP_MS)))).toBe('second_factor_failed');
  });

  test('allows for a clock that is one step off, not for one that is two', async () => {
    await world.addStaff('drift', 'unit_staff');
    const secret = await setUp(await signedIn('drift'));
    clock.advance(4 * STEP_MS);
    expect(codeOf(await world.browser().signIn('drift', PASSWORD, otp(secret, -2 * STEP_MS)))).toBe('second_factor_failed');
    expect((await world.browser().signIn('drift', PASSWORD, otp(secret, -STEP_MS))).statusCode).toBe(200);
    expect((await world.browser().signIn('drift', PASSWORD, otp(secret, STEP_MS))).statusCode).toBe(200);
  });

  test('wrong codes lock the account like wrong passwords', async () => {
    await world.addStaff('codes', 'unit_staff');
    const secret = await setUp(await signedIn('codes'));
    clock.advance(STEP_MS);
    for (let i = 0; i < 5; i += 1) await world.browser().signIn('codes', PASSWORD, '000000');
    expect(codeOf(await world.browser().signIn('codes', PASSWORD, otp(secret)))).toBe('account_locked');
  });

  test('ends the sessions that began without it, and cannot be replaced by its holder', async () => {
    await world.addStaff('others', 'unit_staff');
    const [browser, other] = [await signedIn('others'), await signedIn('others')];
    await setUp(browser);
    expect((await other.call('GET', '/api/v1/session')).statusCode).toBe(401);
    expect(codeOf(await browser.call('POST', '/api/v1/session/second-factor', { password: PASSWORD }))).toBe('already_exists');
  });

  test('where it is required, an administrator can do nothing before it is set up; others can', async () => {
    await strict.addStaff('admin.a', 'system_admin');
    const browser = await signedIn('admin.a', strict);
    expect(codeOf(await browser.call('GET', '/api/v1/accounts'))).toBe('second_factor_setup_needed');
    await setUp(browser);
    expect((await browser.call('GET', '/api/v1/accounts')).statusCode).toBe(200);
    await strict.addStaff('worker.a', 'unit_staff');
    expect((await (await signedIn('worker.a', strict)).call('GET', '/api/v1/roles')).statusCode).toBe(200);
    await world.addStaff('admin.b', 'system_admin');
    expect((await (await signedIn('admin.b')).call('GET', '/api/v1/accounts')).statusCode).toBe(200);
  });
});

describe('changing the password', () => {
  test('needs the present one and a good new one, and ends the other sessions', async () => {
    await world.addStaff('changer', 'unit_staff');
    const [browser, other] = [await signedIn('changer'), await signedIn('changer')];
    expect(codeOf(await change(browser, 'Wrong-word-1', 'Meadow-77-gate'))).toBe('sign_in_failed');
    const weak = await change(browser, PASSWORD, 'short1');
    expect(weak.json()).toMatchObject({
      code: 'password_too_weak',
      detail: '至少10个字符；须有大写字母、小写字母、数字、符号中的3种。',
    });
    expect((await change(browser, PASSWORD, 'Meadow-77-gate')).json()).toMatchObject({ pending: 'none' });
    expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    expect((await other.call('GET', '/api/v1/roles')).statusCode).toBe(401);
    expect(codeOf(await world.browser().signIn('changer'))).toBe('sign_in_failed');
    expect((await world.browser().signIn('changer', 'Meadow-77-gate')).statusCode).toBe(200);
  });

  test('refuses the present password and the five before it, and takes the sixth', async () => {
    await world.addStaff('historian', 'unit_staff');
    const browser = await signedIn('historian');
    const passwords = [PASSWORD, ...Array.from({ length: PASSWORD_HISTORY }, (_, i) => `Meadow-${i}${i}-gate`)];
    for (const [i, next] of passwords.slice(1).entries()) {
      clock.advance(1000);
      expect((await change(browser, passwords[i] ?? '', next)).statusCode).toBe(200);
    }
    const present = passwords.at(-1) ?? '';
    for (const used of passwords) expect(codeOf(await change(browser, present, used))).toBe('password_used_before');
    clock.advance(1000);
    expect((await change(browser, present, 'Hilltop-99-well')).statusCode).toBe(200);
    expect((await change(browser, 'Hilltop-99-well', PASSWORD)).statusCode).toBe(200);
  });

  test('wrong guesses at the present password lock the account', async () => {
    await world.addStaff('hijacked', 'unit_staff');
    const browser = await signedIn('hijacked');
    for (let i = 0; i < 5; i += 1) await change(browser, 'Wrong-word-1', 'Meadow-77-gate');
    expect(codeOf(await change(browser, PASSWORD, 'Meadow-77-gate'))).toBe('account_locked');
    expect(codeOf(await world.browser().signIn('hijacked'))).toBe('account_locked');
  });

  test('is asked for after ninety days, but not of demonstration people', async () => {
    await world.addStaff('ageing', 'unit_staff');
    await world.addStaff('demo.person', 'unit_staff', true);
    clock.advance(PASSWORD_MAX_AGE_MS);
    expect((await world.browser().signIn('ageing')).json()).toMatchObject({ pending: 'none' });
    clock.advance(DAY_MS);
    const browser = await signedIn('ageing');
    expect((await browser.call('GET', '/api/v1/session')).json()).toMatchObject({ pending: 'password_change' });
    expect(codeOf(await browser.call('GET', '/api/v1/roles'))).toBe('password_change_needed');
    expect((await change(browser, PASSWORD, 'Meadow-77-gate')).json()).toMatchObject({ pending: 'none' });
    expect((await browser.call('GET', '/api/v1/roles')).statusCode).toBe(200);
    expect((await world.browser().signIn('demo.person')).json()).toMatchObject({ pending: 'none', demo: true });
  });
});

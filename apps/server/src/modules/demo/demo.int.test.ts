import { randomBytes } from 'node:crypto';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp, type App } from '../../app.ts';
import { testConfig } from '../../testing/host.fixture.ts';
import { DEMO_PASSWORD, SIGN_INS } from './sign-ins.ts';

const NOW = '2026-11-20T02:30:00Z';
const store = useTestStore();
let app: App;

beforeAll(async () => {
  const clock = fakeClock(NOW);
  app = await buildApp(
    { ...testConfig(store().dataDir), logLevel: 'silent', checkReplies: true },
    { store: store(), clock, ids: countingIds(), randomBytes },
  );
  await app.modules.prepare();
  const startedAtMs = performance.now();
  const loaded = await app.modules.demo.loadIfEmpty();
  console.log('loaded', loaded?.signIns.length, Math.round(performance.now() - startedAtMs), 'ms');
}, 120_000);
afterAll(() => app.close());

describe('the county', () => {
  test('everybody signs in with the shown password', async () => {
    for (const { signInName } of SIGN_INS) {
      const reply = await app.http.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { signInName, password: DEMO_PASSWORD },
      });
      expect({ signInName, status: reply.statusCode, pending: reply.json<{ pending: string }>().pending }).toEqual({
        signInName,
        status: 200,
        pending: 'none',
      });
    }
  });

  test('the sign-in page is told how to get in', async () => {
    const reply = await app.http.inject({ method: 'GET', url: '/api/v1/demo' });
    expect(reply.json()).toMatchObject({
      active: true,
      signIns: [{ signInName: 'intake', password: DEMO_PASSWORD }, ...Array.from({ length: 13 }, () => ({}))],
    });
  });
});

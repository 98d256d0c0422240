import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorld, seedWorld, type World } from './access.fixture.ts';
import { verifyAudit } from './index.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-01T09:00:00+08:00');
const ids = countingIds();
let world: World;
const SOURCE = { accountId: null, address: null, requestId: null };

beforeAll(async () => {
  const made = createWorld(store(), { clock, ids });
  world = { ...made, ...(await seedWorld(store(), made.access, { clock, ids })) };
});

const append = (action: string, detail: Record<string, unknown> = {}): Promise<void> =>
  store().inTransaction((trx) => world.access.audit.append(trx, SOURCE, { action, outcome: 'done', detail }));

describe('the audit log', () => {
  test('is one chain without gaps when many write at once, and some of them roll back', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        store()
          .inTransaction(async (trx) => {
            await world.access.audit.append(trx, SOURCE, { action: 'test.write', outcome: 'done', detail: { i } });
            if (i % 5 === 0) throw new Error('rolled back');
          })
          .catch(() => undefined),
      ),
    );
    const verdict = await world.access.audit.verify(store().db);
    expect(verdict).toMatchObject({ entries: 24, intact: true, brokenAt: null });
  });

  test('holds what people write: any text, numbers, nesting, and characters that the database cannot store', async () => {
    await append('test.text', {
      text: '楼道堆物 😀 \0 \ud800',
      nested: { b: [1.5, -0, 1e21, null, true], a: undefined },
      'quo"te': "'",
    });
    expect(await world.access.audit.verify(store().db)).toMatchObject({ intact: true });
  });

  test('cannot be changed or shortened by the application', async () => {
    await expect(store().db.updateTable('audit_log').set({ action: 'x' }).execute()).rejects.toThrow(/permission denied/);
    await expect(store().db.deleteFrom('audit_log').execute()).rejects.toThrow(/permission denied/);
  });

  test('is walked page by page', async () => {
    const before = (await verifyAudit(store().db)).entries;
    await store().inTransaction(async (trx) => {
      for (let i = 0; i < 1100; i += 1) await world.access.audit.append(trx, SOURCE, { action: 'test.many', outcome: 'done' });
    });
    expect(await verifyAudit(store().db)).toMatchObject({ entries: before + 1100, intact: true });
  });

  test('is read and verified by the audit administrator alone, newest first, filtered', async () => {
    const { accountId } = await world.addStaff('auditor', 'audit_admin');
    await world.addStaff('sysadmin', 'system_admin');
    const [auditor, other] = [world.browser(), world.browser()];
    await auditor.signIn('auditor');
    await other.signIn('sysadmin');
    expect((await other.call('GET', '/api/v1/audit')).statusCode).toBe(403);
    expect((await other.call('GET', '/api/v1/audit/verification')).statusCode).toBe(403);
    const page = await auditor.call('GET', `/api/v1/audit?action=session.sign_in&accountId=${accountId}`);
    expect(page.json()).toMatchObject({
      items: [{ action: 'session.sign_in', outcome: 'done', account: { id: accountId, name: 'auditor' }, address: '192.0.2.1' }],
      nextBefore: null,
    });
    const first = (await auditor.call('GET', '/api/v1/audit?limit=3')).json<{ items: { seq: number }[]; nextBefore: number }>();
    const second = (await auditor.call('GET', `/api/v1/audit?limit=3&before=${first.nextBefore}`)).json<{
      items: { seq: number }[];
    }>();
    const seqs = [...first.items, ...second.items].map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 6 }, (_, i) => (seqs[0] ?? 0) - i));
    const verdict = await auditor.call('GET', '/api/v1/audit/verification');
    expect(verdict.json()).toMatchObject({ intact: true, brokenAt: null, entries: seqs[0] });
  });

  // Last: each of these plants a fault as somebody with the owner's password could, and takes it back.
  test.each([
    [
      'an outcome',
      `update audit_log set outcome = 'refused' where seq = 7`,
      `update audit_log set outcome = 'done' where seq = 7`,
    ],
    ['one letter of a detail', `update audit_log set detail = '{"i": 99}' where seq = 7`, undefined],
  ])('shows %s that was changed behind its back', async (_what, plant, undo) => {
    await store().owner.query(plant);
    expect(await verifyAudit(store().db)).toMatchObject({ intact: false, brokenAt: 7, entries: 6 });
    if (undo !== undefined) {
      await store().owner.query(undo);
      expect(await verifyAudit(store().db)).toMatchObject({ intact: true });
    }
  });

  test('shows an entry that was taken out', async () => {
    await store().owner.query('delete from audit_log where seq = 4');
    expect(await verifyAudit(store().db)).toMatchObject({ intact: false, brokenAt: 5 });
  });
});

import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWith } from '../../testing/keeper.fixture.ts';
import { createWorld, value, type World } from '../../testing/world.fixture.ts';

const PHONE = '13812340987';
const store = useTestStore();
let world: World;
let auditor: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
  auditor = await signInWith(world, 'auditor', ['audit.read']);
});
afterAll(() => world.close());

const get = (url: string, headers = auditor) => world.app.http.inject({ method: 'GET', url: `/api/v1${url}`, headers });

describe('looks at reporters', () => {
  it('are listed for the auditor with purpose, fields and case number, and without what was seen', async () => {
    const { categoryId } = await world.matter('0110');
    const made = value(
      await world.as('intake').reportCase({
        body: {
          description: '路灯不亮',
          channel: 'hotline',
          categoryId,
          position: { lng: 120.15, lat: 30.05 },
          reporter: { name: '演示居民', phone: PHONE, replyChannel: 'sms' },
        },
      }),
    );
    const body = { purpose: '回电核实位置', fields: ['phone' as const] };
    value(await world.as('intake').revealReporter({ params: { caseId: made.case.id }, body }));
    const listed = await get('/audit/looks');
    expect(listed.json()).toMatchObject({
      items: [{ purpose: '回电核实位置', fields: ['phone'], case: { id: made.case.id, number: made.case.number } }],
      nextCursor: null,
    });
    expect(listed.body).not.toContain(PHONE);
    expect((await get('/audit/looks', world.headersOf('intake'))).statusCode).toBe(403);
  });

  it('and everything else of a stretch go out as a table, which is logged itself', async () => {
    const table = await get('/audit/export.csv?actions=reporter.reveal&from=2026-05-11&to=2026-05-11');
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.body.trim().split('\n')).toHaveLength(2);
    expect(table.body).not.toContain(PHONE);
    const other = await get('/audit/export.csv?actions=reporter.reveal&to=2026-05-10');
    expect(other.body.trim().split('\n')).toHaveLength(1);
    const logged = await get('/audit?actions=audit.export');
    expect(logged.json<{ items: unknown[] }>().items).toHaveLength(2);
  });

  it('and no line of a long stretch is left out', async () => {
    const { rows } = await store().owner.query<{ last: string }>('select max(seq) as last from audit_log');
    await store().owner.query(
      `insert into audit_log (seq, at, action, outcome, detail, previous_hash, hash)
       select $1::bigint + n, '2031-01-02T03:04:05Z', '=many.lines', 'done', '{}', '', '' from generate_series(1, 5100) n`,
      [rows[0]?.last],
    );
    const lines = (await get('/audit/export.csv?from=2031-01-02&to=2031-01-02')).body.trim().split('\n').slice(1);
    expect(lines).toHaveLength(5_100);
    expect(lines.at(0)).toContain("'=many.lines");
  });
});

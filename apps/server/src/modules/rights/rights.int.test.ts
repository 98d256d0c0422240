import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { DAY_MS, ok } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSealer } from '../../platform/sealing.ts';
import { createCaseRows } from '../../testing/case-row.fixture.ts';
import { createTestHost, personWith, testConfig, testPlatform, type TestHost } from '../../testing/host.fixture.ts';
import { createRights, type FollowDoor, type Reporter, type Rights } from './index.ts';

const store = useTestStore();
const START = '2026-05-01T09:00:00+08:00';
const clock = fakeClock(START);
const ids = countingIds(4);
const sealer = createSealer(Buffer.alloc(32, 5), randomBytes);
const [clerkId, postId, adminId] = [randomUUID(), randomUUID(), randomUUID()];
const admin = personWith(adminId, ['system.manage']);
const audited: {
  readonly accountId: string | null;
  readonly action: string;
  readonly objectId?: string;
  readonly detail?: object;
}[] = [];
const acted: object[] = [];
const written: object[] = [];

const REPORTER: Reporter = {
  name: '王小明',
  phone: '13812345678',
  address: '幸福路8号502',
  replyChannel: 'sms',
  confidential: true,
};
const caseIds = new Map<string, string>();
let caseRow: (number: string) => Promise<string>;
let server: TestHost;
let rights: Rights;
let live: Rights;

const cases: FollowDoor = {
  idOfNumber: (_db, number) => Promise.resolve(caseIds.get(number) ?? null),
  publicCase: () =>
    Promise.resolve({
      number: 'N1',
      state: 'handling',
      stage: 'handle',
      category: { zh: '市容', en: null },
      place: '幸福路路口',
      area: '示范县',
      unit: '示范县城管站',
      reportedAt: Date.parse(START),
      dueAt: Date.parse(START) + DAY_MS,
      overdue: false,
      journal: [{ verb: 'report', at: Date.parse(START), to: 'reported' }],
      closure: null,
      allowedVerbs: ['withdraw'],
    }),
  act: (_trx, wish) => {
    acted.push(wish);
    return Promise.resolve(ok(null));
  },
  reporterWrote: (_trx, told) => {
    written.push(told);
    return Promise.resolve();
  },
};

beforeAll(async () => {
  server = await createTestHost(store(), clock, [admin]);
  const doors = {
    sealer,
    audit: {
      append: (
        _trx: unknown,
        source: { accountId: string | null },
        entry: { action: string; objectId?: string; detail?: object },
      ) => {
        audited.push({ accountId: source.accountId, ...entry });
        return Promise.resolve();
      },
    },
    postLabels: () =>
      Promise.resolve(new Map([[postId, { role: { zh: '受理员', en: 'Intake officer' }, unit: '示范县网格中心' }]])),
    unitNames: () => Promise.resolve(new Map<string, string>()),
  };
  const platform = testPlatform(server.app, { store: store(), clock, ids, config: testConfig(tmpdir()) });
  rights = createRights({ ...platform, demonstration: { active: true } }, doors);
  live = createRights({ ...platform, demonstration: { active: false } }, doors);
  rights.routes(server.host, cases);
  caseRow = await createCaseRows(store());
});
afterAll(async () => server.app.close());
beforeEach(() => clock.set(START));

async function newCase(number: string, reporter: Reporter | null = REPORTER, originalText: string | null = null) {
  const caseId = await caseRow(number);
  caseIds.set(number, caseId);
  const { followCode } = await store().inTransaction((trx) =>
    rights.sealReporter(trx, { caseId, reporter, originalText, at: clock.now() }),
  );
  return { caseId, code: followCode ?? '' };
}

const look = (caseId: string, purpose = '核实具体位置') => ({
  caseId,
  accountId: clerkId,
  postId,
  fields: ['phone', 'name'] as const,
  purpose,
  address: '192.0.2.7',
  requestId: 'r1',
});
const reveal = async (caseId: string, purpose?: string) =>
  store().inTransaction((trx) => rights.reveal(trx, look(caseId, purpose)));
const outboxOf = async (caseId: string) =>
  store().db.selectFrom('outbox').selectAll().where('object_id', '=', caseId).orderBy('created_at').orderBy('id').execute();

let addressCount = 0;
/** From a network address of its own unless told. */
async function post(path: string, body: object, options: { address?: string; key?: string } = {}) {
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/v1/follow${path}`,
    headers: { 'idempotency-key': options.key ?? randomUUID() },
    remoteAddress: options.address ?? `198.51.100.${(addressCount += 1)}`,
    payload: body,
  });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

describe('the vault', () => {
  test('P-09 PT-66 has no room for a label, and holds nothing readable of who reported, in any column of the database', async () => {
    const { caseId, code } = await newCase('V1', REPORTER, '我家电话13812345678，井盖破了');
    const row = await store().db.selectFrom('reporter_vault').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow();
    const dump = await sql<{ text: string }>`select v::text as text from reporter_vault v where case_id = ${caseId}`.execute(
      store().db,
    );
    for (const secret of ['王小明', '13812345678', '幸福路8号502', code, code.replaceAll('-', '')]) {
      expect(dump.rows[0]?.text).not.toContain(secret);
      expect(dump.rows[0]?.text).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(row.phone_index).toBeNull();
    expect(Object.keys(row).toSorted()).toEqual([
      'address',
      'case_id',
      'confidential',
      'created_at',
      'expires_at',
      'legal_basis',
      'name',
      'notice_version',
      'original_text',
      'phone',
      'phone_index',
      'purpose',
      'reply_channel',
      'token_hash',
    ]);
    expect(row.expires_at.getTime()).toBe(clock.now() + 730 * DAY_MS);
    expect([row.purpose, row.legal_basis, row.notice_version].every((text) => text.length > 0)).toBe(true);
  });

  test('gives no code where there is no reporter, and no row where there is nothing to seal', async () => {
    expect((await newCase('V2', null, null)).code).toBe('');
    expect((await newCase('V3', null, '电话13812345678')).code).toBe('');
    const rows = await store()
      .db.selectFrom('reporter_vault')
      .select('case_id')
      .where('case_id', 'in', [caseIds.get('V2') ?? '', caseIds.get('V3') ?? ''])
      .execute();
    expect(rows.map(({ case_id }) => case_id)).toEqual([caseIds.get('V3')]);
  });

  test('RT03 is emptied when the time has come, not a moment earlier; the addresses of messages go sooner', async () => {
    const { caseId, code } = await newCase('V4');
    await reveal(caseId);
    const [item] = await outboxOf(caseId);
    if (item === undefined) throw new Error('the look was not told');
    await rights.deliverMessage({ id: item.id, topic: item.topic, objectId: item.object_id, payload: item.payload });
    const held = async () =>
      store()
        .db.selectFrom('outgoing_message')
        .select(['address', 'address_masked'])
        .where('id', '=', item.id)
        .executeTakeFirstOrThrow();
    expect((await rights.expire(clock.now() + 30 * DAY_MS - 1)).addresses).toBe(0);
    expect((await held()).address).not.toBeNull();
    expect((await rights.expire(clock.now() + 30 * DAY_MS)).addresses).toBeGreaterThan(0);
    expect(await held()).toEqual({ address: null, address_masked: '138****5678' });
    expect((await rights.expire(clock.now() + 730 * DAY_MS - 1)).reporters).toBe(0);
    const all = await store().db.selectFrom('reporter_vault').select('case_id').execute();
    expect((await rights.expire(clock.now() + 730 * DAY_MS)).reporters).toBe(all.length);
    expect((await post('', { number: 'V4', code })).status).toBe(404);
    expect(await rights.revealsOf(caseId)).toHaveLength(1);
  });
});

describe('a look', () => {
  test('RT07 gives what was asked for and leaves its trace in both logs', async () => {
    const { caseId } = await newCase('L1', REPORTER, '原话');
    const seen = await reveal(caseId);
    expect(seen).toEqual(ok({ name: '王小明', phone: '13812345678', address: null, originalText: null }));
    expect(await rights.revealsOf(caseId)).toMatchObject([
      { accountId: clerkId, postId, fields: ['name', 'phone'], purpose: '核实具体位置' },
    ]);
    expect(audited.at(-1)).toMatchObject({ accountId: clerkId, action: 'reporter.reveal', objectId: caseId });
    expect(JSON.stringify(audited.at(-1))).not.toContain('13812345678');
  });

  test('RT07 needs a purpose', async () => {
    const { caseId } = await newCase('L2');
    expect(await reveal(caseId, ' 看看 ')).toMatchObject({ ok: false, error: { code: 'purpose_missing' } });
    expect(await rights.revealsOf(caseId)).toEqual([]);
  });

  test('RT08 is told to the reporter, who reads role and unit but no name', async () => {
    const { caseId, code } = await newCase('L3');
    await reveal(caseId);
    const [item] = await outboxOf(caseId);
    expect(JSON.stringify(item?.payload)).toContain('核实具体位置');
    expect(JSON.stringify(item?.payload)).not.toContain('13812345678');
    const { body } = await post('', { number: 'L3', code });
    expect(body['looks']).toEqual([
      {
        at: new Date(clock.now()).toISOString(),
        role: { zh: '受理员', en: 'Intake officer' },
        unit: '示范县网格中心',
        fields: ['name', 'phone'],
        purpose: '核实具体位置',
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(clerkId);
  });
});

describe('following a case', () => {
  test('RT04 works with the code however it is typed, and shows steps', async () => {
    const { code } = await newCase('F1');
    const { status, body } = await post('', { number: ' F1 ', code: code.toLowerCase().replaceAll('-', ' ') });
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: 'N1', unit: '示范县城管站', allowed: ['message', 'withdraw'], looks: [], messages: [] });
    expect(body['steps']).toMatchObject([{ kind: 'reported', label: { zh: '已收到' } }]);
    expect(body['expiresAt']).toBe(new Date(clock.now() + 730 * DAY_MS).toISOString());
  });

  test('RT05 answers alike for a wrong code, another case’s code, a case without reporter and no case', async () => {
    const { code } = await newCase('F2');
    await newCase('F3', null, null);
    await newCase('F4');
    const answers = await Promise.all([
      post('', { number: 'F2', code: '0000-0000-0000' }),
      post('', { number: 'F2', code: 'nonsense' }),
      post('', { number: 'F4', code }),
      post('', { number: 'F3', code }),
      post('', { number: 'no such number', code }),
    ]);
    const shapes = answers.map(({ status, body }) => JSON.stringify([status, { ...body, requestId: '' }]));
    expect(new Set(shapes).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  test('RT05 is closed for a while to an address that guesses, not to the reporter elsewhere', async () => {
    const { code } = await newCase('F5');
    for (let i = 0; i < 10; i += 1)
      expect((await post('', { number: 'F5', code: `${i}` }, { address: '203.0.113.1' })).status).toBe(404);
    const closed = await post('', { number: 'F5', code }, { address: '203.0.113.1' });
    expect([closed.status, closed.body['code']]).toEqual([429, 'too_many_requests']);
    expect((await post('', { number: 'F5', code }, { address: '203.0.113.2' })).status).toBe(200);
  });

  test('RT09 what the reporter writes is masked for handlers and kept whole in the vault, once', async () => {
    const { caseId, code } = await newCase('F6', REPORTER, '井盖破了');
    const key = randomUUID();
    const message = { number: 'F6', code, body: '请打13987654321联系我' };
    const [first, second] = [await post('/message', message, { key }), await post('/message', message, { key })];
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect(written.filter((told) => 'caseId' in told && told.caseId === caseId)).toHaveLength(1);
    const stored = await store().db.selectFrom('case_message').select('body').where('case_id', '=', caseId).execute();
    expect(stored).toHaveLength(1);
    expect(stored[0]?.body).not.toContain('13987654321');
    const whole = await store().inTransaction((trx) => rights.reveal(trx, { ...look(caseId), fields: ['original_text'] }));
    expect(whole).toMatchObject({ ok: true, value: { originalText: '井盖破了\n\n请打13987654321联系我' } });
  });

  test.each(['reopen', 'withdraw'] as const)('%s goes to the machine as the reporter', async (verb) => {
    const { caseId, code } = await newCase(`F7${verb}`);
    const key = randomUUID();
    expect((await post(`/${verb}`, { number: `F7${verb}`, code, reason: '问题又出现了' }, { key })).status).toBe(200);
    expect(acted.at(-1)).toEqual({ caseId, verb, reason: '问题又出现了', commandId: key, at: clock.now() });
    const count = acted.length;
    expect((await post(`/${verb}`, { number: `F7${verb}`, code: '0000-0000-0000', reason: '问题又出现了' })).status).toBe(404);
    expect(acted).toHaveLength(count);
  });
});

describe('messages to the reporter', () => {
  const send = async (caseId: string, body: string) =>
    store().inTransaction((trx) =>
      rights.messageReporter(trx, { id: ids.next(), caseId, body, accountId: clerkId, unitId: null, at: clock.now() }),
    );
  const firstItem = async (caseId: string) => {
    const [item] = await outboxOf(caseId);
    if (item === undefined) throw new Error('nothing was queued');
    return { id: item.id, topic: item.topic, objectId: item.object_id, payload: item.payload };
  };
  const outgoing = async (id: string) =>
    store().db.selectFrom('outgoing_message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  test('RT09 reach the phone without its number standing anywhere in the clear', async () => {
    const { caseId, code } = await newCase('M1');
    expect(await send(caseId, '已安排维修，可拨13700001111')).toEqual(ok(null));
    const item = await firstItem(caseId);
    expect(await rights.deliverMessage(item)).toEqual(ok('captured'));
    expect(await rights.deliverMessage(item)).toEqual(ok('captured'));
    const row = await outgoing(item.id);
    expect(row).toMatchObject({ state: 'captured', address_masked: '138****5678', channel: 'sms' });
    expect(row.body).not.toContain('13700001111');
    expect(sealer.open(row.address ?? Buffer.alloc(0), `outgoing_message.address:${item.id}`)).toBe('13812345678');
    const { body } = await post('', { number: 'M1', code });
    expect(body['messages']).toMatchObject([{ from: 'platform', body: row.body }]);
  });

  test('wait for the reporter’s own visit where no text message was wished for', async () => {
    const { caseId } = await newCase('M2', { ...REPORTER, replyChannel: 'none' });
    expect(await send(caseId, '已处理')).toEqual(ok(null));
    expect(await outboxOf(caseId)).toEqual([]);
    expect(await rights.canReachReporter(caseId)).toBe(true);
  });

  test('are refused where nobody would ever read them', async () => {
    const { caseId } = await newCase('M3', null, '原话');
    expect(await send(caseId, '已处理')).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await rights.canReachReporter(caseId)).toBe(false);
  });

  test('fail visibly while no gateway is set, and go through a signed request once it is', async () => {
    const { caseId } = await newCase('M4');
    await send(caseId, '已安排维修');
    const item = await firstItem(caseId);
    expect(await live.deliverMessage(item)).toEqual({ ok: false, error: 'no gateway configured' });
    expect(await outgoing(item.id)).toMatchObject({ state: 'failed', detail: 'no gateway configured' });

    const gateway = await startGateway();
    try {
      const save = (version: number, url: string | null, secret?: string) =>
        server.app.inject({
          method: 'PUT',
          url: '/api/v1/sms-gateway',
          headers: { ...server.headersOf(admin), 'idempotency-key': randomUUID() },
          payload: { version, url, ...(secret === undefined ? {} : { secret }) },
        });
      expect((await save(0, gateway.url)).statusCode).toBe(422);
      const open = await save(0, 'https://user:open-sesame@gateway.example.cn/sms', 'a secret of the gateway');
      expect([open.statusCode, open.json()]).toMatchObject([422, { errors: [{ pointer: '/url' }] }]);
      const saved = await save(0, gateway.url, 'a secret of the gateway');
      expect(saved.json()).toEqual({ url: gateway.url, secretStored: true, version: 1 });
      expect((await save(0, gateway.url)).statusCode).toBe(409);
      const kept = await store()
        .db.selectFrom('setting')
        .select('value')
        .where('key', '=', 'gateway.sms')
        .executeTakeFirstOrThrow();
      expect(JSON.stringify(kept.value)).not.toContain('a secret of the gateway');

      gateway.answers.push(503);
      expect(await live.deliverMessage(item)).toEqual({ ok: false, error: 'the gateway answered 503' });
      expect(await live.deliverMessage(item)).toEqual(ok('sent'));
      expect(await live.deliverMessage(item)).toEqual(ok('sent'));
      expect(gateway.requests).toHaveLength(2);
      const request = gateway.requests[1];
      expect(JSON.parse(request?.body ?? '')).toEqual({ id: item.id, to: '13812345678', text: '已安排维修' });
      const signed = `${String(request?.headers['x-gridward-timestamp'])}.${request?.body ?? ''}`;
      const signature = createHmac('sha256', 'a secret of the gateway').update(signed).digest('hex');
      expect(request?.headers['x-gridward-signature']).toBe(`v1=${signature}`);
      expect(await outgoing(item.id)).toMatchObject({ state: 'sent', detail: null });
    } finally {
      gateway.server.close();
    }
    expect(await store().db.selectFrom('outgoing_message').select('id').where('id', '=', item.id).execute()).toHaveLength(1);
  });

  test('end, without being tried again, when the reporter has been deleted meanwhile', async () => {
    const { caseId } = await newCase('M5');
    await send(caseId, '已安排维修');
    await store().db.deleteFrom('reporter_vault').where('case_id', '=', caseId).execute();
    const item = await firstItem(caseId);
    expect(await live.deliverMessage(item)).toEqual(ok('failed'));
    expect(await outgoing(item.id)).toMatchObject({ address: null, state: 'failed' });
  });

  test('are listed page by page, masked', async () => {
    const list = async (query: string) => {
      const response = await server.app.inject({
        method: 'GET',
        url: `/api/v1/outgoing-messages${query}`,
        headers: server.headersOf(admin),
      });
      return response.json<{ items: { id: string; address: string }[]; nextCursor: string | null }>();
    };
    const all = await list('');
    expect(all.items.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(all)).not.toContain('13812345678');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
    expect((await list('?state=captured')).items.length).toBeLessThan(all.items.length);
  });
});

async function startGateway() {
  const requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const answers: number[] = [];
  const gatewayServer: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.statusCode = answers.shift() ?? 202;
      response.end();
    });
  });
  await new Promise<void>((resolve) => void gatewayServer.listen(0, '127.0.0.1', resolve));
  const { port } = gatewayServer.address() as AddressInfo;
  return { server: gatewayServer, url: `http://127.0.0.1:${port}/sms`, requests, answers };
}

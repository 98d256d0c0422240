import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, ROUTES, type Answer } from '@gridward/contract';
import { createIds, evolve, unborn, type Uuid } from '@gridward/core';
import { migrate, openStore } from '@gridward/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from './platform/clock.ts';
import { databaseProcess, lookInto, startServer, type ServerProcess } from './testing/server-process.fixture.ts';
import { createWorld, EAST, PASSWORD, value, WORLD_ROLES, type WorldRole } from './testing/world.fixture.ts';

/** A failing run is repeated with its seed. */
const SEED = 20_260_511;
const ROUNDS = 6;
const CLIENTS = 4;
const ids = createIds(systemClock, randomBytes);
const routes = { ...ROUTES.cases, ...ROUTES.caseVerbs };

let dataDir: string;
let headers: Readonly<Record<WorldRole, Readonly<Record<string, string>>>>;
let facts: { readonly categoryId: Uuid; readonly rowId: Uuid; readonly sanitation: Uuid };
let running: ServerProcess | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gridward-durability-'));
  const store = await openStore({ dataDir });
  await migrate(store);
  const world = await createWorld(store, { clock: systemClock, ids });
  const roles = Object.keys(WORLD_ROLES) as WorldRole[];
  headers = Object.fromEntries(roles.map((role) => [role, world.headersOf(role)])) as typeof headers;
  facts = { ...(await world.matter('0110')), sanitation: world.units.sanitation };
  await world.close();
  await store.close();
}, 120_000);
afterAll(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const clientOf = (baseUrl: string, role: WorldRole) =>
  createClient(routes, { baseUrl, fetch, newId: () => ids.next(), headers: () => headers[role] });
type StepClient = ReturnType<typeof clientOf>;

interface Moved {
  readonly id: Uuid;
  readonly version: number;
}
type Reply = Promise<Answer<Moved | { readonly case: Moved }>>;
interface Step {
  readonly role: WorldRole;
  readonly send: (client: StepClient, target: Moved, options: { readonly commandId: Uuid }) => Reply;
}

const MARK = '持久性演练';
/** The seven steps, each by its own role. */
const STEPS: readonly Step[] = [
  {
    role: 'intake',
    send: (client, _target, options) =>
      client.reportCase(
        { body: { description: MARK, categoryId: facts.categoryId, channel: 'hotline', position: EAST } },
        options,
      ),
  },
  {
    role: 'intake',
    send: (client, { id, version }, options) =>
      client.register({ params: { caseId: id }, body: { version, payload: {} } }, options),
  },
  {
    role: 'shift',
    send: (client, { id, version }, options) =>
      client.file({ params: { caseId: id }, body: { version, payload: { standardRowId: facts.rowId } } }, options),
  },
  {
    role: 'dispatcher',
    send: (client, { id, version }, options) =>
      client.dispatch({ params: { caseId: id }, body: { version, payload: { leadUnitId: facts.sanitation } } }, options),
  },
  {
    role: 'handler',
    send: (client, { id, version }, options) =>
      client.accept({ params: { caseId: id }, body: { version, payload: {} } }, options),
  },
  {
    role: 'handler',
    send: (client, { id, version }, options) =>
      client.submit_result({ params: { caseId: id }, body: { version, payload: { result: '已清运' } } }, options),
  },
  {
    role: 'dispatcher',
    send: (client, { id, version }, options) =>
      client.confirm_result({ params: { caseId: id }, body: { version, payload: {} } }, options),
  },
  {
    role: 'verifier',
    send: (client, { id, version }, options) =>
      client.check_pass({ params: { caseId: id }, body: { version, payload: { finding: '已清理' } } }, options),
  },
  {
    role: 'shift',
    send: (client, { id, version }, options) =>
      client.close(
        { params: { caseId: id }, body: { version, payload: { closureKind: 'solved', explanation: '已清运' } } },
        options,
      ),
  },
];

interface Acknowledged {
  readonly commandId: Uuid;
  readonly answer: unknown;
  readonly caseId: Uuid;
}

/** Somebody who works through cases and, whenever the server is gone, sends the last command again under its own id. */
function createWorker(acknowledged: Acknowledged[]) {
  let target: Moved = { id: '', version: 0 };
  let step = 0;
  let commandId = ids.next();
  let isPending = false;
  return {
    /** Works until the server is gone or, with `settleOnly`, until the pending command is answered. */
    async work(baseUrl: string, settleOnly: boolean): Promise<void> {
      for (;;) {
        if (settleOnly && !isPending) return;
        const { role, send } = STEPS[step] ?? STEPS[0] ?? missing();
        isPending = true;
        let answer: Awaited<Reply>;
        try {
          answer = await send(clientOf(baseUrl, role), target, { commandId });
        } catch {
          return;
        }
        const told = value(answer);
        target = 'case' in told ? told.case : told;
        acknowledged.push({ commandId, answer: told, caseId: target.id });
        step = (step + 1) % STEPS.length;
        commandId = ids.next();
        isPending = false;
      }
    },
  };
}
const missing = (): never => {
  throw new Error('no steps');
};

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a server that is killed', () => {
  it('loses nothing that was acknowledged and does nothing twice', async () => {
    const random = seeded(SEED);
    const acknowledged: Acknowledged[] = [];
    const workers = Array.from({ length: CLIENTS }, () => createWorker(acknowledged));
    for (let round = 0; round < ROUNDS; round += 1) {
      running = await startServer(dataDir, { LOG_LEVEL: 'error' });
      const server = running;
      const { baseUrl } = server;
      const before = acknowledged.length;
      const working = workers.map((worker) => worker.work(baseUrl, false));
      const database = round % 3 === 2 ? await databaseProcess(dataDir) : null;
      await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before);
      await new Promise((resolve) => setTimeout(resolve, random() * 1_500));
      // Every third time the database dies with it and has to recover; otherwise the next server adopts it.
      const killed = server.kill();
      if (database !== null) process.kill(database, 'SIGKILL');
      await killed;
      await Promise.all(working);
    }
    running = await startServer(dataDir, { LOG_LEVEL: 'error' });
    const { baseUrl } = running;
    await Promise.all(workers.map((worker) => worker.work(baseUrl, true)));
    await expectAllThere(acknowledged, baseUrl);
  }, 240_000);

  it('shifts the clock of everything when it is told to', async () => {
    await running?.stop();
    running = await startServer(dataDir, { LOG_LEVEL: 'error', DANGEROUSLY_CLOCK: '+30d' });
    const { baseUrl } = running;
    const entered = await fetch(`${baseUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName: 'shift', password: PASSWORD }),
    });
    expect(entered.status).toBe(200);
    const cookie = entered.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const reply = await fetch(
      `${baseUrl}/api/v1/cases?state=assigned,handling,reported,registering,filed,handled,checking,pending_close&limit=200`,
      { headers: { cookie } },
    );
    const { items } = ROUTES.cases.listCases.reply.parse(await reply.json());
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ clock }) => clock?.lamp))).toEqual(new Set(['red']));
  }, 60_000);
});

async function expectAllThere(acknowledged: readonly Acknowledged[], baseUrl: string): Promise<void> {
  await lookInto(dataDir, async ({ db, owner }) => {
    const commands = await db.selectFrom('command').select(['id', 'response', 'object_id']).execute();
    const stored = new Map(commands.map((command) => [command.id, command]));
    const lost = acknowledged.filter(({ commandId, caseId }) => stored.get(commandId)?.object_id !== caseId);
    expect(lost).toEqual([]);
    for (const { commandId, answer } of acknowledged) expect(stored.get(commandId)?.response).toEqual(answer);
    const events = await db
      .selectFrom('case_event')
      .select(['case_id', 'seq', 'verb', 'command_id', 'facts'])
      .orderBy('case_id')
      .orderBy('seq')
      .execute();
    expect(events.map((event) => event.command_id ?? '').sort()).toEqual(acknowledged.map(({ commandId }) => commandId).sort());
    const cases = await db.selectFrom('case_file').select(['id', 'body', 'version', 'description']).execute();
    expect(new Set(cases.map(({ id }) => id))).toEqual(new Set(acknowledged.map(({ caseId }) => caseId)));
    for (const one of cases) {
      const own = events.filter(({ case_id }) => case_id === one.id);
      expect(own.map(({ seq }) => seq)).toEqual(Array.from({ length: one.version }, (_, i) => i + 1));
      const rebuilt = own.reduce(
        (core, event) => evolve(core, { set: (event.facts as { set: Readonly<Record<string, unknown>> }).set }),
        unborn(one.id),
      );
      expect((one.body as { core: unknown }).core).toEqual(rebuilt);
      const journal = value(await clientOf(baseUrl, 'shift').getJournal({ params: { caseId: one.id } }));
      expect([one.id, journal.intact]).toEqual([one.id, true]);
    }
    const told = await db.selectFrom('outbox').select('id').where('topic', '=', 'case.moved').execute();
    expect(told).toHaveLength(events.length);
    const ownerless = await owner.query(
      `select id from case_file where ended_at is null and (owner_unit_id is null or owner_duty is null or due_at is null or clock_kind is null)`,
    );
    expect(ownerless.rows).toEqual([]);
  });
}

describe('the log', () => {
  it('names no reporter, no number and nothing that anybody typed or looked for', async () => {
    await running?.stop();
    running = await startServer(dataDir, { LOG_LEVEL: 'debug' });
    const { baseUrl, log } = running;
    const body = {
      description: '楼下有人乱倒，请回电 13812345678',
      place: '幸福里 7 号',
      categoryId: facts.categoryId,
      channel: 'hotline',
      position: EAST,
      reporter: { name: '欧阳演示', phone: '13987654321', replyChannel: 'sms' as const },
    };
    const reported = value(await clientOf(baseUrl, 'intake').reportCase({ body }));
    value(await clientOf(baseUrl, 'shift').listCases({ query: { q: '乱倒 13812345678' } }));
    await clientOf(baseUrl, 'intake').getCase({ params: { caseId: reported.case.id } });
    const code = reported.followCode ?? '';
    await fetch(`${baseUrl}/api/v1/follow?number=${reported.case.number}&code=${code}`);
    await fetch(`${baseUrl}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"signInName":"13712345678","password":"hunter2-hunter2"}',
    });
    // A description that PostgreSQL refuses: what it quotes of the row must not reach the log.
    await lookInto(dataDir, ({ owner }) =>
      owner.query(`alter table case_file add constraint planted check (place <> '幸福里 8 号')`),
    );
    const refused = await clientOf(baseUrl, 'intake').reportCase({ body: { ...body, place: '幸福里 8 号' } });
    await lookInto(dataDir, ({ owner }) => owner.query(`alter table case_file drop constraint planted`));
    expect(refused).toMatchObject({ ok: false, problem: { code: 'internal_error' } });
    await running.stop();
    const text = log.join('\n');
    expect(text).toContain('"path":"/api/v1/cases"');
    expect(text).toContain('"constraint":"planted"');
    const secrets = [
      '13812345678',
      '138****5678',
      '13987654321',
      '欧阳演示',
      '乱倒',
      encodeURIComponent('乱倒'),
      '幸福里',
      '13712345678',
      'hunter2',
      code,
      PASSWORD,
    ];
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    const tokens = Object.values(headers).flatMap((one) => [
      one['x-csrf-token'] ?? '',
      (one['cookie'] ?? '').split('=')[1] ?? '',
    ]);
    expect(tokens.filter((token) => token !== '' && text.includes(token))).toEqual([]);
  }, 60_000);
});

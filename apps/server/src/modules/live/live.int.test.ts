import { randomBytes } from 'node:crypto';
import { liveEventSchema, type LiveEvent } from '@gridward/contract';
import { openStore, type Store } from '@gridward/db';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type App } from '../../app.ts';
import { testConfig } from '../../testing/host.fixture.ts';
import { createWorld, EAST, value, WEST, type World, type WorldRole } from '../../testing/world.fixture.ts';

const clock = fakeClock('2026-05-11T01:00:00Z');
const store = useTestStore();
let world: World;
let secondStore: Store;
let second: App;
const address: { first: string; second: string } = { first: '', second: '' };

const listen = async ({ http }: App): Promise<string> => http.listen({ port: 0, host: '127.0.0.1' });
async function another(): Promise<App> {
  return buildApp(
    { ...testConfig(store().dataDir), logLevel: 'silent' },
    { store: secondStore, clock, ids: countingIds(9), randomBytes },
  );
}

beforeAll(async () => {
  world = await createWorld(store(), { clock, ids: countingIds(3) });
  const { databaseUrl, dataDir, schema } = store();
  secondStore = await openStore({ databaseUrl, dataDir, schema });
  second = await another();
  address.first = await listen(world.app);
  address.second = await listen(second);
});
afterAll(async () => {
  await second.close();
  await secondStore.close();
  await world.close();
});

/** A listener on a stream, with what it heard. */
interface Ear {
  readonly heard: LiveEvent[];
  readonly positions: number[];
  readonly status: number;
  /** Settles when the server ends the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

const ears: Ear[] = [];
afterEach(() => {
  for (const ear of ears.splice(0)) ear.close();
});

async function listenAs(role: WorldRole, options: { readonly at?: string; readonly after?: number } = {}): Promise<Ear> {
  const { at = address.first, after } = options;
  const abort = new AbortController();
  const reply = await fetch(`${at}/api/v1/events${after === undefined ? '' : `?after=${after}`}`, {
    headers: { cookie: world.headersOf(role)['cookie'] ?? '' },
    signal: abort.signal,
  });
  const heard: LiveEvent[] = [];
  const positions: number[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of reply.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        const id = /^id: (.*)$/m.exec(frame)?.[1];
        if (data !== undefined) heard.push(liveEventSchema.parse(JSON.parse(data)));
        if (id !== undefined) positions.push(Number(id));
      }
    }
  };
  const ear = { heard, positions, status: reply.status, ended: read().catch(() => undefined), close: () => abort.abort() };
  ears.push(ear);
  if (reply.ok) await expect.poll(() => heard.map(({ kind }) => kind)).toContain('hello');
  return ear;
}

const about = (ear: Ear, caseId: string) => ear.heard.filter((event) => 'caseId' in event && event.caseId === caseId);
const verbs = (ear: Ear, caseId: string) =>
  about(ear, caseId).flatMap((event) => (event.kind === 'case' ? event.verb : event.kind));

async function report(position = EAST): Promise<{ id: string; version: number }> {
  const { categoryId } = await world.matter('0110');
  const body = { description: '机密的描述 灯塔路 8 号', categoryId, channel: 'hotline', position };
  return value(await world.as('intake').reportCase({ body })).case;
}

async function dispatched(): Promise<{ id: string; version: number }> {
  const { rowId } = await world.matter('0110');
  const { id, version } = await report();
  const params = { caseId: id };
  const filed = value(await world.as('shift').file({ params, body: { version, payload: { standardRowId: rowId } } }));
  const payload = { leadUnitId: world.units.sanitation };
  return value(await world.as('dispatcher').dispatch({ params, body: { version: filed.version, payload } }));
}

describe('the stream of events', () => {
  it('tells a step within the reach, with who did it, and not a word of what the case is about', async () => {
    const [shift, west, greening] = [await listenAs('shift'), await listenAs('westStreet'), await listenAs('otherHandler')];
    const { id, version } = await report();
    value(await world.as('intake').take({ params: { caseId: id }, body: { version, payload: {} } }));
    await expect.poll(() => verbs(shift, id)).toEqual(['report', 'take']);
    expect(about(shift, id)[1]).toEqual({
      kind: 'case',
      caseId: id,
      version: version + 1,
      verb: 'take',
      from: 'reported',
      state: 'reported',
      owner: {
        unit: { id: world.units.intake, name: '受理席' },
        person: { id: world.accounts.intake, name: '测试intake' },
      },
      by: { id: world.accounts.intake, name: '测试intake' },
      at: new Date(clock.now()).toISOString(),
    });
    expect(JSON.stringify(shift.heard)).not.toContain('灯塔路');
    // Told to whom it concerns, so a later word reaches the others: then the first would have, too.
    const elsewhere = await report(WEST);
    await expect.poll(() => verbs(west, elsewhere.id)).toEqual(['report']);
    expect(about(west, id)).toEqual([]);
    expect(greening.heard.filter(({ kind }) => kind === 'case')).toEqual([]);
  });

  it('says of a case that left the unit only that it is gone', async () => {
    const { id, version } = await dispatched();
    const params = { caseId: id };
    const [left, taken] = [await listenAs('handler'), await listenAs('otherHandler')];
    const payload = { reason: '不属于我所', evidence: '清单第三条', counterUnitId: world.units.greening };
    const asked = value(await world.as('handler').request_return({ params, body: { version, payload } }));
    const ruling = { granted: true, leadUnitId: world.units.greening, reason: '绿地垃圾归园林所' };
    value(await world.as('dispatcher').rule_return({ params, body: { version: asked.version, payload: ruling } }));
    await expect.poll(() => verbs(taken, id)).toContain('rule_return');
    await expect.poll(() => about(left, id).at(-1)).toEqual({ kind: 'gone', caseId: id });
  });

  it('says of a case that was put into another area only that it is gone', async () => {
    const { id, version } = await report();
    const ear = await listenAs('eastStreet');
    const payload = { areaId: world.areas.westGrid, note: '位置报错了' };
    value(await world.as('intake').amend({ params: { caseId: id }, body: { version, payload } }));
    await expect.poll(() => about(ear, id).at(-1)).toEqual({ kind: 'gone', caseId: id });
  });

  it('reaches whoever listens to another server on the same database', async () => {
    const [here, there] = [await listenAs('shift'), await listenAs('shift', { at: address.second })];
    const { id } = await report();
    await expect.poll(() => verbs(here, id)).toEqual(['report']);
    await expect.poll(() => verbs(there, id)).toEqual(['report']);
  });

  it('catches up on what was missed, and says when too much was', async () => {
    const first = await listenAs('shift');
    const { id } = await report();
    await expect.poll(() => verbs(first, id)).toEqual(['report']);
    const position = Math.max(...first.positions);
    first.close();
    clock.advance(60_000);
    const missed = await report();
    const again = await listenAs('shift', { after: position });
    await expect.poll(() => verbs(again, missed.id)).toContain('report');
    expect(again.heard.map(({ kind }) => kind)).not.toContain('resync');
    clock.advance(6 * 60_000);
    const late = await listenAs('shift', { after: position });
    await expect.poll(() => late.heard.map(({ kind }) => kind)).toContain('resync');
  });

  it('tells a flood with one word', async () => {
    const { id } = await report();
    const ear = await listenAs('shift');
    await store().owner.query(
      `insert into case_event (case_id, seq, at, verb, from_state, to_state, facts, hash)
       select $1::uuid, 1000 + n, $2::timestamptz, 'urge', 'reported', 'reported', '{}', '\\x00' from generate_series(1, 300) n`,
      [id, new Date(clock.now())],
    );
    await expect.poll(() => ear.heard.map(({ kind }) => kind)).toContain('many');
    expect(about(ear, id).length).toBeLessThan(10);
  });

  it('says that there are notices', async () => {
    const ear = await listenAs('handler');
    await dispatched();
    while ((await world.app.modules.notify.outbox.deliver()) > 0);
    await expect.poll(() => ear.heard.map(({ kind }) => kind)).toContain('notices');
  });

  it('is open to nobody who is not signed in, and to nobody without end', async () => {
    const stranger = await fetch(`${address.first}/api/v1/events`);
    expect(stranger.status).toBe(401);
    const open = [];
    for (let i = 0; i < 12; i += 1) open.push(await listenAs('leader'));
    expect((await listenAs('leader')).status).toBe(429);
    open[0]?.close();
    await expect
      .poll(async () => {
        const ear = await listenAs('leader');
        if (ear.status !== 200) ear.close();
        return ear.status;
      })
      .toBe(200);
    const figures = await fetch(`${address.first}/metrics`);
    expect(await figures.text()).toMatch(/gridward_live_streams 1[2-9]/);
  });

  it('ends with the session', async () => {
    const entered = await world.app.http.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { signInName: 'verifier', password: 'Correct-Horse-9' },
    });
    const cookie = entered.cookies.map(({ name, value: token }) => `${name}=${token}`).join('; ');
    const reply = await fetch(`${address.first}/api/v1/events`, { headers: { cookie } });
    const said = reply.text();
    await world.app.http.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie, 'x-csrf-token': entered.json<{ csrfToken: string }>().csrfToken },
    });
    expect(await said).toMatch(/data: \{"kind":"end"\}\n\n$/);
  }, 20_000);

  it('follows the posts of the listener', async () => {
    const ear = await listenAs('westStreet');
    await store()
      .db.updateTable('post')
      .set({ area_id: world.areas.eastStreet })
      .where('area_id', '=', world.areas.westStreet)
      .execute();
    await expect.poll(() => ear.heard.map(({ kind }) => kind)).toContain('me');
    const { id } = await report(EAST);
    await expect.poll(() => verbs(ear, id)).toEqual(['report']);
  }, 25_000);

  it('does not hold up the end of the server, and nobody is left without a word', async () => {
    const third = await another();
    const at = await listen(third);
    const all = await Promise.all([listenAs('shift', { at }), listenAs('dispatcher', { at })]);
    expect(all.map(({ status }) => status)).toEqual([200, 200]);
    const startedMs = performance.now();
    await third.close();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    await Promise.all(all.map(({ ended }) => ended));
    for (const { heard } of all) expect(heard.at(-1)).toEqual({ kind: 'bye' });
  });
});

describe('people on one case', () => {
  const put = async (role: WorldRole, caseId: string, body: object, at = address.first) => {
    const reply = await fetch(`${at}/api/v1/cases/${caseId}/presence`, {
      method: 'PUT',
      headers: { ...world.headersOf(role), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await reply.json()) as { others?: { person: { name: string }; doing: string; verb: string | null }[] };
    return { status: reply.status, others: answer.others?.map(({ person, doing, verb }) => [person.name, doing, verb]) };
  };
  const present = (ear: Ear, caseId: string) => {
    const last = about(ear, caseId).findLast((event) => event.kind === 'presence');
    return last?.kind === 'presence' ? last.people.map(({ person, doing, verb }) => [person.name, doing, verb]) : undefined;
  };

  it('see each other come, write and leave, whichever server they are at', async () => {
    const { id } = await report();
    const shift = await listenAs('shift');
    await listenAs('intake', { at: address.second });
    expect(await put('shift', id, { doing: 'reading' })).toEqual({ status: 200, others: [] });
    expect((await put('intake', id, { doing: 'reading' }, address.second)).others).toEqual([['测试shift', 'reading', null]]);
    await expect.poll(() => present(shift, id)).toEqual([['测试intake', 'reading', null]]);
    await put('intake', id, { doing: 'writing', verb: 'amend' }, address.second);
    await expect.poll(() => present(shift, id)).toEqual([['测试intake', 'writing', 'amend']]);
    await put('intake', id, { doing: 'left' }, address.second);
    await expect.poll(() => present(shift, id)).toEqual([]);
  });

  it('are hidden from whoever cannot see the case, and it from them', async () => {
    const { id } = await report();
    await put('shift', id, { doing: 'reading' });
    expect((await put('otherHandler', id, { doing: 'reading' })).status).toBe(404);
    expect((await put('otherHandler', id, { doing: 'left' })).status).toBe(200);
  });

  it('are forgotten after a minute, and the next who comes clears them away', async () => {
    const { id } = await report();
    const rows = async () =>
      (await store().db.selectFrom('case_presence').select('account_id').where('case_id', '=', id).execute()).length;
    await put('shift', id, { doing: 'reading' });
    clock.advance(61_000);
    expect((await put('intake', id, { doing: 'reading' })).others).toEqual([]);
    expect(await rows()).toBe(1);
    clock.advance(61_000);
    expect(await second.modules.live.expire()).toBeGreaterThan(0);
    expect(await rows()).toBe(0);
  });
});

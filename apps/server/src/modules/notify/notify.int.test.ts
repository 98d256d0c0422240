import { DAY_MS, HOUR_MS } from '@gridward/core';
import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { fastify } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { personWith, testConfig, testPlatform } from '../../testing/host.fixture.ts';
import { createCaseRows } from '../../testing/case-row.fixture.ts';
import { createNotify, type Notify } from './index.ts';
import type { Call } from '../../http/host.ts';
import { createNoticeService } from './notify.service.ts';
import { createOutboxCare } from './outbox-care.service.ts';
import { createOutbox, type Outbox } from './outbox.service.ts';

const store = useTestStore();
const clock = fakeClock('2026-05-11T01:00:00Z');
const ids = countingIds(7);
const platform = () =>
  testPlatform(fastify({ logger: false }), { store: store(), clock, ids, config: testConfig(store().dataDir) });
const audit = { append: () => Promise.resolve() };
/** Whoever asks sees every case but those that are named here. */
const unseen = new Set<string>();
const doors = {
  above: () => Promise.resolve(() => null),
  casesByIds: (caseIds: readonly string[]) =>
    Promise.resolve(
      new Map(
        caseIds
          .filter((id) => !unseen.has(id))
          .map((id) => [id, { category: { id, code: '01', name: { zh: '市容', en: null } }, area: { id, name: '示范县' } }]),
      ),
    ),
  audit,
};

async function put(topic: string, more: { readonly objectId?: string; readonly payload?: object } = {}): Promise<string> {
  const id = ids.next();
  const at = new Date(clock.now());
  const payload = JSON.stringify(more.payload ?? {});
  await store()
    .db.insertInto('outbox')
    .values({ id, topic, object_id: more.objectId ?? null, payload, created_at: at, due_at: at })
    .execute();
  return id;
}
const rowOf = (id: string) => store().db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

beforeEach(async () => {
  await store().db.deleteFrom('outbox').execute();
});

describe('the outbox', () => {
  it('delivers in the order in which things happened', async () => {
    const outbox = createOutbox(platform());
    const seen: string[] = [];
    outbox.on('thing', (item) => Promise.resolve(void seen.push(item.id)));
    const put1 = await put('thing');
    const put2 = await put('thing');
    clock.advance(5);
    const put3 = await put('thing');
    expect(await outbox.deliver()).toBe(3);
    expect(seen).toEqual([put1, put2, put3]);
    expect(await outbox.deliver()).toBe(0);
  });

  it('undoes what a failing listener wrote, holds up nobody, and waits longer each time', async () => {
    const outbox = createOutbox(platform());
    const delivered: string[] = [];
    outbox.on('bad', async (_item, trx) => {
      await trx
        .insertInto('setting')
        .values({ key: 'half', value: '1', changed_at: new Date(clock.now()) })
        .execute();
      throw new Error('the gateway is closed');
    });
    outbox.on('good', (item) => Promise.resolve(void delivered.push(item.id)));
    const bad = await put('bad');
    const good = await put('good');
    expect(await outbox.deliver()).toBe(1);
    expect(delivered).toEqual([good]);
    expect(await store().db.selectFrom('setting').select('key').where('key', '=', 'half').execute()).toEqual([]);
    const waits: number[] = [];
    for (let attempt = 1; attempt < 12; attempt += 1) {
      const row = await rowOf(bad);
      expect(row).toMatchObject({ attempts: attempt, last_error: 'the gateway is closed', dead_at: null, delivered_at: null });
      waits.push(row.due_at.getTime() - clock.now());
      clock.set(row.due_at.getTime() - 1);
      await outbox.deliver();
      expect((await rowOf(bad)).attempts).toBe(attempt);
      clock.set(row.due_at.getTime());
      await outbox.deliver();
    }
    expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(Math.max(...waits)).toBe(HOUR_MS);
    expect((await rowOf(bad)).dead_at).not.toBeNull();
    clock.advance(10 * DAY_MS);
    expect(await outbox.deliver()).toBe(0);
    expect((await rowOf(bad)).attempts).toBe(12);
  });

  it('lets several listeners hear a topic, all or none', async () => {
    const outbox = createOutbox(platform());
    const heard: string[] = [];
    let fails = true;
    outbox.on('two', (_item, trx) =>
      trx
        .insertInto('setting')
        .values({ key: 'heard', value: '1', changed_at: new Date(clock.now()) })
        .execute()
        .then(() => void heard.push('first')),
    );
    outbox.on('two', () => (fails ? Promise.reject(new Error('not yet')) : Promise.resolve(void heard.push('second'))));
    const id = await put('two');
    await outbox.deliver();
    expect(await store().db.selectFrom('setting').select('key').where('key', '=', 'heard').execute()).toEqual([]);
    fails = false;
    clock.advance(HOUR_MS);
    expect(await outbox.deliver()).toBe(1);
    expect((await rowOf(id)).last_error).toBeNull();
    expect(heard).toEqual(['first', 'first', 'second']);
  });

  it('asks for a message to be sent again, under the same id, only after the lease of a process that died', async () => {
    const [dying, living] = [createOutbox(platform()), createOutbox(platform())];
    const asked: string[] = [];
    dying.sendBy('message', (item) => {
      asked.push(`dying ${item.id}`);
      return new Promise(() => undefined);
    });
    living.sendBy('message', (item) => Promise.resolve(void asked.push(`living ${item.id}`)));
    const id = await put('message');
    void dying.deliver();
    await expect.poll(() => asked.length).toBe(1);
    expect(await living.deliver()).toBe(0);
    clock.advance(119_000);
    expect(await living.deliver()).toBe(0);
    clock.advance(1_000);
    expect(await living.deliver()).toBe(1);
    expect(asked).toEqual([`dying ${id}`, `living ${id}`]);
    expect((await rowOf(id)).delivered_at).not.toBeNull();
  });

  it('gives each item to one of several processes', async () => {
    const counts = new Map<string, number>();
    const outboxes: Outbox[] = [1, 2, 3].map(() => {
      const outbox = createOutbox(platform());
      outbox.on('handled', (item, trx) => {
        counts.set(item.id, (counts.get(item.id) ?? 0) + 1);
        return trx
          .insertInto('setting')
          .values({ key: item.id, value: '1', changed_at: new Date(clock.now()) })
          .execute()
          .then(() => undefined);
      });
      outbox.sendBy('sent', (item) => Promise.resolve(void counts.set(item.id, (counts.get(item.id) ?? 0) + 1)));
      return outbox;
    });
    const all: string[] = [];
    for (let i = 0; i < 30; i += 1) all.push(await put(i % 2 === 0 ? 'handled' : 'sent'));
    const rounds = await Promise.all(outboxes.map((outbox) => outbox.deliver()));
    expect(rounds.reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(all.map((id) => counts.get(id))).toEqual(all.map(() => 1));
  });

  it('forgets what was delivered a week ago, and nothing that still waits', async () => {
    const notify: Notify = createNotify(platform(), doors);
    const delivered = await put('nobody listens');
    await notify.outbox.deliver();
    clock.advance(7 * DAY_MS + 1);
    const waiting = await put('waits');
    await notify.expire();
    const left = await store().db.selectFrom('outbox').select('id').execute();
    expect(left).toEqual([{ id: waiting }]);
    expect(left).not.toContainEqual({ id: delivered });
    expect(await notify.health()).toMatchObject({ waiting: 1, retrying: 0, dead: 0 });
  });
});

describe('notices', () => {
  it('reach the people of the unit and nobody else, say what and where while the reader may see the case, are read once for the unit, and go after ninety days', async () => {
    const caseId = await (await createCaseRows(store()))('330999202605110001');
    const [unitId, otherUnitId] = [ids.next(), ids.next()];
    const [mine, theirs] = [unitId, otherUnitId].map((unit) => ({
      ...personWith(ids.next(), []),
      posts: [{ id: ids.next(), roleId: 'unit_staff', unitId: unit, areaId: null }],
    }));
    if (mine === undefined || theirs === undefined) throw new Error('two people');
    const notices = createNoticeService(platform(), doors);
    const notify = createNotify(platform(), doors);
    for (let i = 0; i < 3; i += 1) {
      await put('case.moved', { objectId: caseId, payload: { verb: 'dispatch', to: 'assigned', ownerUnitId: unitId } });
      clock.advance(1_000);
    }
    expect(await notify.outbox.deliver()).toBe(3);
    const list = async (who: typeof mine, cursor?: string) => {
      const listed = await notices.list(who, cursor, 2);
      if (!listed.ok) throw new Error(listed.error.code);
      return listed.value;
    };
    const first = await list(mine);
    const shown = { id: caseId, number: '330999202605110001', matter: { zh: '市容', en: null }, areaName: '示范县' };
    expect(first).toMatchObject({
      unread: 3,
      items: [
        { kind: 'assigned', case: shown },
        { kind: 'assigned', case: shown },
      ],
    });
    unseen.add(caseId);
    expect((await list(mine)).items[0]?.case).toEqual({ ...shown, matter: null, areaName: null });
    unseen.clear();
    const rest = await list(mine, first.nextCursor ?? undefined);
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    expect(await list(theirs)).toMatchObject({ items: [], unread: 0 });
    const noticeIds = first.items.map(({ id }) => id);
    await store().inTransaction((trx) => notices.read(trx, theirs, noticeIds));
    expect((await list(mine)).unread).toBe(3);
    await store().inTransaction((trx) => notices.read(trx, mine, noticeIds));
    const readAt = (await list(mine)).items.map((item) => item.readAt);
    clock.advance(1_000);
    await store().inTransaction((trx) => notices.read(trx, mine, noticeIds));
    expect(await list(mine)).toMatchObject({ unread: 1, items: readAt.map((at) => ({ readAt: at })) });
    expect(await notices.list(mine, 'bm90IGEgY3Vyc29y', 2)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
    clock.advance(90 * DAY_MS);
    expect(await notices.expire()).toBe(3);
  });
});

describe('an item that was given up', () => {
  const entries: unknown[] = [];
  const care = () =>
    createOutboxCare(platform(), {
      append: (_trx, _source, entry) => {
        entries.push(entry);
        return Promise.resolve();
      },
    });
  const call = () => ({ actor: personWith(ids.next(), ['system.manage']), address: '192.0.2.1', requestId: 'r' }) as Call;
  const settle = (verb: 'retry' | 'discard', id: string) =>
    store().inTransaction((trx) => care().settle(verb, { id, reason: '网关已修好' }, call(), trx));
  const kill = async (): Promise<string> => {
    const id = await put('message', { payload: { body: 'private' } });
    await store()
      .db.updateTable('outbox')
      .set({ dead_at: new Date(clock.now()), attempts: 12, last_error: 'no gateway configured' })
      .where('id', '=', id)
      .execute();
    return id;
  };

  it('is listed without what it carries, and goes out when it is tried again', async () => {
    const id = await kill();
    const listed = await care().list({ params: undefined, query: { state: 'dead', limit: 50 }, body: undefined });
    expect(listed).toMatchObject({ ok: true, value: { items: [{ id, attempts: 12, lastError: 'no gateway configured' }] } });
    expect(JSON.stringify(listed)).not.toContain('private');
    expect((await settle('retry', id)).ok).toBe(true);
    const outbox = createOutbox(platform());
    outbox.sendBy('message', () => Promise.resolve());
    expect(await outbox.deliver()).toBe(1);
    expect(entries).toContainEqual(expect.objectContaining({ action: 'outbox.retry', objectId: id }));
    expect(await settle('retry', id)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('can be discarded with a reason, unlike one that still waits', async () => {
    const [dead, waiting] = [await kill(), await put('message')];
    expect((await settle('discard', dead)).ok).toBe(true);
    expect((await settle('discard', waiting)).ok).toBe(false);
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'outbox.discard', detail: { topic: 'message', reason: '网关已修好' } }),
    );
  });
});

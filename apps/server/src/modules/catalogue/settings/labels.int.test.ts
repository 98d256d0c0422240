import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInWith } from '../../../testing/keeper.fixture.ts';
import { createWorld, type World } from '../../../testing/world.fixture.ts';

const store = useTestStore();
let world: World;
let headers: Readonly<Record<string, string>>;
const ids = countingIds(31);

interface Labels {
  readonly version: number;
  readonly items: readonly { group: string; key: string; own: { zh: string; en: string } | null; model: { zh: string } }[];
}

beforeAll(async () => {
  world = await createWorld(store(), { clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
  headers = await signInWith(world, 'keeper', ['catalogue.read', 'catalogue.manage', 'audit.read']);
});
afterAll(() => world.close());

const save = (body: object) =>
  world.app.http.inject({
    method: 'PUT',
    url: '/api/v1/model/labels',
    headers: { ...headers, 'idempotency-key': ids.next() },
    payload: body,
  });
const get = (url: string) => world.app.http.inject({ method: 'GET', url: `/api/v1${url}`, headers });

describe('the words of a place', () => {
  it('hold for everybody at once, keep their version, and are logged', async () => {
    const changes = [{ group: 'states', key: 'deferred', label: { zh: '缓办', en: 'Put off' } }];
    const saved = await save({ version: 0, changes });
    expect(saved.statusCode).toBe(200);
    expect(saved.json<Labels>().version).toBe(1);
    const model = await get('/model');
    expect(model.json<{ states: Record<string, unknown> }>().states['deferred']).toEqual({ zh: '缓办', en: 'Put off' });
    const late = await save({ version: 0, changes });
    expect(late.json()).toMatchObject({ code: 'version_conflict', current: { version: 1 } });
    const logged = await get('/audit?actions=labels.update&from=2026-05-11&to=2026-05-11');
    expect(logged.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it('give the word of the model back', async () => {
    const back = await save({ version: 1, changes: [{ group: 'states', key: 'deferred', label: null }] });
    expect(back.json<Labels>().items.find(({ key, group }) => group === 'states' && key === 'deferred')).toMatchObject({
      own: null,
      model: { zh: '挂账' },
    });
  });

  it('refuse a second name for two ends (GM05) and words that no model has', async () => {
    const twice = await save({
      version: 2,
      changes: [{ group: 'states', key: 'forced_close', label: { zh: '已结案', en: 'Closed' } }],
    });
    expect(twice.json()).toMatchObject({ code: 'validation_failed', rule: 'GM05' });
    const strange = await save({
      version: 2,
      changes: [{ group: 'states', key: 'solved', label: { zh: '解决', en: 'Solved' } }],
    });
    expect(strange.statusCode).toBe(422);
  });
});

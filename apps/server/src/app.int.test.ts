import { countingIds, fakeClock, useTestStore } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_ROUTES, doorMatrix, reachMatrix } from './testing/permission-matrix.ts';
import { createWorld, type World } from './testing/world.fixture.ts';

const testTime = () => ({ clock: fakeClock('2026-05-11T01:00:00Z'), ids: countingIds() });
const store = useTestStore();
let world: World;
beforeAll(async () => {
  world = await createWorld(store(), testTime());
});
afterAll(() => world.close());

/** Addresses beside the contract: documents, figures and files, none of which touch a row. */
const BESIDE = [/^\/api\/docs/, /^\/api\/openapi\.json$/, /^\/metrics$/, /^\/assets\//, /^\/[^/]*$/, /^\/\*$/];

/** Dictionaries: the same for all who may look them up, and without a resident in them. */
const DICTIONARY_PERMISSIONS = new Set<string>(['signed_in', 'unit.read', 'catalogue.read', 'area.read', 'statistics.read']);

describe('every route', () => {
  it('that the contract names is served, and nothing is served that the contract does not name', () => {
    const missing = ALL_ROUTES.filter(
      ([, { method, path }]) => !world.app.http.hasRoute({ method, url: path.replace(/\{(\w+)\}/g, ':$1') }),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
    const known = new Set(ALL_ROUTES.map(([, { method, path }]) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`));
    const strangers = world.app.servedRoutes.filter(
      ({ method, url }) => !known.has(`${method} ${url}`) && !BESIDE.some((pattern) => pattern.test(url)),
    );
    expect(strangers).toEqual([]);
  });

  it('declares a scope wherever it writes or asks for a permission on rows; only dictionaries have none', () => {
    const unscoped = ALL_ROUTES.filter(([, { scope, access }]) => scope === 'none' && access !== 'public');
    expect(unscoped.filter(([, { method }]) => method !== 'GET').map(([name]) => name)).toEqual([]);
    const permissions = new Set(unscoped.map(([, { access }]) => access));
    expect([...permissions].filter((access) => !DICTIONARY_PERMISSIONS.has(access))).toEqual([]);
  });
});

describe('the permission matrix', () => {
  it('lets in and turns away at every door exactly as the table of roles says', async () => {
    expect(await doorMatrix(world)).toEqual([]);
  }, 240_000);

  it('hides every case outside a role’s reach from every verb', async () => {
    expect(await reachMatrix(world)).toEqual([]);
  }, 240_000);
});

describe('the permission matrix with a fault planted', () => {
  const planted = useTestStore();

  it('shows a role that was given too much and a post that reaches too far', async () => {
    const faulty = await createWorld(planted(), testTime());
    try {
      await planted()
        .db.updateTable('role')
        .set((eb) => ({ permissions: eb.fn('array_append', ['permissions', eb.val('case.dispatch')]) }))
        .where('id', '=', 'verifier')
        .execute();
      await planted()
        .db.updateTable('post')
        .set({ area_id: faulty.areas.county })
        .where('area_id', '=', faulty.areas.eastStreet)
        .execute();
      await faulty.pass(6_000);
      const doors = await doorMatrix(faulty);
      expect(doors).toContainEqual(
        expect.objectContaining({ role: 'verifier', route: 'caseVerbs.dispatch', expected: 'turned away' }),
      );
      const reach = await reachMatrix(faulty);
      expect(reach).toContainEqual(
        expect.objectContaining({ role: 'eastStreet', place: 'elsewhere', expected: '404 not_found' }),
      );
    } finally {
      await faulty.close();
    }
  }, 300_000);
});

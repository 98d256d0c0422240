import { useTestStore } from '@gridward/testkit';
import { describe, expect, test } from 'vitest';
import { demoApp } from '../../testing/demo.fixture.ts';
import { createDemo } from './index.ts';

describe('a store that is somebody’s own', () => {
  const store = useTestStore();

  test('is never filled, and never emptied', async () => {
    const { app, clock } = await demoApp(store());
    try {
      await store().inTransaction((trx) =>
        app.modules.areas.createArea(trx, { parentId: null, level: 'county', code: '990101', name: '测试县' }),
      );
      expect(await app.modules.demo.loadIfEmpty()).toBeNull();
      expect(await app.modules.demo.reset()).toMatchObject({ ok: false, error: { code: 'demonstration_only' } });
      expect((await app.http.inject({ method: 'GET', url: '/api/v1/demo' })).json()).toEqual({ active: false, signIns: [] });
      clock.advance(5_000);
      expect((await app.modules.areas.tree()).roots.map(({ name }) => name)).toEqual(['测试县']);
    } finally {
      await app.close();
    }
  });
});

describe('an empty store', () => {
  const store = useTestStore();

  test('stays empty when the configuration says so', async () => {
    const { app } = await demoApp(store(), { demo: false });
    try {
      expect(await app.modules.demo.loadIfEmpty()).toBeNull();
      expect(app.modules.demo.isDemo()).toBe(false);
    } finally {
      await app.close();
    }
  });

  test('is empty again after a load that was cut off, and the next start loads', async () => {
    const { app } = await demoApp(store());
    try {
      const { catalogue } = app.modules;
      const cutOff = createDemo(app.platform, {
        ...app.modules,
        catalogue: { ...catalogue, addResponsibilities: () => Promise.reject(new Error('the power went out')) },
      });
      await expect(cutOff.loadIfEmpty()).rejects.toThrow('the power went out');
      const left = await store().db.selectFrom('area').select('id').execute();
      expect(left).toEqual([]);
      expect((await app.modules.demo.loadIfEmpty())?.signIns.length).toBeGreaterThan(10);
      expect(app.platform.demonstration.active).toBe(true);
    } finally {
      await app.close();
    }
  }, 120_000);

  test('once loaded, stays a demonstration when the next start says no', async () => {
    const { app } = await demoApp(store(), { demo: false });
    try {
      expect((await app.modules.demo.loadIfEmpty())?.signIns.length).toBeGreaterThan(10);
      expect(app.modules.demo.isDemo()).toBe(true);
    } finally {
      await app.close();
    }
  });

  test('finishes a reset that was cut off, whatever the next start says', async () => {
    const { app } = await demoApp(store(), { demo: false });
    try {
      const cutOff = createDemo(app.platform, { ...app.modules, prepare: () => Promise.reject(new Error('the power went out')) });
      await expect(cutOff.reset()).rejects.toThrow('the power went out');
      expect(await store().db.selectFrom('area').select('id').execute()).toEqual([]);
      await app.modules.prepare();
      expect((await app.modules.demo.loadIfEmpty())?.signIns.length).toBeGreaterThan(10);
      const { count } = await store()
        .db.selectFrom('area')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      expect(Number(count)).toBeGreaterThan(60);
    } finally {
      await app.close();
    }
  }, 120_000);
});

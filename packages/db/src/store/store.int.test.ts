import { createTestStore, useTestStore } from '@gridward/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { grants } from '../grants.ts';
import { openStore } from './store.ts';

const store = useTestStore();
const setting = (key: string, value = '1') => ({ key, value, changed_at: '2026-01-01T00:00:00Z' });

describe('values', () => {
  test.each([
    [`date '2026-05-01'`, '2026-05-01'],
    [`array[date '2026-05-01', null]`, ['2026-05-01', null]],
    [`9007199254740991::bigint`, 9007199254740991],
    [`array[1, 2]::bigint[]`, [1, 2]],
    [`12.50::numeric`, 12.5],
    [`array[0.1]::numeric[]`, [0.1]],
    [`timestamptz '2026-05-01 00:00:00+08'`, new Date('2026-04-30T16:00:00Z')],
    [`'{"a":[1]}'::jsonb`, { a: [1] }],
    [`point(118.5, 32.1)`, { x: 118.5, y: 32.1 }],
    [`'440310.001'::ltree`, '440310.001'],
    [`array['甲', 'b,c']::text[]`, ['甲', 'b,c']],
    [`'\\x00ff'::bytea`, Buffer.from([0, 255])],
    [`time '08:30'`, '08:30:00'],
    [`true`, true],
    [`1.5::float8`, 1.5],
    [`7::smallint`, 7],
    [`daterange('2026-01-01', '2026-02-01')`, '[2026-01-01,2026-02-01)'],
  ])('%s arrives as it should', async (expression, expected) => {
    const result = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(store().db);
    expect(result.rows).toEqual([{ value: expected }]);
  });

  test.each(['9007199254740992::bigint', `'NaN'::numeric`, `timestamp '2026-05-01 00:00'`])(
    '%s is refused',
    async (expression) => {
      await expect(sql`select ${sql.raw(expression)} as value`.execute(store().db)).rejects.toMatchObject({
        code: 'value_not_representable',
      });
      expect((await sql`select 1 as one`.execute(store().db)).rows).toEqual([{ one: 1 }]);
    },
  );
});

describe('transactions', () => {
  test('commit with the answer, roll back with the exception', async () => {
    const kept = await store().inTransaction(async (trx) => {
      await trx.insertInto('setting').values(setting('kept')).execute();
      return 'answer';
    });
    const lost = store().inTransaction(async (trx) => {
      await trx.insertInto('setting').values(setting('lost')).execute();
      throw new Error('stop');
    });
    await expect(lost).rejects.toThrow('stop');
    const keys = await store().db.selectFrom('setting').select('key').execute();
    expect([kept, keys]).toEqual(['answer', [{ key: 'kept' }]]);
  });

  test('turn a query on the outer handle into an error, also from a function further down', async () => {
    const query = () => store().db.selectFrom('setting').selectAll().execute();
    await expect(store().inTransaction(() => query())).rejects.toMatchObject({ code: 'outer_query_in_transaction' });
    await expect(store().inTransaction(() => sql`select 1`.execute(store().db))).rejects.toMatchObject({
      code: 'outer_query_in_transaction',
    });
    await expect(query()).resolves.toBeInstanceOf(Array);
  });

  test('do not nest', async () => {
    const nested = store().inTransaction(() => store().inTransaction(() => Promise.resolve(1)));
    await expect(nested).rejects.toMatchObject({ code: 'nested_transaction' });
  });

  test('leave work that outlives them free to use the outer handle', async () => {
    let later: Promise<unknown> = Promise.resolve();
    await store().inTransaction(() => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        store().db.selectFrom('setting').selectAll().execute(),
      );
      return Promise.resolve();
    });
    await expect(later).resolves.toBeInstanceOf(Array);
  });

  test('that collide are tried again until both are done', async () => {
    await store().db.insertInto('setting').values(setting('count', '0')).execute();
    let runs = 0;
    const addOne = () =>
      store().inTransaction(
        async (trx) => {
          runs += 1;
          const row = await trx.selectFrom('setting').select('value').where('key', '=', 'count').executeTakeFirstOrThrow();
          await new Promise((resolve) => setTimeout(resolve, 30));
          await trx
            .updateTable('setting')
            .set({ value: JSON.stringify(Number(row.value) + 1) })
            .where('key', '=', 'count')
            .execute();
        },
        { isolation: 'repeatable read' },
      );
    await Promise.all([addOne(), addOne()]);
    const row = await store().db.selectFrom('setting').select('value').where('key', '=', 'count').executeTakeFirst();
    expect([row, runs]).toEqual([{ value: 2 }, 3]);
  });
});

describe('the application role', () => {
  test('acts in every connection of the pool, in this schema and in UTC', async () => {
    const result =
      await sql`select current_user as role, current_schema() as schema, current_setting('timezone') as zone`.execute(store().db);
    expect(result.rows).toEqual([{ role: 'gridward_app', schema: 'gridward', zone: 'UTC' }]);
  });

  const appendOnly = Object.keys(grants).filter((table) => grants[table]?.join() === 'select,insert');

  test('the journals are the append-only tables', () => {
    expect(appendOnly).toEqual(['audit_log', 'case_event', 'deferral_review', 'reveal', 'suggestion_judgement']);
  });

  test.each(appendOnly)('may add to and read %s, not change, delete or empty it', async (table) => {
    const target = sql.table(table);
    await sql`select * from ${target}`.execute(store().db);
    const denied = { code: '42501' };
    const first = await sql<{ column: string }>`
      select attname as column from pg_attribute where attrelid = ${table}::regclass and attnum = 1`.execute(store().db);
    const column = sql.ref(first.rows[0]?.column ?? '');
    await expect(sql`update ${target} set ${column} = ${column}`.execute(store().db)).rejects.toMatchObject(denied);
    await expect(sql`delete from ${target}`.execute(store().db)).rejects.toMatchObject(denied);
    await expect(sql`truncate ${target} cascade`.execute(store().db)).rejects.toMatchObject(denied);
    const held = await sql<{ may: boolean }>`select has_table_privilege(${table}, 'insert') as may`.execute(store().db);
    expect(held.rows).toEqual([{ may: true }]);
  });

  test('may not create or drop tables', async () => {
    await expect(sql`create table mine (id int)`.execute(store().db)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`drop table setting`.execute(store().db)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('opening', () => {
  test('tells plainly that no server answers', async () => {
    const opening = openStore({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none', dataDir: store().dataDir });
    await expect(opening).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test.each(['Gridward', 'a b', 'x";drop', '', 'pg_mine'])('refuses the schema name %j', async (schema) => {
    const opening = openStore({ databaseUrl: store().databaseUrl, dataDir: store().dataDir, schema });
    await expect(opening).rejects.toMatchObject({ code: 'schema_name_invalid' });
  });

  test('two schemas of one database know nothing of each other', async () => {
    const { migrate } = await import('../migrate.ts');
    const other = await createTestStore();
    const second = await openStore({ databaseUrl: other.store.databaseUrl, dataDir: other.store.dataDir, schema: 'county_b' });
    try {
      await migrate(second);
      await second.db.insertInto('setting').values(setting('b')).execute();
      expect(await other.store.db.selectFrom('setting').selectAll().execute()).toEqual([]);
    } finally {
      await second.close();
      await other.remove();
    }
  });
});

import { createTestDatabase, createTestStore } from '@gridward/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import pg from 'pg';
import type { Privilege } from './grants.ts';
import { migrate, readHistory } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { openStore } from './store/store.ts';
import type { Store } from './store/store.ts';

const first: Migration = {
  id: '0001_first',
  breaking: true,
  statements: ['create table thing (id integer primary key)', `comment on table thing is 'A thing'`],
};
const second: Migration = { id: '0002_second', breaking: false, statements: ['alter table thing add column name text'] };
const grants: Record<string, readonly Privilege[]> = { thing: ['select', 'insert'], schema_migration: ['select'] };

let opened: Awaited<ReturnType<typeof createTestStore>>;
let store: Store;
beforeEach(async () => {
  opened = await createTestStore({ empty: true });
  store = opened.store;
});
afterEach(() => opened.remove());

const history = async () => (await readHistory(store.owner)).map((step) => step.id);
const mayOn = async (table: string) =>
  (await store.pool.query<{ may: boolean }>(`select has_table_privilege($1, 'update') as may`, [table])).rows[0]?.may;

describe('migrate', () => {
  test('runs what is missing, once, in order', async () => {
    expect(await migrate(store, { migrations: [first], grants })).toEqual({ applied: ['0001_first'], unknown: [] });
    expect(await migrate(store, { migrations: [first, second], grants })).toEqual({ applied: ['0002_second'], unknown: [] });
    expect(await migrate(store, { migrations: [first, second], grants })).toEqual({ applied: [], unknown: [] });
    expect(await history()).toEqual(['0001_first', '0002_second']);
  });

  test('is safe when several processes begin at once', async () => {
    const reports = await Promise.all(Array.from({ length: 4 }, () => migrate(store, { migrations: [first, second], grants })));
    expect(reports.flatMap((report) => report.applied)).toEqual(['0001_first', '0002_second']);
  });

  test('keeps nothing of a migration that fails', async () => {
    const failing: Migration = {
      id: '0002_fails',
      breaking: false,
      statements: ['create table half (id int)', 'select nonsense'],
    };
    await expect(migrate(store, { migrations: [first, failing], grants })).rejects.toThrow(/nonsense/);
    const half = await store.owner.query(`select to_regclass('half') as half`);
    expect([await history(), half.rows]).toEqual([['0001_first'], [{ half: null }]]);
    await expect(migrate(store, { migrations: [first], grants })).resolves.toMatchObject({ applied: [] });
  });

  test('refuses a released migration that changed', async () => {
    await migrate(store, { migrations: [first], grants });
    const changed = { ...first, statements: [...first.statements, 'select 1'] };
    await expect(migrate(store, { migrations: [changed], grants })).rejects.toMatchObject({ code: 'migration_changed' });
  });

  test('lets an older program work with a newer schema unless that breaks it', async () => {
    const breaking: Migration = { id: '0003_third', breaking: true, statements: ['alter table thing drop column name'] };
    await migrate(store, { migrations: [first, second], grants });
    await expect(migrate(store, { migrations: [first], grants })).resolves.toEqual({ applied: [], unknown: ['0002_second'] });
    await migrate(store, { migrations: [first, second, breaking], grants });
    await expect(migrate(store, { migrations: [first, second], grants })).rejects.toMatchObject({ code: 'schema_newer' });
  });

  test('makes privileges equal to the list, also when somebody widened or the list narrowed them', async () => {
    await migrate(store, { migrations: [first], grants });
    expect(await mayOn('thing')).toBe(false);
    await store.owner.query('grant update on thing to gridward_app');
    expect(await mayOn('thing')).toBe(true);
    await migrate(store, { migrations: [first], grants });
    expect(await mayOn('thing')).toBe(false);
    await migrate(store, { migrations: [first], grants: { schema_migration: ['select'] } });
    await expect(store.pool.query('select from thing')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a database user without rights', () => {
  const quote = pg.escapeIdentifier;
  const user = 'gridward_plain_user';

  afterEach(async () => {
    await store.owner.query(`drop owned by ${user} cascade`);
    await store.owner.query(`drop role ${user}`);
  });

  test('is told which statements an administrator has to run, and after those it works', async () => {
    const database = await createTestDatabase({ empty: true });
    await store.owner.query(`create role ${user} login password 'plain'`);
    const url = new URL(database.databaseUrl);
    [url.username, url.password] = [user, 'plain'];
    const plain = await openStore({ databaseUrl: url.toString(), dataDir: store.dataDir });
    const admin = new pg.Client({ connectionString: database.databaseUrl });
    await admin.connect();
    try {
      const message = await migrate(plain, { migrations: [first], grants }).then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      const statements = message.split('\n').slice(1);
      expect(message).toMatch(/database administrator/);
      expect(statements.join('\n')).toMatch(/create schema.*create extension.*grant gridward_app to "gridward_plain_user"/s);
      for (const statement of statements) await admin.query(statement);
      await admin.query(`alter schema gridward owner to ${quote(user)}`);
      await expect(migrate(plain, { migrations: [first], grants })).resolves.toMatchObject({ applied: ['0001_first'] });
      expect((await plain.pool.query('select current_user as role')).rows).toEqual([{ role: 'gridward_app' }]);
    } finally {
      await admin.end();
      await plain.close();
      await database.drop();
    }
  });
});

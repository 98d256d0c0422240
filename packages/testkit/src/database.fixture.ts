import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@gridward/db';
import type { Store } from '@gridward/db';
import { afterAll, beforeAll, inject } from 'vitest';
import './database.global-setup.ts';
import { runStatement, withDatabase } from './test-server.ts';

/** A database of one's own on the test server. */
export interface TestDatabase {
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

/** Makes a database: a clone of the migrated template, or with `empty` one without any schema. */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('gridwardTestServer');
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`;
  await runStatement(server.adminUrl, `create database ${name}${options.empty === true ? '' : ` template ${server.template}`}`);
  return {
    databaseUrl: withDatabase(server.adminUrl, name),
    drop: async () => {
      await runStatement(server.adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A store of one's own with a temporary data folder. */
export interface TestStore {
  readonly store: Store;
  remove(): Promise<void>;
}

/** Opens a store on a new test database; see `createTestDatabase`. */
export async function createTestStore(options: { readonly empty?: boolean } = {}): Promise<TestStore> {
  const database = await createTestDatabase(options);
  const dataDir = mkdtempSync(join(tmpdir(), 'gridward-store-'));
  const store = await openStore({ databaseUrl: database.databaseUrl, dataDir });
  const remove = async (): Promise<void> => {
    await store.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { store, remove };
}

/**
 * Gives a test file (or a `describe`) a migrated store without rows, dropped afterwards.
 * @example const store = useTestStore(); test('…', async () => { await store().db.selectFrom('area') … })
 */
export function useTestStore(options: { readonly empty?: boolean } = {}): () => Store {
  let opened: TestStore | undefined;
  beforeAll(async () => {
    opened = await createTestStore(options);
  });
  afterAll(async () => {
    await opened?.remove();
  });
  return () => {
    if (opened === undefined)
      throw new Error('the test store is open only while tests run: call store() inside a test or a hook');
    return opened.store;
  };
}

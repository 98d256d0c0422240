import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedServerError, migrate, openStore, startEmbedded } from '@gridward/db';
import pg from 'pg';

/** What test files need to know of the server that was started for them. Plain data, for it crosses processes. */
export interface TestServerAddress {
  /** URL of a database from which others can be created. */
  readonly adminUrl: string;
  /** A migrated database without rows, to be cloned. */
  readonly template: string;
  /** Databases of this run begin so. */
  readonly prefix: string;
}

/** A server for tests. */
export interface TestServer {
  readonly address: TestServerAddress;
  /** Drops what the run made and stops what it started. */
  stop(): Promise<void>;
}

const FOLDER_PREFIX = 'gridward-test-';
const DATABASE_PREFIX = 'gridward_test_';
const FRESH_MS = 60_000;
const LEFTOVER_AGE_MS = 6 * 3_600_000;

/** A store that is thrown away need not survive a power cut: half the time of a test run is saved. */
const NOT_DURABLE = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '64MB',
  max_connections: '200',
};

/** The same URL with another database. */
export function withDatabase(databaseUrl: string, database: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs one statement outside every transaction. */
export async function runStatement(databaseUrl: string, statement: string): Promise<pg.QueryResult<{ name: string }>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query<{ name: string }>(statement);
  } finally {
    await client.end();
  }
}

/**
 * Starts a server in a temporary folder, or uses the one of `databaseUrl`, and makes the migrated template.
 * @param databaseUrl a PostgreSQL ≥ 15 whose user may create databases and roles
 */
export async function startTestServer(databaseUrl: string | undefined): Promise<TestServer> {
  const server = databaseUrl === undefined ? await startInTemporaryFolder() : { databaseUrl, stop: () => Promise.resolve() };
  const prefix = `${DATABASE_PREFIX}${Date.now().toString(36)}_${randomBytes(3).toString('hex')}_`;
  const address = { adminUrl: server.databaseUrl, template: `${prefix}template`, prefix };
  const stop = async (): Promise<void> => {
    await dropDatabases(address.adminUrl, (name) => name.startsWith(prefix));
    await server.stop();
  };
  try {
    await dropDatabases(address.adminUrl, isLeftover);
    await makeTemplate(address);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, stop };
}

async function makeTemplate(address: TestServerAddress): Promise<void> {
  await runStatement(address.adminUrl, `create database ${address.template}`);
  const store = await openStore({ databaseUrl: withDatabase(address.adminUrl, address.template), dataDir: tmpdir() });
  try {
    await migrate(store);
  } finally {
    await store.close();
  }
}

async function startInTemporaryFolder(): Promise<{ databaseUrl: string; stop: () => Promise<void> }> {
  await removeLeftoverFolders();
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbedded({ dataDir, settings: NOT_DURABLE });
    const stop = async (): Promise<void> => {
      await server.stop();
      remove();
    };
    return { databaseUrl: server.databaseUrl, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A test run that was killed leaves its server running: adopting and stopping it is the orderly way to be rid of it. */
async function removeLeftoverFolders(): Promise<void> {
  const root = realpathSync(tmpdir());
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const dataDir = join(root, name);
    if (isFresh(dataDir)) continue;
    try {
      const server = await startEmbedded({ dataDir, settings: NOT_DURABLE });
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    } catch (error) {
      if (error instanceof EmbeddedServerError && error.code === 'held_by_other') continue;
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

/** Another run may have made the folder just now and not locked it yet; or removed it since. */
function isFresh(dataDir: string): boolean {
  const found = statSync(dataDir, { throwIfNoEntry: false });
  return found === undefined || Date.now() - found.birthtimeMs < FRESH_MS;
}

const isLeftover = (name: string): boolean => {
  const startedAt = parseInt(name.slice(DATABASE_PREFIX.length).split('_')[0] ?? '', 36);
  return name.startsWith(DATABASE_PREFIX) && Date.now() - startedAt > LEFTOVER_AGE_MS;
};

async function dropDatabases(adminUrl: string, choose: (name: string) => boolean): Promise<void> {
  const all = await runStatement(adminUrl, 'select datname as name from pg_database');
  for (const { name } of all.rows.filter((row) => choose(row.name))) {
    await runStatement(adminUrl, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  }
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '@gridward/core';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, migrationChecksum, readHistory } from '../migrate.ts';
import { migrations as allMigrations } from '../migrations/index.ts';
import { StoreError } from '../store/store-error.ts';
import type { Store } from '../store/store.ts';
import { invalidArchive } from './archive-format.ts';
import type { ArchiveManifest } from './archive-format.ts';
import { verifyArchive } from './archive-reader.ts';
import { backup, digestTable } from './backup.ts';
import type { ArchiveStep } from './backup.ts';
import { copyIn, filledTables, planTables, TEXT_FORMS } from './table-plan.ts';

const quote = pg.escapeIdentifier;

/** Where to put files, and how to report. */
export interface RestoreOptions {
  /** Folder for attachments, missing or empty. Needed when the archive holds files. */
  readonly filesDir?: string;
  readonly onProgress?: (step: ArchiveStep) => void;
}

/**
 * Loads an archive into an empty store, on any server, and counts and checks every table afterwards. All or nothing.
 * @throws StoreError `archive_invalid`, `archive_newer`, `store_not_empty`, `verification_failed`
 */
export async function restore(file: string, store: Store, options: RestoreOptions = {}): Promise<ArchiveManifest> {
  const manifest = await verifyArchive(file);
  await assertPlaceForFiles(manifest, options.filesDir);
  await prepareSchema(store, manifest, file);
  const staging = options.filesDir === undefined ? undefined : await makeStaging(options.filesDir);
  try {
    await inTransaction(store.owner, (client) => load(client, file, manifest, staging, options));
    await migrate(store);
    return manifest;
  } finally {
    if (staging !== undefined) await rm(staging, { recursive: true, force: true });
  }
}

/** Moves everything to another server: backup, restore, check. The source stays as it is. */
export async function migrateStore(
  from: Store,
  to: Store,
  options: { readonly clock: Clock; readonly workDir: string; readonly onProgress?: (step: ArchiveStep) => void },
): Promise<ArchiveManifest> {
  const folder = await mkdtemp(join(options.workDir, 'migrate-'));
  try {
    const file = join(folder, 'store.tar.gz');
    await backup(from, file, { ...options, isTemporary: true });
    return await restore(file, to, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function assertPlaceForFiles(manifest: ArchiveManifest, filesDir: string | undefined): Promise<void> {
  if (filesDir === undefined) {
    if (manifest.files.count === 0) return;
    throw new StoreError('store_not_empty', `The archive holds ${manifest.files.count} files; say which folder they go to.`);
  }
  const present = await readdir(filesDir).catch(() => []);
  if (present.length > 0) throw new StoreError('store_not_empty', `${filesDir} is not empty. Restore into an empty folder.`);
}

/** The schema must be the one that the archive was made from; what is newer runs after the rows are in. */
async function prepareSchema(store: Store, manifest: ArchiveManifest, file: string): Promise<void> {
  const known = new Map(allMigrations.map((migration) => [migration.id, migration]));
  const needed = manifest.migrations.map(({ id, checksum }) => {
    const migration = known.get(id);
    if (migration !== undefined && migrationChecksum(migration) === checksum) return migration;
    throw new StoreError(
      'archive_newer',
      `The archive ${file} has the schema step ${id}, which this program does not have. Use the version that made it.`,
    );
  });
  const present = await readHistory(store.owner);
  if (present.length === 0) await migrate(store, { migrations: needed });
  else if (present.map((step) => step.id).join() !== needed.map((step) => step.id).join()) {
    throw new StoreError(
      'store_not_empty',
      'The target has a schema of another version. Restore into a new data folder or a new schema.',
    );
  }
}

async function makeStaging(filesDir: string): Promise<string> {
  await mkdir(dirname(filesDir), { recursive: true });
  return mkdtemp(`${filesDir}.restoring-`);
}

async function inTransaction(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
    broken = false;
  } finally {
    // A connection that is closed inside a transaction takes all of it back.
    client.release(broken);
  }
}

async function load(
  client: pg.ClientBase,
  file: string,
  manifest: ArchiveManifest,
  staging: string | undefined,
  options: RestoreOptions,
): Promise<void> {
  for (const statement of TEXT_FORMS) await client.query(statement);
  const filled = await filledTables(client, await planTables(client));
  if (filled.length > 0)
    throw new StoreError('store_not_empty', `The target already holds data (${filled.join(', ')}). Restore into an empty store.`);
  const foreignKeys = await dropForeignKeys(client);
  await loadContent(client, file, manifest, staging);
  for (const statement of foreignKeys) await client.query(statement);
  for (const { name, value } of manifest.sequences) {
    if (value !== null) await client.query('select setval($1::regclass, $2)', [quote(name), value]);
  }
  await verifyTables(client, manifest, options);
  if (staging !== undefined && options.filesDir !== undefined) await placeFiles(staging, options.filesDir);
}

/** Tables point at each other in circles, so no order of loading satisfies the references; they are checked when they come back. */
async function dropForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const found = await client.query<{ table: string; name: string; definition: string }>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = current_schema()::regnamespace
     order by c.relname, k.conname`,
  );
  for (const key of found.rows) await client.query(`alter table ${quote(key.table)} drop constraint ${quote(key.name)}`);
  return found.rows.map((key) => `alter table ${quote(key.table)} add constraint ${quote(key.name)} ${key.definition}`);
}

async function loadContent(
  client: pg.ClientBase,
  file: string,
  manifest: ArchiveManifest,
  staging: string | undefined,
): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  let open: { readonly name: string; readonly rows: RowSink } | undefined;
  const begin = async (name: string): Promise<RowSink> => {
    await open?.rows.finish();
    const table = tables.get(name);
    if (table === undefined) throw invalidArchive(file, 'it changed while it was read');
    open = { name, rows: openRowSink(client, copyIn(table)) };
    return open.rows;
  };
  await verifyArchive(file, {
    async row(name, chunk) {
      const rows = open?.name === name ? open.rows : await begin(name);
      await rows.write(chunk);
    },
    file: (path, content) => writeStaged(staging, path, content),
  });
  await open?.rows.finish();
}

interface RowSink {
  write(chunk: Buffer): Promise<void>;
  finish(): Promise<void>;
}

/** Feeds one COPY. A refusal of the server surfaces at the next call, whichever that is. */
function openRowSink(client: pg.ClientBase, statement: string): RowSink {
  const input = new PassThrough();
  const copied = pipeline(input, client.query(copyFrom(statement)));
  copied.catch(() => undefined);
  return {
    async write(chunk) {
      if (!input.write(chunk)) await Promise.race([once(input, 'drain'), copied]);
    },
    async finish() {
      input.end();
      await copied;
    },
  };
}

async function writeStaged(staging: string | undefined, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  if (staging === undefined) return;
  const target = join(staging, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await pipeline(content, createWriteStream(target, { mode: 0o600, flags: 'wx' }));
}

async function verifyTables(client: pg.ClientBase, manifest: ArchiveManifest, options: RestoreOptions): Promise<void> {
  const plans = new Map((await planTables(client)).map((plan) => [plan.name, plan]));
  let done = 0;
  for (const table of manifest.tables) {
    const plan = plans.get(table.name);
    const found = plan === undefined ? undefined : await digestTable(client, { ...plan, columns: table.columns });
    if (found?.rows !== table.rows || found.sha256 !== table.sha256) {
      throw new StoreError('verification_failed', `After loading, table ${table.name} is not what was saved. Nothing was kept.`);
    }
    done += 1;
    options.onProgress?.({ table: table.name, rows: table.rows, done, total: manifest.tables.length });
  }
}

async function placeFiles(staging: string, filesDir: string): Promise<void> {
  await rmdir(filesDir).catch(() => undefined);
  await rename(staging, filesDir);
}

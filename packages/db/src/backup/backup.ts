import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '@gridward/core';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack } from 'tar-stream';
import type { Pack } from 'tar-stream';
import { readHistory } from '../migrate.ts';
import type { Store } from '../store/store.ts';
import {
  ARCHIVE_VERSION,
  createFilesDigest,
  createRowDigest,
  FILE_FOLDER,
  MANIFEST_ENTRY,
  TABLE_FOLDER,
} from './archive-format.ts';
import type { ArchivedTable, ArchiveManifest, FilesDigest } from './archive-format.ts';
import { listFiles } from './file-tree.ts';
import { copyOut, planTables, TEXT_FORMS } from './table-plan.ts';
import type { TablePlan } from './table-plan.ts';

/** What to save beside the tables, and how to report. */
export interface BackupOptions {
  readonly clock: Clock;
  /** Folder of attachments; its files go into the archive. */
  readonly filesDir?: string;
  /** The archive is thrown away after use: it is not the last backup that somebody could fall back on. */
  readonly isTemporary?: boolean;
  readonly onProgress?: (step: ArchiveStep) => void;
}

/** One finished step of a backup or a restore. */
export interface ArchiveStep {
  readonly table: string;
  readonly rows: number;
  readonly done: number;
  readonly total: number;
}

/** A tar entry must say its size before its content: tables of unknown size are cut into parts of at most so many bytes. */
const PART_BYTES = 4 * 1024 * 1024;

/**
 * Saves the whole store in one consistent snapshot, while others work on. The archive appears under its name only when complete, readable by
 * its owner only.
 */
export async function backup(store: Store, targetFile: string, options: BackupOptions): Promise<ArchiveManifest> {
  const draft = `${targetFile}.partial`;
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600 }));
  written.catch(() => undefined);
  try {
    const manifest = await fillArchive(store, archive, options);
    await written;
    await syncFile(draft);
    await rename(draft, targetFile);
    if (options.isTemporary !== true) await rememberBackup(store.dataDir, { at: manifest.createdAt, file: targetFile });
    return manifest;
  } catch (error) {
    archive.destroy();
    await rm(draft, { force: true });
    throw error;
  }
}

async function fillArchive(store: Store, archive: Pack, options: BackupOptions): Promise<ArchiveManifest> {
  const createdAt = new Date(options.clock.now()).toISOString();
  const data = await withSnapshot(store.owner, (client) => archiveTables(client, archive, options));
  const files = await archiveFiles(archive, options.filesDir);
  const manifest: ArchiveManifest = { format: 'gridward-archive', version: ARCHIVE_VERSION, createdAt, ...data, files };
  await addEntry(archive, MANIFEST_ENTRY, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  archive.finalize();
  return manifest;
}

async function withSnapshot<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    for (const statement of TEXT_FORMS) await client.query(statement);
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}

type ArchivedData = Pick<ArchiveManifest, 'server' | 'migrations' | 'tables' | 'sequences'>;

async function archiveTables(client: pg.ClientBase, archive: Pack, options: BackupOptions): Promise<ArchivedData> {
  const server = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  const history = await readHistory(client);
  const plans = await planTables(client);
  const tables: ArchivedTable[] = [];
  for (const plan of plans) {
    const table = await archiveTable(client, archive, plan);
    tables.push(table);
    options.onProgress?.({ table: table.name, rows: table.rows, done: tables.length, total: plans.length });
  }
  return {
    server: server.rows[0]?.version ?? '',
    migrations: history.map(({ id, checksum }) => ({ id, checksum })),
    tables,
    // Sequences are outside every snapshot; read after the rows, they are never behind them.
    sequences: await readSequences(client),
  };
}

async function readSequences(client: pg.ClientBase): Promise<{ name: string; value: number | null }[]> {
  const result = await client.query<{ name: string; value: number | null }>(
    'select sequencename as name, last_value as value from pg_sequences where schemaname = current_schema() order by sequencename',
  );
  return result.rows;
}

async function archiveTable(client: pg.ClientBase, archive: Pack, plan: TablePlan): Promise<ArchivedTable> {
  const digest = createRowDigest();
  const rows = client.query(copyTo(copyOut(plan)));
  let held: Buffer[] = [];
  let heldBytes = 0;
  let part = 0;
  const flush = async (): Promise<void> => {
    part += 1;
    await addEntry(archive, `${TABLE_FOLDER}${plan.name}/${String(part).padStart(6, '0')}.copy`, Buffer.concat(held));
    [held, heldBytes] = [[], 0];
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    digest.update(chunk);
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= PART_BYTES) await flush();
  }
  if (heldBytes > 0) await flush();
  return { name: plan.name, columns: plan.columns, ...digest.result() };
}

/** Checksum and count of a table as it is in the database now, in the same form as in the archive. */
export async function digestTable(client: pg.ClientBase, plan: TablePlan): Promise<{ rows: number; sha256: string }> {
  const digest = createRowDigest();
  for await (const chunk of client.query(copyTo(copyOut(plan))) as AsyncIterable<Buffer>) digest.update(chunk);
  return digest.result();
}

/** Waits for the reader, so that memory stays bounded however fast the database is. */
async function addEntry(archive: Pack, name: string, content: Buffer): Promise<void> {
  const entry = archive.entry({ name, size: content.length, mode: 0o600, mtime: new Date(0) });
  entry.end(content);
  await once(entry, 'finish');
}

async function archiveFiles(archive: Pack, filesDir: string | undefined): Promise<FilesDigest> {
  const digest = createFilesDigest();
  if (filesDir === undefined) return digest.result();
  for await (const path of listFiles(filesDir)) await archiveFile(archive, filesDir, path, digest);
  return digest.result();
}

/** A file that an expiry job deletes at this moment is left out; its row is gone in the next backup. */
async function archiveFile(
  archive: Pack,
  filesDir: string,
  path: string,
  digest: ReturnType<typeof createFilesDigest>,
): Promise<void> {
  const handle = await open(join(filesDir, path)).catch(() => undefined);
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    digest.begin(path, size);
    const entry = archive.entry({ name: `${FILE_FOLDER}${path}`, size, mode: 0o600, mtime: new Date(0) });
    if (size > 0) {
      for await (const chunk of createReadStream('', {
        fd: handle.fd,
        autoClose: false,
        end: size - 1,
      }) as AsyncIterable<Buffer>) {
        digest.update(chunk);
        if (!entry.write(chunk)) await once(entry, 'drain');
      }
    }
    entry.end(undefined);
    await once(entry, 'finish');
  } finally {
    await handle.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** When the last backup was made, for `inspectStore`. Kept beside the database, so that a restore does not bring an old answer back. */
export const lastBackupFile = (dataDir: string): string => join(dataDir, 'last-backup.json');

const rememberBackup = (dataDir: string, last: { at: string; file: string }): Promise<void> =>
  writeFile(lastBackupFile(dataDir), `${JSON.stringify(last)}\n`, { mode: 0o600 });

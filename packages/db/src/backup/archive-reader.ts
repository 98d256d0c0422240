import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { StoreError } from '../store/store-error.ts';
import {
  createFilesDigest,
  createRowDigest,
  FILE_FOLDER,
  invalidArchive,
  MANIFEST_ENTRY,
  parseManifest,
  TABLE_FOLDER,
} from './archive-format.ts';
import type { ArchiveManifest, RowDigest } from './archive-format.ts';
import { isInnerPath } from './file-tree.ts';

/** What to do with the content while it is checked. */
export interface ArchiveVisitor {
  row?(table: string, chunk: Buffer): Promise<void>;
  file?(path: string, content: AsyncIterable<Buffer>): Promise<void>;
}

/**
 * Reads an archive from end to end and compares everything with its manifest.
 * @throws StoreError `archive_invalid`, `archive_newer`
 */
export async function verifyArchive(file: string, visitor: ArchiveVisitor = {}): Promise<ArchiveManifest> {
  const source = createReadStream(file);
  const entries = extract();
  const fed = pipeline(source, createGunzip(), entries);
  fed.catch(() => undefined);
  const check = createCheck(file, visitor);
  try {
    for await (const entry of entries)
      await check.entry(entry.header.name, entry.header.size ?? 0, entry as AsyncIterable<Buffer>);
    await fed;
    return check.finish();
  } catch (error) {
    entries.destroy();
    source.destroy();
    if (isDamage(error)) throw invalidArchive(file, error instanceof Error ? error.message : String(error), error);
    throw error;
  }
}

/** Errors of the container mean a broken file; anything else – a refused row, a missing file – speaks for itself. */
function isDamage(error: unknown): boolean {
  if (error instanceof StoreError || !(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code.startsWith('Z_') || /unexpected end|invalid tar|premature close|writable stream closed/i.test(error.message);
}

function createCheck(file: string, visitor: ArchiveVisitor) {
  const tables = new Map<string, RowDigest>();
  const files = createFilesDigest();
  let manifest: ArchiveManifest | undefined;
  return {
    async entry(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void> {
      if (manifest !== undefined) throw invalidArchive(file, `"${name}" follows the manifest`);
      if (name === MANIFEST_ENTRY) manifest = parseManifest(file, await textOf(content));
      else if (name.startsWith(TABLE_FOLDER)) await readRows(tables, name.split('/')[1] ?? '', content, visitor);
      else if (name.startsWith(FILE_FOLDER)) await readFile(name.slice(FILE_FOLDER.length), size, content);
      else throw invalidArchive(file, `"${name}" does not belong in it`);
    },
    finish(): ArchiveManifest {
      if (manifest === undefined) throw invalidArchive(file, 'it was cut before its end');
      compareWithManifest(file, manifest, tables);
      const found = files.result();
      if (found.count !== manifest.files.count || found.sha256 !== manifest.files.sha256)
        throw invalidArchive(file, 'its files differ from its manifest');
      return manifest;
    },
  };

  async function readFile(path: string, size: number, content: AsyncIterable<Buffer>): Promise<void> {
    if (!isInnerPath(path)) throw invalidArchive(file, `"${path}" is not a safe file name`);
    files.begin(path, size);
    const digested = digesting(content, (chunk) => files.update(chunk));
    if (visitor.file === undefined) for await (const chunk of digested) void chunk;
    else await visitor.file(path, digested);
  }
}

async function* digesting(content: AsyncIterable<Buffer>, update: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    update(chunk);
    yield chunk;
  }
}

async function readRows(
  tables: Map<string, RowDigest>,
  table: string,
  content: AsyncIterable<Buffer>,
  visitor: ArchiveVisitor,
): Promise<void> {
  const digest = tables.get(table) ?? createRowDigest();
  tables.set(table, digest);
  for await (const chunk of content) {
    digest.update(chunk);
    await visitor.row?.(table, chunk);
  }
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function compareWithManifest(file: string, manifest: ArchiveManifest, tables: ReadonlyMap<string, RowDigest>): void {
  const listed = new Set(manifest.tables.map((table) => table.name));
  for (const name of tables.keys()) if (!listed.has(name)) throw invalidArchive(file, `table ${name} is not in its manifest`);
  for (const table of manifest.tables) {
    const found = (tables.get(table.name) ?? createRowDigest()).result();
    if (found.rows !== table.rows || found.sha256 !== table.sha256) {
      throw invalidArchive(file, `table ${table.name} has ${found.rows} rows where ${table.rows} were saved, or other content`);
    }
  }
}

import { createHash } from 'node:crypto';
import { StoreError } from '../store/store-error.ts';

/** Raised when an older program could misread the archive. */
export const ARCHIVE_VERSION = 1;

/** Entry names inside the archive. The manifest comes last: an archive without it was cut. */
export const MANIFEST_ENTRY = 'manifest.json';
export const TABLE_FOLDER = 'tables/';
export const FILE_FOLDER = 'files/';

/** One table in an archive. */
export interface ArchivedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** SHA-256 over the rows in primary key order, as text of COPY. */
  readonly sha256: string;
}

/** What an archive says of itself. */
export interface ArchiveManifest {
  readonly format: 'gridward-archive';
  readonly version: number;
  readonly createdAt: string;
  readonly server: string;
  readonly migrations: readonly { readonly id: string; readonly checksum: string }[];
  readonly tables: readonly ArchivedTable[];
  readonly sequences: readonly { readonly name: string; readonly value: number | null }[];
  readonly files: FilesDigest;
}

/** Files of an archive in one figure each. */
export interface FilesDigest {
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Rows and checksum of a stream of COPY text. A line break ends a row and never stands inside one. */
export interface RowDigest {
  update(chunk: Uint8Array): void;
  result(): { rows: number; sha256: string };
}

const LINE_BREAK = 0x0a;

/** A fresh digest for one table. */
export function createRowDigest(): RowDigest {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    update(chunk) {
      hash.update(chunk);
      for (let at = chunk.indexOf(LINE_BREAK); at !== -1; at = chunk.indexOf(LINE_BREAK, at + 1)) rows += 1;
    },
    result: () => ({ rows, sha256: hash.digest('hex') }),
  };
}

/** A digest over all files, fed in the order of the archive. */
export function createFilesDigest(): {
  begin(path: string, size: number): void;
  update(chunk: Uint8Array): void;
  result(): FilesDigest;
} {
  const hash = createHash('sha256');
  let count = 0;
  let bytes = 0;
  return {
    begin(path, size) {
      hash.update(`${path}\n${size}\n`);
      count += 1;
      bytes += size;
    },
    update: (chunk) => void hash.update(chunk),
    result: () => ({ count, bytes, sha256: hash.digest('hex') }),
  };
}

/** The error for an archive that is broken, in words for the operator. */
export const invalidArchive = (file: string, why: string, cause?: unknown): StoreError =>
  new StoreError('archive_invalid', `The archive ${file} is damaged or incomplete: ${why}. Nothing was changed.`, { cause });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the manifest's text.
 * @throws StoreError `archive_invalid`, `archive_newer`
 */
export function parseManifest(file: string, text: string): ArchiveManifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw invalidArchive(file, 'its manifest is not readable', cause);
  }
  if (!isRecord(parsed) || parsed.format !== 'gridward-archive' || typeof parsed.version !== 'number') {
    throw invalidArchive(file, 'it is not an archive of this program');
  }
  if (parsed.version > ARCHIVE_VERSION) {
    throw new StoreError('archive_newer', `The archive ${file} was made by a newer program. Install that version to restore it.`);
  }
  if (![parsed.migrations, parsed.tables, parsed.sequences].every(Array.isArray) || !isRecord(parsed.files)) {
    throw invalidArchive(file, 'its manifest is not complete');
  }
  return parsed as unknown as ArchiveManifest;
}

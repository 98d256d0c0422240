import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { OWN_BASE_MAP_FILE } from '@gridward/contract';

/** A part of our own file, or word that the part lies beyond its end. */
export type FilePart =
  | {
      readonly kind: 'part';
      readonly stream: Readable;
      readonly from: number;
      readonly to: number;
      readonly total: number;
      readonly etag: string;
    }
  | { readonly kind: 'beyond'; readonly total: number };

/** What one request gets at most where it asks for no part: files of this kind are read by parts. */
const MAX_PART_BYTES = 4 * 1024 * 1024;

/** @returns null where there is no file */
export async function readOwnFile(dataDir: string, range: string | undefined): Promise<FilePart | null> {
  const path = join(dataDir, OWN_BASE_MAP_FILE);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const total = found.size;
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const from = Number(first);
  if (from >= total) return { kind: 'beyond', total };
  const to = Math.min(last === '' ? Number.POSITIVE_INFINITY : Number(last), from + MAX_PART_BYTES - 1, total - 1);
  if (to < from) return { kind: 'beyond', total };
  const etag = `"${total.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
  return { kind: 'part', stream: createReadStream(path, { start: from, end: to }), from, to, total, etag };
}

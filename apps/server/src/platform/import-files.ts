import type { Uuid } from '@gridward/core';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const folderOfImports = (dataDir: string): string => join(dataDir, 'imports');

/** Where the files of one import wait between its preview and its end. */
export const importFolder = (dataDir: string, id: Uuid): string => join(folderOfImports(dataDir), id);

/**
 * Removes the files of imports that were previewed and never carried out: they may hold personal data.
 * @param beforeMs files that were brought earlier than this; in milliseconds since 1970
 * @returns how many imports lost theirs; each can be brought again
 */
export async function expireImportFiles(dataDir: string, beforeMs: number): Promise<number> {
  const names = await readdir(folderOfImports(dataDir)).catch(() => []);
  let count = 0;
  for (const name of names) {
    const path = join(folderOfImports(dataDir), name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.mtimeMs >= beforeMs) continue;
    await rm(path, { recursive: true, force: true });
    count += 1;
  }
  return count;
}

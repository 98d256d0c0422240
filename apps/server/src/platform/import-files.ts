import type { Uuid } from '@gridward/core';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const folderOfImports = (dataDir: string): string => join(dataDir, 'imports');

/** Where the files of one import wait between its preview and its end. */
export const importFolder = (dataDir: string, id: Uuid): string => join(folderOfImports(dataDir), id);

/**
 * Removes the files of imports that nobody carried to their end: they may hold personal data.
 * @param beforeMs files that were last brought earlier than this; in milliseconds since 1970, of the machine's clock
 * @returns how many imports lost theirs; each can be brought again
 */
export async function expireImportFiles(dataDir: string, beforeMs: number): Promise<number> {
  const names = await readdir(folderOfImports(dataDir)).catch(() => []);
  let count = 0;
  for (const name of names) {
    const path = join(folderOfImports(dataDir), name);
    if ((await lastBroughtMs(path)) >= beforeMs) continue;
    await rm(path, { recursive: true, force: true });
    count += 1;
  }
  return count;
}

/** A file that is brought again under its name does not change the folder: the files count too. */
async function lastBroughtMs(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    [folder, ...names.map((name) => join(folder, name))].map((path) => stat(path).catch(() => null)),
  );
  return Math.max(...found.map((one) => one?.mtimeMs ?? 0));
}

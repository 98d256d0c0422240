import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '@gridward/core';
import { FileStorageError, type FileStorage } from './file-storage.ts';

const sha256Of = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Files below `<dataDir>/files/ab/cd/<sha256>`, readable by the server's user alone. */
export function createDiskStorage(dataDir: string, clock: Clock): FileStorage {
  const root = join(dataDir, 'files');
  const pathOf = (sha256: Buffer): string => {
    const name = sha256.toString('hex');
    return join(root, name.slice(0, 2), name.slice(2, 4), name);
  };

  /** True when the file was there; it then counts as put now. */
  async function refresh(path: string): Promise<boolean> {
    const now = new Date(clock.now());
    try {
      await utimes(path, now, now);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const path = pathOf(sha256);
      if (await refresh(path)) return sha256;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const temporary = join(root, `${randomUUID()}.part`);
      try {
        await writeDurably(temporary, bytes);
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } finally {
        await rm(temporary, { force: true });
      }
      await refresh(path);
      return sha256;
    },

    async get(sha256) {
      const path = pathOf(sha256);
      try {
        const bytes = await readFile(path);
        if (sha256Of(bytes).equals(sha256)) return bytes;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
      throw new FileStorageError(`The file ${path} is damaged: bring it back from a backup`);
    },

    async removeIfPutBefore(sha256, before) {
      const path = pathOf(sha256);
      try {
        if ((await stat(path)).mtime < before) await rm(path);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is durable only when its folder is; some systems cannot sync folders and need not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

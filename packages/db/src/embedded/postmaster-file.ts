import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf, isAlive } from './process-identity.ts';

/** What a running PostgreSQL says of itself in `postmaster.pid` (storage/pidfile.h). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  readonly listenAddress: string;
  readonly status: string;
}

const fileIn = (clusterDir: string): string => join(clusterDir, 'postmaster.pid');

/** Reads the text of a `postmaster.pid`; undefined when it is not complete yet. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
  return { pid, port, socketDir: lines[4] ?? '', listenAddress: lines[5] ?? '', status: lines[7] ?? '' };
}

/** What the file in a cluster says, true or stale. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  try {
    return parsePostmaster(await readFile(fileIn(clusterDir), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether the process of that id is a PostgreSQL on this very cluster. Windows does not tell arguments: there the name must do. */
export async function runsCluster(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandOf(pid);
  return command.includes('postgres') && (process.platform === 'win32' || command.includes(clusterDir));
}

/**
 * PostgreSQL recovers by itself when the process of a left-behind file is gone, but not when its id now belongs to something else of the
 * same user: then the file is removed. PostgreSQL's own guard on shared memory still keeps two servers apart.
 */
export async function removeMisleadingFile(clusterDir: string): Promise<boolean> {
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster === undefined || !isAlive(postmaster.pid) || (await runsCluster(postmaster.pid, clusterDir))) return false;
  await rm(fileIn(clusterDir), { force: true });
  return true;
}

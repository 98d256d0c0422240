import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedServerError } from './embedded-error.ts';
import { isAlive, processStartedAt } from './process-identity.ts';

/** The process that holds a data folder. */
export interface LockHolder {
  readonly pid: number;
  readonly startedAt: string | null;
}

/** A held lock; `release` is safe to repeat. */
export interface ServerLock {
  release(): Promise<void>;
}

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

/** Who wrote the lock file; undefined when there is none or it is unreadable. */
async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed) || typeof parsed.pid !== 'number') return undefined;
    const startedAt = 'startedAt' in parsed && typeof parsed.startedAt === 'string' ? parsed.startedAt : null;
    return { pid: parsed.pid, startedAt };
  } catch {
    return undefined;
  }
}

/** A process that only happens to have the same id – after a restart of the machine or a container – is not the holder. */
async function isHolding(holder: LockHolder): Promise<boolean> {
  if (!isAlive(holder.pid)) return false;
  const startedAt = await processStartedAt(holder.pid);
  return holder.startedAt === null || startedAt === undefined || startedAt === holder.startedAt;
}

/** The live holder of a lock file, or undefined. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  const holder = await readHolder(path);
  return holder !== undefined && (await isHolding(holder)) ? holder : undefined;
}

/**
 * Takes the lock for this process. A lock left behind by a process that is gone is taken over.
 * @throws EmbeddedServerError `held_by_other`, with the holder's process id
 */
export async function acquireLock(path: string): Promise<ServerLock> {
  const mine: LockHolder = { pid: process.pid, startedAt: (await processStartedAt(process.pid)) ?? null };
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    while (!(await tryLink(draft, path))) await removeStale(path);
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(path, { force: true }) };
}

/** `link` never replaces a file, so of two processes exactly one succeeds, and nobody sees a lock half written. */
async function tryLink(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function removeStale(path: string): Promise<void> {
  const holder = await lockHolder(path);
  if (holder !== undefined) {
    throw new EmbeddedServerError(
      'held_by_other',
      `This data folder is in use by process ${holder.pid} (lock ${path}). Stop that process first, or use another data folder.`,
    );
  }
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between the look and the move somebody else may have taken the lock: then what was moved is theirs and goes back.
  if ((await lockHolder(aside)) !== undefined) await tryLink(aside, path);
  await rm(aside, { force: true });
}

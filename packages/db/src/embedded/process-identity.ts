import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process with this id exists now. It need not be the one that once had the id: see `processStartedAt`. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** An opaque mark of when a process started; together with the id it names one process for ever. Undefined where it cannot be read. */
export async function processStartedAt(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await linuxStartedAt(pid);
    if (process.platform === 'win32')
      return await outputOf('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
    return await outputOf('ps', ['-o', 'lstart=', '-p', String(pid)]);
  } catch {
    return undefined;
  }
}

async function linuxStartedAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  // The second field is the command in parentheses and may hold spaces; the start time is field 22, in ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${bootId.trim()}:${fields[19] ?? ''}`;
}

const outputOf = async (program: string, args: string[]): Promise<string | undefined> =>
  (await run(program, args)).stdout.trim() || undefined;

/** The program that a process runs, as far as the system tells. */
export async function commandOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    if (process.platform === 'win32') return (await outputOf('tasklist', ['/FI', `PID eq ${pid}`, '/NH'])) ?? '';
    return (await outputOf('ps', ['-o', 'command=', '-p', String(pid)])) ?? '';
  } catch {
    return '';
  }
}

const POLL_MS = 25;

/** Waits until `check` gives a value; undefined when `limitMs` pass first. */
export async function waitFor<T>(check: () => Promise<T | undefined> | T | undefined, limitMs: number): Promise<T | undefined> {
  const endsAt = performance.now() + limitMs;
  for (;;) {
    const value = await check();
    if (value !== undefined) return value;
    if (performance.now() >= endsAt) return undefined;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

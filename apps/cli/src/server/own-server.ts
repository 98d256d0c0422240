import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../settings.ts';

/** A server that this command started for itself. */
export interface OwnServer {
  readonly hasEnded: () => boolean;
  /** The last lines that it wrote. */
  readonly lastLines: () => string;
  /** Asks it to end and waits; one that does not end is killed. Safe to repeat. */
  stop(): Promise<void>;
}

const KEPT_LINES = 20;
const STOP_WITHIN_MS = 60_000;

/**
 * Starts the server without a network port. It has a process group of its own, so that Ctrl-C reaches us alone and it is ended in order;
 * the channel between us closes when this process is gone, however that came, and then it ends too.
 */
export function startOwnServer(entry: string, environment: Environment, tell: (text: string) => void): OwnServer {
  const child = spawn(process.execPath, [entry], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  });
  const lines = keepLines(child, tell);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', (error) => {
    ended = true;
    lines.push(error.message);
  });
  let stopping: Promise<void> | undefined;
  return { hasEnded: () => ended, lastLines: () => lines.join('\n'), stop: () => (stopping ??= stop(child, () => ended)) };
}

function keepLines(child: ChildProcess, tell: (text: string) => void): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) tell(line);
      lines.push(...parts);
      lines.splice(0, Math.max(0, lines.length - KEPT_LINES));
    });
  }
  return lines;
}

async function stop(child: ChildProcess, hasEnded: () => boolean): Promise<void> {
  if (hasEnded()) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exit;
  clearTimeout(timer);
}

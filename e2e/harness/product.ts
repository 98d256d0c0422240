import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A server as its users run it: the built program, a process and a data folder of its own. */
export interface Product {
  /** Without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  /** What it said so far; the first place to look when a journey fails. */
  said(): string;
  /** Ends it as an operator would, and removes its data. */
  stop(): Promise<void>;
}

const START_MS = 120_000;
const STOP_MS = 20_000;
const FOLDER_PREFIX = 'gridward-e2e-';

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function until(what: string, timeoutMs: number, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const endsAtMs = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > endsAtMs) throw new Error(`${what} did not happen within ${timeoutMs / 1000} s`);
    await sleep(100);
  }
}

/** Only what a process needs from its surroundings; settings of whoever runs the tests stay outside. */
function cleanEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'SYSTEMROOT', 'USER'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** Of what a server said, the lines that tell of an error of its own. */
export const errorsIn = (said: string): string[] => said.split('\n').filter((line) => /"level":[56]0\b/.test(line));

export interface ProductOptions {
  /** `off`: a store that holds nothing of anybody's. */
  readonly demo: 'on' | 'off';
}

/** Starts the built server on a free port with a fresh data folder, and waits until it serves. */
export async function startProduct({ demo }: ProductOptions): Promise<Product> {
  const program = join(root, 'apps/server/dist/main.js');
  if (!existsSync(program)) throw new Error('The server is not built: run `npm run build` first.');
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER_PREFIX));
  const env = { ...cleanEnvironment(), PORT: '0', GRIDWARD_DATA: dataDir, GRIDWARD_DEMO: demo, LOG_LEVEL: 'warn' };
  // With a channel the server also ends when the tests are killed and nobody stops it.
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const addressIn = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await until('the end of the server', STOP_MS, () => isGone(child)).catch(() => child.kill('SIGKILL'));
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await until('the start of the server', START_MS, () => {
      if (isGone(child)) throw new Error('the server ended instead of starting');
      return addressIn() !== undefined;
    });
    const url = addressIn() ?? '';
    await until('readiness', START_MS, async () => (await fetch(`${url}/health/ready`)).ok);
    return { url, dataDir, said: () => said, stop };
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitForServer } from '../server/operator-socket.ts';
import type { Environment } from '../settings.ts';

/** What a call of the program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built program, as users run it. */
export const builtProgram = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const builtServer = fileURLToPath(new URL('../../../server/dist/main.js', import.meta.url));

/** The variables of a call: those of the machine, without the tests' own database, in English unless told. */
export const callEnvironment = (base: Environment, more: Environment): Environment => ({
  ...base,
  DATABASE_URL: '',
  GRIDWARD_SCHEMA: '',
  GRIDWARD_KEY: '',
  LC_ALL: '',
  LANG: 'en_US.UTF-8',
  ...more,
});

/** Runs `gridward` to its end. */
export function runGridward(
  words: readonly string[],
  environment: Environment,
  options: { readonly input?: string; readonly program?: string } = {},
) {
  const program = options.program ?? builtProgram;
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
  return new Promise<Outcome>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { env: { ...environment }, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.end(options.input ?? '');
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the built server on a data folder, as `npm start` would, with no network port. Ready when it serves. */
export async function startServer(
  environment: Environment,
  dataDir: string,
): Promise<{ readonly pid: number | undefined; stop(): Promise<void> }> {
  const server = spawn(process.execPath, [builtServer], {
    env: { ...environment, GRIDWARD_LOCAL_ONLY: '1', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  await waitForServer(dataDir, () => server.exitCode !== null);
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  return { pid: server.pid, stop };
}

/** A folder that is gone after the tests. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gwc-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

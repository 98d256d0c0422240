import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore, type Store } from '@gridward/db';
import { startSource } from '@gridward/testkit';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const READY_WITHIN_MS = 60_000;

/** The server as it is started for real, as a process of its own. */
export interface ServerProcess {
  readonly baseUrl: string;
  /** Every line of its log so far. */
  readonly log: readonly string[];
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** @returns once it is ready to serve */
export async function startServer(dataDir: string, environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const started = startSource(MAIN, [], {
    GRIDWARD_DATA: dataDir,
    GRIDWARD_DEMO: 'off',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: '',
    ...environment,
  });
  const { child } = started;
  const log: string[] = [];
  const ended = (async (): Promise<string> => {
    for (;;) {
      try {
        log.push(await started.nextLine());
      } catch (error) {
        return String(error);
      }
    }
  })();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    await ended;
  };
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await isReady(baseUrl))) {
    if (child.exitCode !== null) throw new Error(await ended);
    if (performance.now() > deadline) throw new Error(`the server is not ready: ${log.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { baseUrl, log, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Looks into the store beside the server that owns it. */
export async function lookInto<T>(dataDir: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir, embedded: 'join', poolSize: 2 });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** The process of the embedded database that serves this folder. */
export async function databaseProcess(dataDir: string): Promise<number> {
  return lookInto(dataDir, async ({ owner }) => {
    const found = await owner.query<{ folder: string }>(
      `select setting as folder from pg_settings where name = 'data_directory'`,
    );
    return Number(readFileSync(join(found.rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  });
}

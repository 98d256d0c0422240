import { spawn } from 'node:child_process';
import type { Binaries } from './binaries.ts';
import { logTail, spawnServer } from './cluster.ts';
import type { StartRequest } from './cluster.ts';
import { EmbeddedServerError } from './embedded-error.ts';
import { readPostmaster, runsCluster } from './postmaster-file.ts';
import type { Postmaster } from './postmaster-file.ts';
import { isAlive, waitFor } from './process-identity.ts';
import { answers, connectionTo } from './server-connection.ts';
import type { EmbeddedConnection } from './server-connection.ts';

/** Recovery after a crash replays at most `max_wal_size`; a slow disk still gets through that. */
const READY_LIMIT_MS = 120_000;
const FAST_STOP_LIMIT_MS = 30_000;
const WATCH_MS = 1000;
const RESTARTS_PER_MINUTE = 5;

/** A server under watch. */
export interface Supervised {
  readonly connection: EmbeddedConnection;
  /** Ends the watch; the server itself goes on. Waits for a restart that is under way. */
  endWatch(): Promise<void>;
}

/** What to watch. */
export interface SuperviseRequest {
  readonly request: StartRequest;
  /** A server that runs already. */
  readonly running: Postmaster | undefined;
  readonly password: string;
  readonly log: (line: string) => void;
}

/**
 * The server that runs on a cluster, once it answers; undefined when there is none, or when it was just ending and is gone now.
 * @throws EmbeddedServerError `start_failed` when a server process is there but never answers
 */
export async function findRunning(clusterDir: string, password: string, logFile: string): Promise<Postmaster | undefined> {
  const first = await readPostmaster(clusterDir);
  if (first === undefined || !(await runsCluster(first.pid, clusterDir))) return undefined;
  const outcome = await waitFor(async () => {
    if (!isAlive(first.pid)) return 'gone';
    const postmaster = await readPostmaster(clusterDir);
    return postmaster !== undefined && (await answers(connectionTo(postmaster, password))) ? postmaster : undefined;
  }, READY_LIMIT_MS);
  if (outcome === 'gone') return undefined;
  if (outcome !== undefined) return outcome;
  throw new EmbeddedServerError(
    'start_failed',
    `A database server runs (process ${first.pid}) but does not answer. See ${logFile}.`,
  );
}

/** Starts the server unless it runs, and restarts it whenever it dies. */
export async function startSupervised(input: SuperviseRequest): Promise<Supervised> {
  const { request, password, log } = input;
  let current = input.running ?? (await start(request, password));
  const connection = connectionTo(current, password);
  const restartedAt: number[] = [];
  let checking: Promise<void> = Promise.resolve();
  const check = async (): Promise<void> => {
    if (isAlive(current.pid)) return;
    const now = performance.now();
    if (restartedAt.filter((at) => now - at < 60_000).length >= RESTARTS_PER_MINUTE) return;
    restartedAt.push(now);
    log(`database: the server ended unexpectedly, starting it again. Its last words:\n${logTail(request.logFile)}`);
    current = await start(request, password);
  };
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    checking = check()
      .catch((error: unknown) => log(`database: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        idle = true;
      });
  }, WATCH_MS);
  timer.unref();
  const endWatch = async (): Promise<void> => {
    clearInterval(timer);
    await checking;
  };
  return { connection, endWatch };
}

/** After a kill, the last server processes may hold the shared memory for a moment more; then a start fails and the next one succeeds. */
const LEFTOVER_MEMORY = 'pre-existing shared memory block';
const START_TRIES = 20;

async function start(request: StartRequest, password: string): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const started = await startOnce(request, password);
    if (started !== undefined) return started;
    const tail = logTail(request.logFile);
    if (attempt < START_TRIES && tail.includes(LEFTOVER_MEMORY)) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    throw new EmbeddedServerError('start_failed', `The embedded database did not start. The end of ${request.logFile}:\n${tail}`);
  }
}

/** One try; undefined when the server ended instead of answering. On Windows the child is only the starter. */
async function startOnce(request: StartRequest, password: string): Promise<Postmaster | undefined> {
  const child = spawnServer(request);
  let failed = false;
  child.on('error', () => {
    failed = true;
  });
  child.on('exit', (code) => {
    failed = process.platform !== 'win32' || code !== 0;
  });
  const outcome = await waitFor(async () => {
    if (failed) return 'ended';
    const postmaster = await readPostmaster(request.clusterDir);
    if (postmaster?.status !== 'ready') return undefined;
    return (await answers(connectionTo(postmaster, password))) ? postmaster : undefined;
  }, READY_LIMIT_MS);
  return outcome === 'ended' ? undefined : outcome;
}

/** Stops the server of a cluster in order: connections are ended, everything is written. */
export async function stopPostmaster(clusterDir: string, binaries: Binaries): Promise<void> {
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster === undefined || !(await runsCluster(postmaster.pid, clusterDir))) return;
  const gone = (): true | undefined => (isAlive(postmaster.pid) ? undefined : true);
  signalStop(postmaster.pid, 'SIGINT', clusterDir, binaries);
  if ((await waitFor(gone, FAST_STOP_LIMIT_MS)) === true) return;
  signalStop(postmaster.pid, 'SIGQUIT', clusterDir, binaries);
  await waitFor(gone, FAST_STOP_LIMIT_MS);
}

/** PostgreSQL's own signals: SIGINT is its fast stop, SIGQUIT its immediate one. Windows has no signals, `pg_ctl` sends messages instead. */
function signalStop(pid: number, signal: 'SIGINT' | 'SIGQUIT', clusterDir: string, binaries: Binaries): void {
  if (process.platform !== 'win32') {
    process.kill(pid, signal);
    return;
  }
  spawn(binaries.pgCtl, ['stop', '-W', '-D', clusterDir, '-m', signal === 'SIGINT' ? 'fast' : 'immediate'], { stdio: 'ignore' });
}

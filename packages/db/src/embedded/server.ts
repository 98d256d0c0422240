import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { locateBinaries, repairLinks } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { ACCOUNT_ROOT, existingCluster, homeIn, newClusterDir, ownerOf, socketDirFor, writePointer } from './cluster-place.ts';
import type { Home } from './cluster-place.ts';
import { initialiseCluster, reachableBinaries } from './cluster.ts';
import type { StartRequest } from './cluster.ts';
import { EmbeddedServerError } from './embedded-error.ts';
import { readPostmaster, removeMisleadingFile, runsCluster } from './postmaster-file.ts';
import { chooseRunAs, lendableAccount, namespaceWorks } from './run-as.policy.ts';
import type { RunAs } from './run-as.policy.ts';
import { answers, connectionTo, ensureDatabase, toDatabaseUrl } from './server-connection.ts';
import type { EmbeddedConnection } from './server-connection.ts';
import { acquireLock } from './server-lock.ts';
import type { ServerLock } from './server-lock.ts';
import { findRunning, startSupervised, stopPostmaster } from './supervisor.ts';

/** What to start. */
export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Server settings beyond our own, such as `fsync: 'off'` for a store that is thrown away. */
  readonly settings?: Readonly<Record<string, string>>;
  /** As root: insist on a user namespace or on another account. */
  readonly runAs?: 'namespace' | 'account';
  /** As root with another account: where clusters and programs go; `/var/lib/gridward` unless told. */
  readonly accountRoot?: string;
}

/** A running embedded server. */
export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  readonly databaseUrl: string;
  /** True when the server ran already, left behind by a process that was killed, or held by another one when joined. */
  readonly adopted: boolean;
  readonly runAs: RunAs['kind'] | 'joined';
  /** Stops the server in order and gives the folder free; for a joined server does nothing. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Starts the server of a data folder – or adopts it when it still runs – and watches it: when it dies, it is started again.
 * @throws EmbeddedServerError whose message says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = homeIn(options.dataDir, true);
  const lock = await acquireLock(home.lockFile);
  try {
    return await startLocked(home, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Uses the server that another process of ours runs on this folder; undefined when none runs. Takes no lock and stops nothing. */
export async function joinEmbedded(options: { readonly dataDir: string }): Promise<EmbeddedServer | undefined> {
  const home = homeIn(options.dataDir, false);
  const clusterDir = existingCluster(home);
  const postmaster = clusterDir === undefined ? undefined : await readPostmaster(clusterDir);
  if (clusterDir === undefined || postmaster === undefined || !(await runsCluster(postmaster.pid, clusterDir))) return undefined;
  const connection = connectionTo(postmaster, readPassword(home));
  if (!(await answers(connection))) return undefined;
  return { connection, databaseUrl: toDatabaseUrl(connection), adopted: true, runAs: 'joined', stop: () => Promise.resolve() };
}

async function startLocked(home: Home, lock: ServerLock, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => undefined);
  const { binaries, runAs, clusterDir } = await prepareCluster(home, options, log);
  const request: StartRequest = {
    binaries,
    runAs,
    clusterDir,
    ...(await listenPlace(clusterDir, runAs)),
    logFile: home.logFile,
    settings: options.settings ?? {},
  };
  if (await removeMisleadingFile(clusterDir))
    log('database: removed a left-behind postmaster.pid whose process id belongs to another program now');
  const password = readPassword(home);
  const running = await findRunning(clusterDir, password, home.logFile);
  if (running !== undefined) log(`database: took over the running server, process ${running.pid}`);
  const supervised = await startSupervised({ request, running, password, log });
  const { connection } = supervised;
  const stop = async (): Promise<void> => {
    await supervised.endWatch();
    await stopPostmaster(clusterDir, binaries);
    if (request.socketDir !== undefined && request.socketDir !== clusterDir)
      await rmdir(request.socketDir).catch(() => undefined);
    await lock.release();
  };
  try {
    await ensureDatabase(connection);
  } catch (error) {
    await stop();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    connection,
    databaseUrl: toDatabaseUrl(connection),
    adopted: running !== undefined,
    runAs: runAs.kind,
    stop: () => (stopping ??= stop()),
  };
}

interface PreparedCluster {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly clusterDir: string;
}

async function prepareCluster(home: Home, options: EmbeddedOptions, log: (line: string) => void): Promise<PreparedCluster> {
  const installed = locateBinaries();
  const repaired = repairLinks(installed);
  if (repaired > 0) log(`database: recreated ${repaired} missing library links`);
  const found = existingCluster(home);
  const accountRoot = options.accountRoot ?? ACCOUNT_ROOT;
  const runAs = chooseRunAs({
    isRoot: process.getuid?.() === 0,
    clusterOwner: found === undefined ? undefined : ownerOf(found),
    namespaceWorks: process.getuid?.() === 0 && (await namespaceWorks(installed, home.dir)),
    account: lendableAccount(),
    forced: options.runAs,
  });
  const binaries = runAs.kind === 'account' ? reachableBinaries(installed, accountRoot) : installed;
  if (found !== undefined) {
    assertSameMajor(found, binaries);
    return { binaries, runAs, clusterDir: found };
  }
  const clusterDir = newClusterDir(home, runAs, accountRoot);
  log(`database: creating ${clusterDir}`);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(home.passwordFile, password, { mode: 0o600 });
  await initialiseCluster({ binaries, runAs, clusterDir, password, durable: options.settings?.fsync !== 'off' });
  if (runAs.kind === 'account') writePointer(home, clusterDir);
  return { binaries, runAs, clusterDir };
}

function assertSameMajor(clusterDir: string, binaries: Binaries): void {
  const made = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  const major = binaries.version.split('.')[0];
  if (made === major) return;
  throw new EmbeddedServerError(
    'cluster_unusable',
    `The database in ${clusterDir} was made by PostgreSQL ${made}; this program brings ${major}. ` +
      'Make a backup with the program version that made it, and restore it into a new data folder.',
  );
}

function readPassword(home: Home): string {
  try {
    return readFileSync(home.passwordFile, 'utf8').trim();
  } catch (cause) {
    throw new EmbeddedServerError(
      'cluster_unusable',
      `The password file ${home.passwordFile} of the embedded database cannot be read.`,
      { cause },
    );
  }
}

async function listenPlace(clusterDir: string, runAs: RunAs): Promise<Pick<StartRequest, 'socketDir' | 'port'>> {
  if (process.platform === 'win32') return { socketDir: undefined, port: await freePort() };
  const port = 5432;
  return { socketDir: socketDirFor(clusterDir, port, runAs), port };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { binariesIn } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedServerError } from './embedded-error.ts';
import { invocation } from './run-as.policy.ts';
import type { RunAs } from './run-as.policy.ts';

/** The superuser of an embedded cluster and its database. */
export const EMBEDDED_USER = 'gridward';

/** Sensible on a machine with two cores and 2 GB; nothing here weakens durability. */
const SMALL_MACHINE: Readonly<Record<string, string>> = {
  max_connections: '64',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  max_wal_size: '512MB',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

/** pg_trgm and upper/lower case use the character type of the C library: without UTF-8 Chinese has no trigrams. First one that exists wins. */
const CHARACTER_TYPES: Readonly<Record<string, readonly string[]>> = {
  darwin: ['en_US.UTF-8', 'zh_CN.UTF-8', 'UTF-8', 'C'],
  win32: ['en-US', 'C'],
};
const USUAL_CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C'];

const LOG_BYTES = 5_000_000;

/** The least that PostgreSQL needs; PG* variables of the caller must not reach it. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR', 'LOCPATH'];
  const pairs = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(pairs), TZ: 'UTC', LC_ALL: 'C' };
}

/** Copies the programs to where another account can run them; once per version. */
export function reachableBinaries(binaries: Binaries, accountRoot: string): Binaries {
  const target = join(accountRoot, 'binaries', binaries.version);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, target);
  }
  return binariesIn(target, binaries.version);
}

interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

function runProgram(runAs: RunAs, program: string, args: readonly string[], cwd: string): Promise<ProgramResult> {
  const call = invocation(runAs, program, args);
  return new Promise((resolve, reject) => {
    const child = spawn(call.program, call.args, {
      ...call.options,
      cwd,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** What a new cluster is made from. */
export interface InitialiseRequest {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly clusterDir: string;
  readonly password: string;
  readonly durable: boolean;
}

/**
 * Makes a cluster: UTF-8, the server's own C.UTF-8 collation (the same on every machine), checksums, passwords by SCRAM. It appears under its
 * name only when complete.
 * @throws EmbeddedServerError `initialise_failed`
 */
export async function initialiseCluster(request: InitialiseRequest): Promise<void> {
  const { runAs, clusterDir } = request;
  const draft = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, request.password, { mode: 0o600 });
  if (runAs.kind === 'account') chownSync(passwordFile, runAs.uid, runAs.gid);
  try {
    await initialiseDraft(request, draft, passwordFile);
    renameSync(draft, clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function initialiseDraft(request: InitialiseRequest, draft: string, passwordFile: string): Promise<void> {
  let last: ProgramResult | undefined;
  for (const characterType of CHARACTER_TYPES[process.platform] ?? USUAL_CHARACTER_TYPES) {
    const args = [
      '-D',
      draft,
      '-U',
      EMBEDDED_USER,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-instructions',
    ];
    args.push(
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
      '--data-checksums',
    );
    if (!request.durable) args.push('--no-sync');
    last = await runProgram(request.runAs, request.binaries.initdb, args, dirname(draft));
    if (last.code === 0) return;
    rmSync(draft, { recursive: true, force: true });
    if (!last.output.includes('locale')) break;
  }
  throw new EmbeddedServerError(
    'initialise_failed',
    `The database could not be created (initdb ended with ${last?.code}):\n${last?.output}`,
  );
}

/** What a server is started with. */
export interface StartRequest {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly clusterDir: string;
  readonly socketDir: string | undefined;
  readonly port: number;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
}

function serverArguments(request: StartRequest): string[] {
  const place =
    request.socketDir === undefined
      ? { listen_addresses: '127.0.0.1' }
      : { listen_addresses: '', unix_socket_directories: `"${request.socketDir}"` };
  const settings = { ...SMALL_MACHINE, ...place, port: String(request.port), ...request.settings };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Starts the server without waiting for it. It has a session of its own, so that Ctrl-C reaches only us and we stop it in order, and writes to
 * a file, so that it outlives us unharmed. On Windows `pg_ctl` starts it, which gives up administrator rights first.
 */
export function spawnServer(request: StartRequest): ChildProcess {
  if (existsSync(request.logFile) && statSync(request.logFile).size > LOG_BYTES)
    renameSync(request.logFile, `${request.logFile}.old`);
  const log = openSync(request.logFile, 'a', 0o600);
  try {
    const call = serverCall(request);
    const child = spawn(call.program, call.args, {
      ...call.options,
      cwd: request.clusterDir,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function serverCall(request: StartRequest): ReturnType<typeof invocation> {
  const args = serverArguments(request);
  if (process.platform !== 'win32')
    return invocation(request.runAs, request.binaries.postgres, ['-D', request.clusterDir, ...args]);
  const quoted = args.map((arg) => `"${arg}"`).join(' ');
  return invocation(request.runAs, request.binaries.pgCtl, ['start', '-D', request.clusterDir, '-W', '-o', quoted]);
}

/** The end of the server's log, for an error message. */
export function logTail(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n').trim();
  } catch {
    return '';
  }
}

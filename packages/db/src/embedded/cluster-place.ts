import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedServerError } from './embedded-error.ts';
import type { RunAs } from './run-as.policy.ts';

/** The folder `postgres` in a data folder and what lies in it. The cluster itself may be elsewhere. */
export interface Home {
  readonly dir: string;
  readonly lockFile: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly pointerFile: string;
}

/** Where clusters live whose server runs as another account: that account must be able to reach them. */
export const ACCOUNT_ROOT = '/var/lib/gridward';

/** Longest path of a Unix socket that every system accepts, with some room (macOS: 104 bytes with the final zero). */
const SOCKET_PATH_BYTES = 100;

/** Names the files of a data folder; with `create` makes the folder, readable by its owner only. */
export function homeIn(dataDir: string, create: boolean): Home {
  const wanted = join(dataDir, 'postgres');
  if (create) mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const dir = existsSync(wanted) ? realpathSync(wanted) : wanted;
  return {
    dir,
    lockFile: join(dir, 'server.lock'),
    passwordFile: join(dir, 'password'),
    logFile: join(dir, 'server.log'),
    pointerFile: join(dir, 'location.json'),
  };
}

const isCluster = (dir: string): boolean => existsSync(join(dir, 'PG_VERSION'));

/**
 * The cluster of a data folder; undefined when there is none yet.
 * @throws EmbeddedServerError `cluster_missing` when the folder points at a cluster that is gone: starting empty would hide the loss
 */
export function existingCluster(home: Home): string | undefined {
  if (existsSync(home.pointerFile)) {
    const clusterDir = readPointer(home.pointerFile);
    if (isCluster(clusterDir)) return clusterDir;
    throw new EmbeddedServerError(
      'cluster_missing',
      `This data folder keeps its database in ${clusterDir} (see ${home.pointerFile}), and that is gone. ` +
        'Put it back, or restore a backup into a new data folder.',
    );
  }
  const inside = join(home.dir, 'cluster');
  return isCluster(inside) ? inside : undefined;
}

function readPointer(file: string): string {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const dir = typeof parsed === 'object' && parsed !== null && 'clusterDir' in parsed ? parsed.clusterDir : undefined;
  if (typeof dir !== 'string') throw new EmbeddedServerError('cluster_unusable', `${file} does not say where the database is.`);
  return dir;
}

/** Writes down that the cluster lies outside the data folder. */
export function writePointer(home: Home, clusterDir: string): void {
  writeFileSync(home.pointerFile, `${JSON.stringify({ clusterDir }, null, 2)}\n`, { mode: 0o600 });
}

/** Where a new cluster goes. For another account: a folder of its own below `accountRoot`, made here. */
export function newClusterDir(home: Home, runAs: RunAs, accountRoot: string): string {
  if (runAs.kind !== 'account') return join(home.dir, 'cluster');
  const own = join(accountRoot, randomBytes(6).toString('hex'));
  mkdirSync(accountRoot, { recursive: true, mode: 0o755 });
  mkdirSync(own, { mode: 0o700 });
  chownSync(own, runAs.uid, runAs.gid);
  return join(own, 'cluster');
}

/** Owner of a cluster's files; undefined where the system has no such notion. */
export function ownerOf(clusterDir: string): { uid: number; gid: number } | undefined {
  if (process.platform === 'win32') return undefined;
  const { uid, gid } = statSync(clusterDir);
  return { uid, gid };
}

/** The folder for the socket: the cluster itself, or a short private folder when that path would be too long. */
export function socketDirFor(clusterDir: string, port: number, runAs: RunAs, tempRoot: string = tmpdir()): string {
  if (Buffer.byteLength(join(clusterDir, `.s.PGSQL.${port}`)) <= SOCKET_PATH_BYTES) return clusterDir;
  const uid = runAs.kind === 'account' ? runAs.uid : (process.getuid?.() ?? 0);
  const mark = createHash('sha256').update(clusterDir).digest('hex').slice(0, 16);
  const dir = join(tempRoot.length > 60 ? '/tmp' : tempRoot, `gridward-${mark}`);
  mkdirSync(dirname(dir), { recursive: true });
  if (!existsSync(dir)) {
    mkdirSync(dir, { mode: 0o700 });
    if (runAs.kind === 'account') chownSync(dir, runAs.uid, runAs.gid);
  }
  assertPrivate(dir, uid);
  return dir;
}

/** In a shared folder anybody may have made a folder of that name first. */
function assertPrivate(dir: string, uid: number): void {
  const found = lstatSync(dir);
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return;
  throw new EmbeddedServerError(
    'socket_folder_unsafe',
    `${dir} should be a private folder of this user for the database socket, but it is not. Remove it, or use a data folder with a shorter path.`,
  );
}

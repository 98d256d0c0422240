import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { EmbeddedServerError } from './embedded-error.ts';

const run = promisify(execFile);

/** An account of this machine. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. `self`: we are not root. `namespace`: a user namespace in which root is called 1000, files stay root's.
 * `account`: another account of the machine.
 */
export type RunAs = { readonly kind: 'self' } | { readonly kind: 'namespace' } | ({ readonly kind: 'account' } & Account);

/** What the choice depends on. */
export interface RunAsSituation {
  readonly isRoot: boolean;
  /** Owner of a cluster that exists already. */
  readonly clusterOwner: { readonly uid: number; readonly gid: number } | undefined;
  readonly namespaceWorks: boolean;
  readonly account: Account | undefined;
  readonly forced?: RunAs['kind'];
}

/** Accounts that may be lent to the server, best first; all of them exist without our doing. */
const LENDABLE = ['gridward', 'postgres', 'nobody'];

const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000'];

/**
 * Chooses how to run. An existing cluster is always run by its owner, for PostgreSQL insists on that.
 * @throws EmbeddedServerError `cannot_run_as_root`
 */
export function chooseRunAs(situation: RunAsSituation): RunAs {
  const { isRoot, clusterOwner, namespaceWorks, account, forced } = situation;
  if (!isRoot) return { kind: 'self' };
  if (clusterOwner !== undefined && clusterOwner.uid !== 0)
    return { kind: 'account', name: `uid ${clusterOwner.uid}`, ...clusterOwner };
  if (namespaceWorks && forced !== 'account') return { kind: 'namespace' };
  if (clusterOwner === undefined && account !== undefined && forced !== 'namespace') return { kind: 'account', ...account };
  throw new EmbeddedServerError('cannot_run_as_root', rootAdvice(clusterOwner !== undefined));
}

function rootAdvice(hasCluster: boolean): string {
  const why = hasCluster
    ? 'This data folder holds a database that root created inside a user namespace, and user namespaces are closed here.'
    : 'PostgreSQL refuses to run as root; user namespaces are closed here and no account named gridward, postgres or nobody exists.';
  return `${why} Do one of these: run this program as an ordinary user; allow user namespaces; or set DATABASE_URL to a PostgreSQL 15 or newer.`;
}

/** Whether a user namespace can be opened and from inside it both the programs and the folder be used. */
export async function namespaceWorks(binaries: Binaries, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    await run('unshare', [...NAMESPACE, binaries.postgres, '--version']);
    await run('unshare', [...NAMESPACE, 'test', '-w', folder]);
    return true;
  } catch {
    return false;
  }
}

/** The first lendable account in a passwd file. */
export function findAccount(passwd: string): Account | undefined {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  for (const wanted of LENDABLE) {
    const line = lines.find(([name, , uid]) => name === wanted && uid !== '0');
    if (line !== undefined) return { name: wanted, uid: Number(line[2]), gid: Number(line[3]) };
  }
  return undefined;
}

/** The account of this machine that may be lent to the server. */
export function lendableAccount(): Account | undefined {
  try {
    return findAccount(readFileSync('/etc/passwd', 'utf8'));
  } catch {
    return undefined;
  }
}

/** A program call, ready to spawn. */
export interface Invocation {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

/** How to call a program under the chosen identity. With a namespace, `unshare` becomes the program, so the process id is the program's own. */
export function invocation(runAs: RunAs, program: string, args: readonly string[]): Invocation {
  if (runAs.kind === 'namespace') return { program: 'unshare', args: [...NAMESPACE, program, ...args], options: {} };
  if (runAs.kind === 'account') return { program, args, options: { uid: runAs.uid, gid: runAs.gid } };
  return { program, args, options: {} };
}

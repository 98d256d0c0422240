/** A throw-away PostgreSQL 15, the oldest version that is supported: its own folder, its own port, gone afterwards. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../run-command.mjs';

const places = [
  process.env.GRIDWARD_PG15_BIN,
  '/usr/lib/postgresql/15/bin',
  '/usr/pgsql-15/bin',
  '/opt/homebrew/opt/postgresql@15/bin',
  '/usr/local/opt/postgresql@15/bin',
];

/** The folder of the programs of PostgreSQL 15, if this machine has them. */
export function findPostgres15() {
  return places.find((place) => place && existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')));
}

async function numberOf(flag, account) {
  const { code, output } = await runCommand('id', [flag, account], { timeoutMs: 10_000 });
  return code === 0 ? Number(output.trim()) : undefined;
}

/** PostgreSQL refuses to run as root, so root lends it the account that its package made. */
async function account() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [await numberOf('-u', name), await numberOf('-g', name)];
    if (uid && gid) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account "postgres" nor "nobody".');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function spawnServer(bin, folder, port, owner) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    ...owner,
  });
  const log = [];
  child.stderr.on('data', (chunk) => log.push(chunk));
  return { child, log: () => Buffer.concat(log).toString('utf8') };
}

async function waitUntilReady(bin, port, server) {
  for (let tries = 0; tries < 150 && server.child.exitCode === null; tries += 1) {
    const { code } = await runCommand(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], {
      timeoutMs: 5_000,
    });
    if (code === 0) return;
    await sleep(200);
  }
  throw new Error(`PostgreSQL 15 did not start:\n${server.log()}`);
}

/** SIGINT is PostgreSQL's fast shutdown; who does not follow within ten seconds is ended at once. */
async function stopServer({ child }) {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    for (let tries = 0; tries < 100 && child.exitCode === null && child.signalCode === null; tries += 1) await sleep(100);
  }
}

/**
 * Starts a new, empty PostgreSQL 15 on loopback.
 *
 * @param {string} bin the folder of its programs
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `stop` also removes its folder, and may be called twice.
 * @throws Error with the server's own words when it does not start.
 */
export async function startPostgres15(bin) {
  const owner = await account();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gridward-pg15-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const password = randomBytes(18).toString('hex');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (owner.uid) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
    const args = [
      '-D',
      join(folder, 'data'),
      '-U',
      'gridward',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ];
    const { code, output } = await runCommand(join(bin, 'initdb'), args, { timeoutMs: 120_000, cwd: folder, ...owner });
    if (code !== 0) throw new Error(`initdb failed:\n${output}`);
    const port = await freePort();
    const server = spawnServer(bin, folder, port, owner);
    const stop = () => stopServer(server).then(remove);
    try {
      await waitUntilReady(bin, port, server);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: `postgresql://gridward:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

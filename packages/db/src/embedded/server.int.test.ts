import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSource } from '@gridward/testkit';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { binariesIn, locateBinaries, repairLinks } from './binaries.ts';
import { readPostmaster } from './postmaster-file.ts';
import { isAlive, waitFor } from './process-identity.ts';
import { joinEmbedded, startEmbedded } from './server.ts';
import type { EmbeddedOptions, EmbeddedServer } from './server.ts';

const HOLDER = join(import.meta.dirname, 'fixture/hold-server.ts');
const isRoot = process.getuid?.() === 0;

let root: string;
let dataDir: string;
const started: EmbeddedServer[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gridward-embedded-'));
  dataDir = join(root, 'data');
});
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  await rm(root, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off' }, ...options });
  started.push(server);
  return server;
}

async function query(databaseUrl: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = async (clusterDir = join(dataDir, 'postgres/cluster')) => (await readPostmaster(clusterDir))?.pid ?? 0;
const gone = (pid: number) => waitFor(() => (isAlive(pid) ? undefined : true), 10_000);

describe('a new data folder', () => {
  test('gets a server that is private, durable, checked and at home in Chinese', async () => {
    const server = await start({ settings: {} });
    expect(server.adopted).toBe(false);
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
    const rows = await query(
      server.databaseUrl,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listens,
         current_setting('server_encoding') as encoding, current_setting('server_version_num')::int / 10000 as major,
         lower('ÀÉ网格') as lowered, 'b' < 'C' collate "default" as by_bytes, (select datlocprovider from pg_database where datname = 'gridward') as provider`,
    );
    expect(rows).toEqual([
      {
        fsync: 'on',
        checksums: 'on',
        listens: '',
        encoding: 'UTF8',
        major: 18,
        lowered: 'àé网格',
        by_bytes: false,
        provider: 'b',
      },
    ]);
    await query(server.databaseUrl, 'create extension pg_trgm');
    expect(await query(server.databaseUrl, `select similarity('网格守望平台', '网格守望') > 0.3 as similar`)).toEqual([
      { similar: true },
    ]);
  });

  test('asks for the password', async () => {
    const { databaseUrl } = await start();
    const url = new URL(databaseUrl);
    url.password = 'wrong';
    await expect(query(url.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('of mode 0700 below one of mode 0700 works, and so does a path too long for a socket', async () => {
    dataDir = join(root, '网'.repeat(40), 'x'.repeat(60), 'data');
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await chmod(root, 0o700);
    const server = await start();
    expect(await query(server.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(Buffer.byteLength(server.connection.host)).toBeLessThan(90);
    expect((await stat(server.connection.host)).mode & 0o077).toBe(0);
    await server.stop();
    await expect(stat(server.connection.host)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is not half made when initdb was interrupted', async () => {
    await mkdir(join(dataDir, 'postgres/cluster.new/base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres/cluster.new/PG_VERSION'), '18');
    const server = await start();
    expect(await query(server.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('stopping', () => {
  test('ends the server, frees the folder, keeps the data, and may be repeated', async () => {
    const server = await start();
    await query(server.databaseUrl, 'create table kept as select 1 as one');
    const pid = await postmasterPid();
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('server.lock');
    const again = await start();
    expect([again.adopted, await query(again.databaseUrl, 'select * from kept')]).toEqual([false, [{ one: 1 }]]);
  });
});

describe('a second process', () => {
  test('is refused, with the process id of the holder, and may join', async () => {
    const server = await start();
    await query(server.databaseUrl, 'create table shared as select 1 as one');
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
      code: 'held_by_other',
      message: expect.stringContaining(`process ${process.pid} `) as string,
    });
    const joined = await joinEmbedded({ dataDir });
    expect(joined?.runAs).toBe('joined');
    expect(await query(joined?.databaseUrl ?? '', 'select * from shared')).toEqual([{ one: 1 }]);
    await joined?.stop();
    expect(await query(server.databaseUrl, 'select * from shared')).toEqual([{ one: 1 }]);
  });

  test('finds nothing to join in a folder that is empty or at rest', async () => {
    expect(await joinEmbedded({ dataDir })).toBeUndefined();
    await (await start()).stop();
    expect(await joinEmbedded({ dataDir })).toBeUndefined();
  });

  test('takes over a lock whose process id now belongs to another process', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres/server.lock'), JSON.stringify({ pid: process.ppid, startedAt: 'another boot:1' }));
    await expect(start()).resolves.toMatchObject({ adopted: false });
  });
});

describe('after kill -9', () => {
  test('of our process, the running server is adopted with everything in it', async () => {
    const holder = startSource(HOLDER, [dataDir]);
    const { databaseUrl } = JSON.parse(await holder.nextLine()) as { databaseUrl: string };
    const refused = startEmbedded({ dataDir });
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining(`process ${holder.child.pid} `) as string });
    await query(databaseUrl, 'create table kept as select 1 as one');
    const pid = await postmasterPid();
    holder.child.kill('SIGKILL');
    await gone(holder.child.pid ?? 0);
    expect(isAlive(pid)).toBe(true);
    const server = await start();
    expect([server.adopted, await postmasterPid()]).toEqual([true, pid]);
    expect(await query(server.databaseUrl, 'select * from kept')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('of both, the next start recovers', async () => {
    const holder = startSource(HOLDER, [dataDir]);
    const { databaseUrl } = JSON.parse(await holder.nextLine()) as { databaseUrl: string };
    await query(databaseUrl, 'create table kept as select 1 as one');
    const pid = await postmasterPid();
    holder.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await Promise.all([gone(pid), gone(holder.child.pid ?? 0)]);
    expect(await postmasterPid()).toBe(pid);
    const server = await start();
    expect([server.adopted, await query(server.databaseUrl, 'select * from kept')]).toEqual([false, [{ one: 1 }]]);
  });

  test('of the server alone, it is started again under the same address', async () => {
    const server = await start();
    await query(server.databaseUrl, 'create table kept as select 1 as one');
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const rows = await waitFor(() => query(server.databaseUrl, 'select * from kept').catch(() => undefined), 20_000);
    expect(rows).toEqual([{ one: 1 }]);
    expect(await postmasterPid()).not.toBe(pid);
  });

  test('a process id in postmaster.pid that another program has by now does not stop the start', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'postgres/cluster/postmaster.pid');
    const lines = [
      process.ppid,
      join(dataDir, 'postgres/cluster'),
      1_700_000_000,
      5432,
      dataDir,
      '',
      '        1         1',
      'ready',
    ];
    await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    await expect(start()).resolves.toMatchObject({ adopted: false });
  });
});

describe.runIf(isRoot)('as root', () => {
  test('in a user namespace the files stay those of root', async ({ skip }) => {
    const server = await start({ runAs: 'namespace' }).catch((error: unknown) => {
      skip(`user namespaces are closed here: ${String(error)}`);
    });
    expect(server?.runAs).toBe('namespace');
    expect((await stat(join(dataDir, 'postgres/cluster/PG_VERSION'))).uid).toBe(0);
  });

  test('as another account the cluster lies where that account reaches it, and the folder points there', async () => {
    const accountRoot = join(root, 'var');
    await chmod(root, 0o755);
    const first = await start({ runAs: 'account', accountRoot });
    expect(first.runAs).toBe('account');
    await query(first.databaseUrl, 'create table kept as select 1 as one');
    const { clusterDir } = JSON.parse(await readFile(join(dataDir, 'postgres/location.json'), 'utf8')) as { clusterDir: string };
    expect(clusterDir.startsWith(accountRoot)).toBe(true);
    expect((await stat(clusterDir)).uid).not.toBe(0);
    await first.stop();
    // Without being told again: the owner of the cluster decides.
    const second = await start({ accountRoot });
    expect([second.runAs, await query(second.databaseUrl, 'select * from kept')]).toEqual(['account', [{ one: 1 }]]);
    await second.stop();
    await rm(clusterDir, { recursive: true });
    await expect(startEmbedded({ dataDir, accountRoot })).rejects.toMatchObject({
      code: 'cluster_missing',
      message: expect.stringContaining(clusterDir) as string,
    });
  });
});

describe('the programs', () => {
  test('of another machine are missed in words that help', () => {
    expect(() => locateBinaries('sunos', 'sparc')).toThrow(/sunos-sparc.*npm install.*DATABASE_URL/s);
  });

  test('get their library links back when npm was told not to run scripts', async () => {
    const installed = locateBinaries();
    const copy = join(root, 'native');
    await mkdir(join(copy, 'bin'), { recursive: true });
    await mkdir(join(copy, 'lib'));
    await writeFile(join(copy, 'bin/postgres'), '');
    const links = await readFile(join(installed.root, 'pg-symlinks.json'), 'utf8');
    await writeFile(join(copy, 'pg-symlinks.json'), links);
    const count = (JSON.parse(links) as unknown[]).length;
    const binaries = binariesIn(copy, installed.version);
    expect([repairLinks(binaries), repairLinks(binaries)]).toEqual([count, 0]);
    const made = await readdir(join(copy, 'lib'));
    await unlink(join(copy, 'lib', made[0] ?? ''));
    expect(repairLinks(binaries)).toBe(1);
  });

  test('a cluster of another major version is refused before anything touches it', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'postgres/cluster/PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({
      code: 'cluster_unusable',
      message: expect.stringContaining('PostgreSQL 15') as string,
    });
  });
});

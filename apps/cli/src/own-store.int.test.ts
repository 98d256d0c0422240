import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@gridward/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  builtProgram,
  callEnvironment,
  runGridward,
  startServer,
  temporaryFolder,
  type Outcome,
} from './testing/gridward.fixture.ts';
import { operatorFile, readOperatorFile } from './server/operator-socket.ts';

const START_MS = 120_000;
const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
const otherDir = join(folder.path, 'other');
const archive = join(folder.path, 'backups', 'first.tar.gz');
const environment = callEnvironment(process.env, { GRIDWARD_DATA: dataDir, GRIDWARD_DEMO: 'off' });
const gridward = (words: string, input?: string): Promise<Outcome> =>
  runGridward(words.split(' '), environment, input === undefined ? {} : { input });
afterAll(() => folder.remove());

interface Checked {
  readonly check: string;
  readonly level: string;
  readonly advice: string | null;
}

describe('on an empty store, gridward', { timeout: START_MS }, () => {
  test('starts a server for itself, counts nothing, and leaves nothing running', async () => {
    const { code, stdout } = await gridward('stats cases --by unit --format json');
    expect([code, stdout]).toEqual([0, '[]\n']);
    expect(existsSync(operatorFile(dataDir))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'server.lock'))).toBe(false);
  });

  test('creates administrators, one person for each kind, and no second one of a name', async () => {
    const create = (kind: string, input: string): Promise<Outcome> =>
      gridward(`account create-administrator --kind ${kind} --name 管理员 --sign-in ${kind}1`, input);
    expect(await create('system', 'Zhou-2026-shan\n')).toMatchObject({ code: 0 });
    expect(await create('audit', 'Zhou-2026-shan\n')).toMatchObject({ code: 0 });
    const weak = await create('security', 'short\n');
    expect(weak.code).toBe(1);
    expect(weak.stderr).toContain('too short');
    const again = await create('system', 'Zhou-2026-shan\n');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('is taken');
  });

  test('verifies the audit log, which holds what was done', async () => {
    const { code, stdout } = await gridward('audit verify --format json');
    const found = JSON.parse(stdout) as { entries: number; intact: boolean };
    expect([code, found.intact]).toEqual([0, true]);
    expect(found.entries).toBeGreaterThanOrEqual(2);
  });

  test('looks everything over', async () => {
    const { stdout } = await gridward('doctor --format json');
    const findings = JSON.parse(stdout) as Checked[];
    const levels = new Map(findings.map(({ check, level }) => [check, level]));
    for (const check of ['program', 'serving', 'server', 'role', 'extensions', 'migrations', 'clock', 'vault_key', 'audit']) {
      expect([check, levels.get(check)]).toEqual([check, 'ok']);
    }
    expect(levels.get('backup')).toBe('warn');
    expect(findings.filter(({ level, advice }) => level !== 'ok' && advice === null)).toEqual([]);
  });

  test('PT-08 reports that desks are missing, for a case could be without an owner', async () => {
    const square = [
      [122, 30],
      [122.2, 30],
      [122.2, 30.2],
      [122, 30.2],
      [122, 30],
    ];
    const geometry = { type: 'Polygon', coordinates: [square] };
    const feature = { type: 'Feature', properties: { code: '990101', name: '示例区', level: 'county' }, geometry };
    const file = join(folder.path, 'county.geojson');
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    expect(await gridward(`import areas --file ${file}`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('new 1,') as string,
    });
    const { code, stdout } = await gridward('doctor');
    expect(code).toBe(1);
    expect(stdout).toMatch(/FAIL {2}duty desks: /);
  });

  test('resets no demonstration where there is none', async () => {
    const { code, stdout, stderr } = await gridward('demo reset');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('demonstration_only');
  });
});

describe('killed without warning, gridward', { timeout: START_MS }, () => {
  test('leaves no server behind', async () => {
    const child = spawn(process.execPath, [builtProgram, 'audit', 'verify'], { env: { ...environment }, stdio: 'ignore' });
    let server = await readOperatorFile(dataDir);
    while (server === undefined && child.exitCode === null) {
      await sleep(5);
      server = await readOperatorFile(dataDir);
    }
    expect(server).toBeDefined();
    child.kill('SIGKILL');
    while (existsSync(operatorFile(dataDir)) || existsSync(join(dataDir, 'postgres', 'server.lock'))) await sleep(50);
  });
});

describe('with a store, gridward', { timeout: START_MS }, () => {
  test('backs up, says where the key is, and does not replace a file unasked', async () => {
    const made = await gridward(`backup ${archive} --format json`);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ files: 0 });
    expect(made.stderr).toContain(join(dataDir, 'keys', 'vault.key'));
    expect((await gridward(`backup ${archive}`)).code).toBe(1);
    expect((await gridward(`backup ${archive} --replace`)).code).toBe(0);
    expect(existsSync(`${archive}.partial`)).toBe(false);
  });

  test('verifies an archive, and finds one that was cut', async () => {
    expect(await gridward(`verify ${archive}`)).toMatchObject({ code: 0, stdout: expect.stringContaining('is sound') as string });
    const cut = join(folder.path, 'cut.tar.gz');
    copyFileSync(archive, cut);
    truncateSync(cut, Math.floor(statSync(archive).size / 2));
    expect((await gridward(`verify ${cut}`)).code).toBe(1);
  });

  test('restores into another folder, where everything is there, and only into an empty one', async () => {
    const other = { ...environment, GRIDWARD_DATA: otherDir };
    const restored = await runGridward(['restore', archive], other);
    expect(restored).toMatchObject({ code: 0, stderr: expect.stringContaining('former key') as string });
    const accounts = await runGridward(
      ['account', 'create-administrator', '--kind', 'system', '--name', 'x', '--sign-in', 'system1'],
      other,
      {
        input: 'Zhou-2026-shan\n',
      },
    );
    expect(accounts.stderr).toContain('is taken');
    const again = await runGridward(['restore', archive], other);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already holds data') as string });
  });

  test('moves to another PostgreSQL, once', async () => {
    const target = await createTestDatabase({ empty: true });
    try {
      const rows = (text: string): number => (JSON.parse(text) as { rows: number }).rows;
      const moved = await gridward(`migrate-store --to ${target.databaseUrl} --format json`);
      expect([moved.code, moved.code === 0 ? rows(moved.stdout) > 0 : moved.stderr]).toEqual([0, true]);
      const again = await gridward(`migrate-store --to ${target.databaseUrl}`);
      expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already holds data') as string });
      const there = await runGridward(['audit', 'verify'], { ...environment, DATABASE_URL: target.databaseUrl });
      expect(there).toMatchObject({ code: 0, stdout: expect.stringContaining('Intact') as string });
      expect(readFileSync(join(dataDir, 'last-backup.json'), 'utf8')).toContain(archive);
    } finally {
      await target.drop();
    }
  });
});

describe('beside a running server, gridward', { timeout: START_MS }, () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(environment, dataDir);
  }, START_MS);
  afterAll(() => server.stop(), START_MS);

  test('uses that server and leaves it running', async () => {
    expect(await gridward('stats cases --by month --format json')).toMatchObject({ code: 0, stdout: '[]\n' });
    expect((await readOperatorFile(dataDir))?.pid).toBe(server.pid);
  });

  test('backs up while it works', async () => {
    expect(await gridward(`backup ${join(folder.path, 'second.tar.gz')}`)).toMatchObject({ code: 0 });
  });

  test.each([`restore ${archive}`, 'migrate-store --to postgresql://localhost/none'])('refuses to %s', async (words) => {
    const { code, stderr } = await gridward(words);
    expect([code, stderr]).toEqual([1, `A server works with ${dataDir} (process ${server.pid}). Stop it first.\n`]);
  });
});

import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram, callEnvironment, runGridward, temporaryFolder } from './testing/gridward.fixture.ts';

const folder = temporaryFolder();
const environment = callEnvironment(process.env, { GRIDWARD_DATA: join(folder.path, 'data') });
afterAll(() => folder.remove());

describe('without a server, gridward', () => {
  test('shows its commands', async () => {
    const { code, stdout, stderr } = await runGridward(['--help'], environment);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('stats cases');
    expect((await runGridward([], { ...environment, LANG: 'zh_CN.UTF-8' })).stdout).toContain('用法');
  });

  test('shows its version', async () => {
    const { code, stdout } = await runGridward(['version'], environment);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^gridward \d+\.\d+\.\d+ \(Node\.js [\d.]+, /);
  });

  test('refuses what it does not know, with code 2 and nothing on standard output', async () => {
    for (const words of [['version', '--foo'], ['fly'], ['stats', 'cases'], ['backup']]) {
      const { code, stdout, stderr } = await runGridward(words, environment);
      expect([words, code, stdout]).toEqual([words, 2, '']);
      expect(stderr).toContain('gridward');
    }
  });

  test('makes no store where there is none to back up', async () => {
    const { code, stderr } = await runGridward(['backup', join(folder.path, 'x.tar.gz')], environment);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no database');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('says that a file is missing before it starts anything', async () => {
    const { code, stderr } = await runGridward(['import', 'units', '--file', 'none.csv'], environment);
    expect([code, stderr]).toEqual([1, 'There is no file none.csv\n']);
  });

  test('refuses a file that is no archive', async () => {
    const { code, stdout, stderr } = await runGridward(['verify', fileURLToPath(import.meta.url)], environment);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('damaged or incomplete');
  });
});

describe('installed without the server, gridward', () => {
  test('says what is missing and how to get it', async () => {
    const bare = join(folder.path, 'bare');
    const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
    cpSync(dirname(builtProgram), join(bare, 'dist'), { recursive: true });
    cpSync(fileURLToPath(new URL('../package.json', import.meta.url)), join(bare, 'package.json'));
    mkdirSync(join(bare, 'node_modules', '@gridward'), { recursive: true });
    for (const name of ['core', 'contract', 'db', 'i18n']) {
      symlinkSync(join(modules, '@gridward', name), join(bare, 'node_modules', '@gridward', name), 'junction');
    }
    const { code, stderr } = await runGridward(['stats', 'cases', '--by', 'unit'], environment, {
      program: join(bare, 'dist', 'main.js'),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('@gridward/server) is not installed. Run npm install');
  });
});

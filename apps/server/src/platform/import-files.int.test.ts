import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expireImportFiles, importFolder } from './import-files.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gridward-import-files-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const BORDER = Date.UTC(2026, 4, 8);

/** @param againAtMs when the same file was brought once more */
async function bring(id: string, atMs: number, againAtMs = atMs): Promise<void> {
  const folder = importFolder(dataDir, id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'file'), '姓名,电话');
  await utimes(join(folder, 'file'), againAtMs / 1_000, againAtMs / 1_000);
  await utimes(folder, atMs / 1_000, atMs / 1_000);
}

test('files that were previewed and never imported go after a while, those of later days stay', async () => {
  expect(await expireImportFiles(dataDir, BORDER)).toBe(0);
  await bring('old', BORDER - 1_000);
  await bring('young', BORDER);
  await bring('again', BORDER - 1_000, BORDER);
  expect(await expireImportFiles(dataDir, BORDER)).toBe(1);
  expect((await readdir(join(dataDir, 'imports'))).toSorted()).toEqual(['again', 'young']);
  expect(await expireImportFiles(dataDir, BORDER)).toBe(0);
});

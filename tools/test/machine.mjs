/** What the tests need of the machine besides Node: installed with apt-get where we may, named in plain words where we may not. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { findPostgres15 } from './postgres15.mjs';

function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** The browser that the journeys run in. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  return named && existsSync(named)
    ? named
    : findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

/** Without a Chinese font the pages are measured and photographed with empty boxes. */
function hasChineseFont() {
  return ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/noto-cjk'].some((path) => existsSync(path));
}

function isDebianAsRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram(['apt-get']) !== undefined;
}

/** Debian packages that are missing for the given suites. */
export function missingPackages(suites) {
  const isLinux = process.platform === 'linux';
  return [
    ...(suites.has('pg15') && !findPostgres15() ? ['postgresql-15'] : []),
    ...(suites.has('e2e') && !findChromium() ? ['chromium'] : []),
    ...(suites.has('e2e') && isLinux && !hasChineseFont() ? ['fonts-noto-cjk'] : []),
  ];
}

async function aptGet(args, say) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-y', '-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=30'];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const { code, output } = await runCommand('apt-get', [...options, ...args], { env, timeoutMs: 600_000 });
    if (code === 0) return true;
    say(`apt-get ${args.join(' ')} failed (try ${attempt} of 3)\n${output.trimEnd().split('\n').slice(-5).join('\n')}`);
  }
  return false;
}

/**
 * Installs what is missing. What cannot be installed is left to the suite that needs it, which then fails by name.
 *
 * @param {Set<string>} suites
 * @param {(words: string) => void} say
 */
export async function equipMachine(suites, say) {
  const missing = missingPackages(suites);
  if (missing.length === 0) return;
  if (!isDebianAsRoot())
    return say(`missing on this machine: ${missing.join(', ')} (on Debian: sudo apt-get install ${missing.join(' ')})`);
  say(`installing ${missing.join(', ')} with apt-get`);
  if (!(await aptGet(['update'], say))) say('going on with the package lists that are there');
  await aptGet(['install', '--no-install-recommends', ...missing], say);
}

/** Names the distribution in the first line of the report. */
export function machineName() {
  const release = existsSync('/etc/os-release')
    ? /PRETTY_NAME="(.+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
    : undefined;
  return `${release ?? process.platform}, Node ${process.versions.node}`;
}

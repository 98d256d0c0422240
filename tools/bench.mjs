/**
 * `npm run -s bench -- [--json] [name …]`: runs `bench/<name>.bench.mjs`, each in a process of its own, so that none warms or burdens the next.
 * A benchmark prints one JSON line for each figure: name, value, unit, reference, ratio. `--json` passes the lines on; otherwise a table.
 */
import { requireNode } from './node-version.mjs';

requireNode();

const { prepare, root } = await import('./prepare.mjs');
const { spawn } = await import('node:child_process');
const { existsSync, readdirSync } = await import('node:fs');
const { join } = await import('node:path');
const { createInterface } = await import('node:readline');

const suffix = '.bench.mjs';
const asJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = join(root, 'bench');
const known = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice(0, -suffix.length))
      .toSorted()
  : [];

const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0 || known.length === 0) {
  console.error(`No such benchmark: ${unknown.join(', ') || '(none exist)'}. There are: ${known.join(', ')}`);
  process.exit(2);
}

const rounded = (value) => (typeof value === 'number' ? Number(value.toPrecision(4)).toLocaleString('en') : '–');

function show(line) {
  if (asJson) return console.log(line);
  const { name, value, unit = '', reference, ratio } = JSON.parse(line);
  const figure = `${rounded(value)} ${unit}`.padEnd(24);
  return console.log(`${String(name).padEnd(36)} ${figure} reference ${rounded(reference).padEnd(14)} ratio ${rounded(ratio)}`);
}

/** Answers the exit code of one benchmark; lines of its output that are not JSON objects go to stderr. */
function run(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, name + suffix)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (line) => (line.startsWith('{') ? show(line) : console.error(line)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

try {
  await prepare();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : known) {
  console.error(`benchmark ${name}`);
  if ((await run(name)) !== 0) {
    console.error(`benchmark ${name} failed`);
    process.exitCode = 1;
  }
}

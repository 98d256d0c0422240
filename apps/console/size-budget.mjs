/** Prints what a first visit downloads and fails when it is more than the budget. Sizes are gzip. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
const INITIAL_SCRIPT_BUDGET_BYTES = 350_000;

const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
if (entry === undefined) throw new Error('The build has no entry');

/** The entry and everything that it imports at once. */
function initialChunks(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of manifest[name].imports ?? []) initialChunks(next, seen);
  return seen;
}

const compressed = (file) => gzipSync(readFileSync(join(dist, file))).length;
const initial = initialChunks(entry);
const initialBytes = [...initial].reduce((sum, name) => sum + compressed(manifest[name].file), 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

for (const [name, { file }] of Object.entries(manifest)) {
  if (file.endsWith('.js'))
    process.stdout.write(`${kilobytes(compressed(file)).padStart(10)}  ${initial.has(name) ? 'first' : 'later'}  ${file}\n`);
}
process.stdout.write(`first visit: ${kilobytes(initialBytes)} of script (budget ${kilobytes(INITIAL_SCRIPT_BUDGET_BYTES)})\n`);
if (initialBytes > INITIAL_SCRIPT_BUDGET_BYTES) {
  process.stderr.write('The first visit downloads more script than the budget allows.\n');
  process.exitCode = 1;
}

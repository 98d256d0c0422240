/**
 * Cold start on an existing store: from the start of the process until /health/ready answers 200. The reference is a bare Node process that
 * starts the same embedded PostgreSQL cluster and runs one query – what no server on this store can go below.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, print, say, sizeFrom } from './figures.mjs';

const STARTS = sizeFrom('GRIDWARD_BENCH_STARTS', 7);
const GIVE_UP_MS = 120_000;
const server = new URL('../apps/server/dist/main.js', import.meta.url).pathname;
const bare = `
  import { openStore } from '@gridward/db';
  const store = await openStore({ dataDir: process.env.GRIDWARD_DATA });
  await store.db.selectFrom('case_file').select('id').limit(1).execute();
  process.stdout.write('ready\\n');
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  await store.close();
`;

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

function start(args, env) {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

async function untilReady({ child, output }, isReady) {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  while (!(await isReady())) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`did not become ready:\n${output()}`);
    await sleep(20);
  }
}

async function coldStart(args, env, isReady) {
  const begun = process.hrtime.bigint();
  const running = start(args, env);
  try {
    await untilReady(running, () => isReady(running));
    return Number(process.hrtime.bigint() - begun) / 1e6;
  } finally {
    running.child.kill('SIGTERM');
    await running.ended;
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'gridward-bench-'));
try {
  const port = await freePort();
  const env = { GRIDWARD_DATA: dataDir, PORT: String(port), GRIDWARD_DEMO: 'off' };
  const answersReady = async () => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/health/ready`)).status === 200;
    } catch {
      return false;
    }
  };
  const whole = () => coldStart([server], env, answersReady);
  const least = () => coldStart(['--input-type=module', '--eval', bare], env, ({ output }) => output().includes('ready'));
  say(`the first start makes the store: ${Math.round(await whole())} ms`);
  const times = { whole: [], least: [] };
  for (let i = 0; i < STARTS; i += 1) {
    times.least.push(await least());
    times.whole.push(await whole());
  }
  const [value, reference] = [times.whole, times.least].map((all) => percentile(all, 0.5));
  print({ name: 'start', unit: 'ms', value, reference, worst: Math.max(...times.whole) });
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

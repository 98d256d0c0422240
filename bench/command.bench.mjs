/**
 * With a million cases in the store and 5,000 of them open: the 95th percentile of the command board, the wall board, the hand-over, the list
 * behind a figure of its day and the numbers of the rail, against that of the first page of the list behind their largest number through the
 * same stack. They are asked turn about.
 */
import { withWorld } from './bench-store.mjs';
import { percentile, print, say, sizeFrom } from './figures.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { fill } from './million.mjs';

const CASES = sizeFrom('GRIDWARD_BENCH_CASES', 1_000_000);
const READS = sizeFrom('GRIDWARD_BENCH_READS', 200) / 4;
const WARM_UP = 5;
const REFERENCE = 'list of open cases';
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Name → role and URL. */
const REQUESTS = {
  [REFERENCE]: ['leader', '/api/v1/cases?order=due'],
  'board of the county': ['leader', '/api/v1/command-board'],
  'board of a street': ['eastStreet', '/api/v1/command-board'],
  'wall board': ['leader', '/api/v1/wall-board'],
  'hand-over': ['leader', '/api/v1/handover'],
  'cases of a day': ['leader', `/api/v1/cases?order=due&dayWork=closed:${YESTERDAY}`],
  'rail of a leader': ['leader', '/api/v1/case-queues'],
  'rail of a dispatcher': ['dispatcher', '/api/v1/case-queues'],
  'rail of a verifier': ['verifier', '/api/v1/case-queues'],
};

async function ask(world, [role, url]) {
  const started = process.hrtime.bigint();
  const reply = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf(role) });
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.payload}`);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

await withWorld(async ({ store, world }) => {
  await fill(store, world, await createLifecycle(world), CASES, 5_000);
  const times = new Map(Object.keys(REQUESTS).map((name) => [name, []]));
  say('reading');
  for (let i = -WARM_UP; i < READS; i += 1) {
    for (const [name, request] of Object.entries(REQUESTS)) {
      const ms = await ask(world, request);
      if (i >= 0) times.get(name).push(ms);
    }
  }
  const reference = percentile(times.get(REFERENCE), 0.95);
  for (const [name, all] of times)
    print({ name: `command: ${name}`, unit: 'ms p95', value: percentile(all, 0.95), reference, median: percentile(all, 0.5) });
});

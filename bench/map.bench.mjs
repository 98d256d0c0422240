/**
 * With 100,000 cases on the map: the 95th percentile of a tile that is asked for again and again, against reading one case by id; and of the first
 * tile of a filter that nobody asked for before, against the bare query that reads the same points. How long the one thread of the server was
 * held up stands beside it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { withWorld } from './bench-store.mjs';
import { percentile, print, say, sizeFrom } from './figures.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { fill } from './million.mjs';

const POINTS = sizeFrom('GRIDWARD_BENCH_MAP_POINTS', 100_000);
const READS = sizeFrom('GRIDWARD_BENCH_READS', 200);
const COLD = 15;
const OPEN_SHARE = 0.1;
const DAY_MS = 86_400_000;

/** Zooms and tiles that a look at the county asks for, from all of it to one street. */
const ZOOMS = [10, 11, 12, 13, 14, 15, 16];
function tileOf(i) {
  const z = ZOOMS[i % ZOOMS.length];
  const [lng, lat] = [120.01 + ((i * 37) % 180) / 1000, 30.01 + ((i * 53) % 80) / 1000];
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  return `/api/v1/case-tiles/${z}/${x}/${y}`;
}

async function ask(world, url) {
  const started = process.hrtime.bigint();
  const reply = await world.app.http.inject({ method: 'GET', url, headers: world.headersOf('dispatcher') });
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.payload}`);
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, bytes: reply.rawPayload.length };
}

/** What no server on this store can go below: the same rows, and nothing done with them. */
async function bareQuery({ owner }) {
  const started = process.hrtime.bigint();
  await owner.query(
    'select id, number, state, hazard, position[0] as lng, position[1] as lat from case_file where position is not null',
  );
  return Number(process.hrtime.bigint() - started) / 1e6;
}

await withWorld(async ({ store, world }) => {
  await fill(store, world, await createLifecycle(world), POINTS * (1 - OPEN_SHARE), POINTS * OPEN_SHARE);
  const { rows } = await store.owner.query('select id from case_file tablesample system (5) limit 2000');
  say('first tiles of new filters');
  const cold = { tile: [], bare: [], heldUp: [] };
  for (let i = 0; i < COLD; i += 1) {
    // Another day each time, years ago: the same cases under a filter that nothing was kept for.
    const from = new Date(Date.now() - 3_000 * DAY_MS - i * DAY_MS).toISOString().slice(0, 10);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    cold.tile.push((await ask(world, `${tileOf(0)}?reportedFrom=${from}`)).ms);
    delay.disable();
    cold.heldUp.push(delay.max / 1e6);
    cold.bare.push(await bareQuery(store));
  }
  print({
    name: 'map: first tile of a filter',
    unit: 'ms p95',
    value: percentile(cold.tile, 0.95),
    reference: percentile(cold.bare, 0.95),
    median: percentile(cold.tile, 0.5),
    heldUpMs: percentile(cold.heldUp, 0.95),
  });
  say('tiles again and again');
  const warm = { tile: [], byId: [], bytes: [] };
  for (let i = -ZOOMS.length * 2; i < READS; i += 1) {
    const { ms, bytes } = await ask(world, tileOf(Math.abs(i)));
    const byId = await ask(world, `/api/v1/cases/${rows[(Math.abs(i) * 7919) % rows.length].id}`);
    if (i < 0) continue;
    warm.tile.push(ms);
    warm.bytes.push(bytes);
    warm.byId.push(byId.ms);
  }
  print({
    name: 'map: tile',
    unit: 'ms p95',
    value: percentile(warm.tile, 0.95),
    reference: percentile(warm.byId, 0.95),
    median: percentile(warm.tile, 0.5),
    largestBytes: Math.max(...warm.bytes),
  });
});

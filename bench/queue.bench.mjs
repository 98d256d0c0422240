/**
 * With a million cases in the store: the 95th percentile of the pages that people wait for, against that of reading one case by id through the
 * same stack. The kinds are asked turn about, so that what else the machine does burdens all of them alike.
 */
import { withWorld } from './bench-store.mjs';
import { percentile, print, say, sizeFrom } from './figures.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { fill, WORDS } from './million.mjs';

const CASES = sizeFrom('GRIDWARD_BENCH_CASES', 1_000_000);
const READS = sizeFrom('GRIDWARD_BENCH_READS', 200);
const WARM_UP = 20;
const some = (list, i) => list[(i * 7919) % list.length];
const day = (daysAgo) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const listOf = (query) => `/api/v1/cases?${new URLSearchParams(query).toString()}`;

/** What the requests are about, read once from the store. */
async function subjects({ owner }) {
  const ids = async (statement) => (await owner.query(statement)).rows.map(({ id }) => id);
  return {
    cases: await ids('select id from case_file tablesample system (1) limit 5000'),
    grids: await ids(`select id from area where level = 'grid' order by id`),
    streets: await ids(`select id from area where level = 'township' order by id`),
    matters: await ids(`select distinct category_id as id from case_file where ended_at is null order by id`),
    groups: await ids(
      `select id from category where not leaf and nlevel(path) = 2 and exists (select from standard_row join category leaf on leaf.id = category_id where leaf.path <@ category.path) order by id`,
    ),
  };
}

/** Name → role and URL of the i-th request. */
const requestsOf = ({ cases, grids, streets, matters, groups }) => ({
  'case by id': ['dispatcher', (i) => `/api/v1/cases/${some(cases, i)}`],
  'queue first page': ['dispatcher', () => listOf({ state: 'filed', order: 'due' })],
  'queue several states': ['dispatcher', () => listOf({ state: 'reported,filed,pending_close', order: 'due' })],
  'queue of one street': ['eastStreet', () => listOf({ order: 'due' })],
  'counts of all queues': ['dispatcher', () => '/api/v1/case-queues'],
  'list newest': ['dispatcher', () => listOf({})],
  'list grid, matter, month': [
    'dispatcher',
    (i) =>
      listOf({
        areaId: some(grids, i),
        categoryId: some(matters, i),
        reportedFrom: day(30 + (i % 900)),
        reportedUntil: day(i % 900),
      }),
  ],
  'list street, group, quarter': [
    'dispatcher',
    (i) =>
      listOf({
        areaId: some(streets, i),
        categoryId: some(groups, i),
        reportedFrom: day(90 + (i % 900)),
        reportedUntil: day(i % 900),
      }),
  ],
  'list street, matter, ever': ['dispatcher', (i) => listOf({ areaId: some(streets, i), categoryId: some(matters, i) })],
  'map box of a street corner': ['dispatcher', () => listOf({ bbox: '120.1,30.05,120.105,30.055' })],
  'map box of the county': ['dispatcher', () => listOf({ bbox: '120,30,120.2,30.1' })],
  'hazards, newest': ['dispatcher', () => listOf({ hazard: 'true' })],
  'repeated, newest': ['dispatcher', () => listOf({ repeated: 'true' })],
  'supervised, newest': ['dispatcher', () => listOf({ supervised: 'true' })],
  'supported by one unit, newest': ['handler', () => listOf({ supporting: 'true' })],
  'open, nearest first': ['dispatcher', () => listOf({ order: 'near', nearLng: '120.1', nearLat: '30.05' })],
  'closed, nearest first': ['dispatcher', () => listOf({ order: 'near', nearLng: '120.1', nearLat: '30.05', state: 'closed' })],
  'search rare words': ['dispatcher', () => listOf({ q: WORDS.rare.text })],
  'search 1 in 1000': ['dispatcher', () => listOf({ q: WORDS.medium.text })],
  'search two characters, 1 in 10': ['dispatcher', () => listOf({ q: '井盖' })],
  'search in every case': ['dispatcher', () => listOf({ q: '网格' })],
  'search several words': ['dispatcher', () => listOf({ q: '石桥头污水外溢' })],
  'search in one street': ['eastStreet', () => listOf({ q: '白鹭' })],
  'search a number': ['dispatcher', (i) => listOf({ q: String(1000 + i) })],
});

async function ask(world, [role, urlOf], i) {
  const started = process.hrtime.bigint();
  const reply = await world.app.http.inject({ method: 'GET', url: urlOf(i), headers: world.headersOf(role) });
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  if (reply.statusCode !== 200) throw new Error(`${urlOf(i)}: ${reply.payload}`);
  return { ms, items: reply.json().items?.length };
}

await withWorld(async ({ store, world }) => {
  await fill(store, world, await createLifecycle(world), CASES, 5_000);
  const requests = requestsOf(await subjects(store));
  const times = new Map(Object.keys(requests).map((name) => [name, []]));
  const found = new Map(times);
  say('reading');
  for (let i = -WARM_UP; i < READS; i += 1) {
    for (const [name, request] of Object.entries(requests)) {
      const { ms, items } = await ask(world, request, Math.abs(i));
      if (i >= 0) times.get(name).push(ms);
      found.set(name, items);
    }
  }
  const reference = percentile(times.get('case by id'), 0.95);
  for (const [name, all] of times) {
    print({
      name: `queue: ${name}`,
      unit: 'ms p95',
      value: percentile(all, 0.95),
      reference,
      median: percentile(all, 0.5),
      items: found.get(name),
    });
  }
});

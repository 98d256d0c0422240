/**
 * Whole lives of cases per second through the HTTP handlers with 8 clients, against plain SQL that writes the same rows; and the same on a store
 * that holds a million cases, against the empty store. All contenders run turn about.
 */
import { withWorld } from './bench-store.mjs';
import { print, say, sizeFrom, timed, turnAbout } from './figures.mjs';
import { createLifecycle } from './lifecycle.mjs';
import { fill } from './million.mjs';
import { createPlainLifecycle } from './plain-lifecycle.mjs';

const CLIENTS = 8;
const ROUNDS = 8;
const WARM_UP = 400;
const LIVES = sizeFrom('GRIDWARD_BENCH_LIVES', 1_000);
const CASES = sizeFrom('GRIDWARD_BENCH_CASES', 1_000_000);
const unit = 'lifecycles/s';
const options = { count: LIVES, clients: CLIENTS, rounds: ROUNDS };

await withWorld(async (empty) => {
  const ours = await createLifecycle(empty.world);
  const plain = await createPlainLifecycle(empty.store, ours, CLIENTS);
  const contenders = { ours: () => ours.live(), plain: plain.live };
  for (const work of Object.values(contenders)) await timed(WARM_UP, CLIENTS, work);
  const small = await turnAbout(contenders, options);
  print({ name: 'loop', unit, value: small.ours.rate, reference: small.plain.rate });
  await plain.close();

  await withWorld(async (full) => {
    const grown = await createLifecycle(full.world);
    await fill(full.store, full.world, grown, CASES, 5_000);
    const both = { grown: () => grown.live(), ours: contenders.ours };
    say('warming up');
    for (const work of Object.values(both)) await timed(WARM_UP, CLIENTS, work);
    const { grown: large, ours: fresh } = await turnAbout(both, options);
    print({ name: 'loop-million', unit, value: large.rate, reference: fresh.rate, cases: CASES });
  });
});

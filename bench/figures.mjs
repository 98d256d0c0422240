/** What every benchmark needs: a stop-watch and a printer. */

/** One figure as one JSON line; `ratio` is value / reference unless told otherwise. */
export function print({ name, value, unit, reference = null, ratio = reference === null ? null : value / reference, ...more }) {
  console.log(JSON.stringify({ name, value, unit, reference, ratio, ...more }));
}

/** What is happening, for people; figures alone go to stdout. */
export const say = (words) => console.error(`  ${words}`);

/** Runs `work(i, client)` for i in 0…count-1 with a number of clients at once. @returns seconds */
export async function timed(count, clients, work) {
  let next = 0;
  const started = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (next < count) await work(next++, client);
    }),
  );
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/**
 * Rates of several contenders measured turn about in short rounds, so that what else the machine does burdens all of them alike.
 * @param contenders name → work(i, client) @returns name → { rate, rounds }: per second over all rounds, and the rates of the single rounds
 */
export async function turnAbout(contenders, { count, clients, rounds }) {
  const seconds = new Map(Object.keys(contenders).map((name) => [name, []]));
  const perRound = Math.max(clients, Math.round(count / rounds));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) seconds.get(name).push(await timed(perRound, clients, work));
  }
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return Object.fromEntries(
    [...seconds].map(([name, all]) => [name, { rate: (perRound * rounds) / sum(all), rounds: all.map((one) => perRound / one) }]),
  );
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** A size from the environment. */
export const sizeFrom = (name, usual) => Number(process.env[name] ?? usual);

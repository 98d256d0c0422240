import type { Store } from '@gridward/db';

/** The present moment of the database, in milliseconds since the epoch. */
export async function readDatabaseClock(store: Store): Promise<number> {
  const found = await store.owner.query<{ now: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now');
  const now = found.rows[0]?.now;
  if (now === undefined) throw new Error('the database gave no moment');
  return now;
}

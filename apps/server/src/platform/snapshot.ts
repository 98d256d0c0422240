import type { Clock } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { Transaction } from 'kysely';
import { bumpVersion, readVersion } from './snapshot.repository.ts';

/** How long a process may serve an old picture of reference data after another process changed it. */
const CHECK_EVERY_MS = 2_000;

/**
 * A picture of reference data (areas, units, categories, …) that fits in memory, shared by all requests of this process. A write bumps
 * the version in its own transaction; every process looks at the version at most every two seconds and loads anew when it moved.
 */
export interface Snapshot<T> {
  get(): Promise<T>;
  /** Call inside the transaction that changes the data. */
  touch(trx: Transaction<Database>): Promise<void>;
}

export function createSnapshot<T>(name: string, deps: { readonly store: Store; readonly clock: Clock }, load: () => Promise<T>): Snapshot<T> {
  let current: { readonly version: number; readonly value: T } | undefined;
  let checkedAtMs = 0;
  let watchUntilMs = 0;
  let loading: Promise<T> | undefined;
  const refresh = async (): Promise<T> => {
    const version = await readVersion(deps.store.db, name);
    checkedAtMs = performance.now();
    if (current === undefined || current.version !== version) current = { version, value: await load() };
    return current.value;
  };
  return {
    async get() {
      const nowMs = performance.now();
      const fresh = nowMs >= watchUntilMs && nowMs - checkedAtMs < CHECK_EVERY_MS;
      if (current !== undefined && fresh) return current.value;
      loading ??= refresh().finally(() => (loading = undefined));
      return loading;
    },
    async touch(trx) {
      // The transaction commits at a moment that we do not see: look at the version each time for a while.
      watchUntilMs = performance.now() + CHECK_EVERY_MS;
      await bumpVersion(trx, name, new Date(deps.clock.now()));
    },
  };
}

import type { Clock } from '@gridward/core';
import type { Database, Store } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';
import { bumpVersion, readVersion } from './snapshot.repository.ts';

/** How long a process may serve an old picture of reference data after another process changed it. */
const CHECK_EVERY_MS = 2_000;

/**
 * A picture of reference data (areas, units, categories, …) that fits in memory, shared by all requests of this process. A write bumps
 * the version in its own transaction; every process looks at the version at most every two seconds and loads anew when it moved.
 */
export interface Snapshot<T> {
  /** Inside a transaction pass it: a second connection could wait for the first, and only so are its own changes seen. */
  get(trx?: Transaction<Database>): Promise<T>;
  /** Call inside the transaction that changes the data. */
  touch(trx: Transaction<Database>): Promise<void>;
}

interface Picture<T> {
  readonly version: number;
  readonly value: T;
}

export function createSnapshot<T>(
  name: string,
  deps: { readonly store: Store; readonly clock: Clock },
  load: (db: Kysely<Database>) => Promise<T>,
): Snapshot<T> {
  let current: Picture<T> | undefined;
  let checkedAtMs = 0;
  let watchUntilMs = 0;
  let loading: Promise<Picture<T>> | undefined;
  /** Transactions that changed the data, with what they alone see. */
  const changing = new WeakMap<Transaction<Database>, Picture<T> | 'unread'>();
  const read = async (db: Kysely<Database>, known: Picture<T> | undefined): Promise<Picture<T>> => {
    const version = await readVersion(db, name);
    return known?.version === version ? known : { version, value: await load(db) };
  };
  const refresh = async (db: Kysely<Database>): Promise<Picture<T>> => {
    const picture = await read(db, current);
    checkedAtMs = performance.now();
    return (current = picture);
  };
  const readOwn = async (trx: Transaction<Database>, own: Picture<T> | 'unread'): Promise<T> => {
    const picture = await read(trx, own === 'unread' ? undefined : own);
    changing.set(trx, picture);
    return picture.value;
  };
  return {
    async get(trx) {
      const own = trx === undefined ? undefined : changing.get(trx);
      if (trx !== undefined && own !== undefined) return readOwn(trx, own);
      const nowMs = performance.now();
      const fresh = nowMs >= watchUntilMs && nowMs - checkedAtMs < CHECK_EVERY_MS;
      if (current !== undefined && fresh) return current.value;
      if (trx !== undefined) return (await refresh(trx)).value;
      loading ??= refresh(deps.store.db).finally(() => (loading = undefined));
      return (await loading).value;
    },
    async touch(trx) {
      // The transaction commits at a moment that we do not see: look at the version each time for a while.
      watchUntilMs = performance.now() + CHECK_EVERY_MS;
      changing.set(trx, changing.get(trx) ?? 'unread');
      await bumpVersion(trx, name, new Date(deps.clock.now()));
    },
  };
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely } from 'kysely';
import { namesOfAccounts } from './posts.repository.ts';

interface Known {
  readonly personId: Uuid;
  readonly name: string;
  readonly readAtMs: number;
}

/** Names change rarely, and an old one does no harm for a minute. */
const KEEP_MS = 60_000;
const MOST = 20_000;

/** Names of accounts, each read once a minute at most, all missing ones in one query. */
export function createAccountNames(db: Kysely<Database>) {
  const known = new Map<Uuid, Known>();
  return async (
    accountIds: readonly Uuid[],
    trx?: Kysely<Database>,
  ): Promise<ReadonlyMap<Uuid, { readonly personId: Uuid; readonly name: string }>> => {
    const nowMs = performance.now();
    const missing = [...new Set(accountIds)].filter((id) => nowMs - (known.get(id)?.readAtMs ?? -Infinity) > KEEP_MS);
    if (known.size + missing.length > MOST) known.clear();
    if (missing.length > 0) {
      const found = await namesOfAccounts(trx ?? db, known.size === 0 ? [...new Set(accountIds)] : missing);
      for (const [id, person] of found) known.set(id, { ...person, readAtMs: nowMs });
    }
    return new Map(
      accountIds.flatMap((id) => [known.get(id)].flatMap((person) => (person === undefined ? [] : [[id, person] as const]))),
    );
  };
}

import type { Instant, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Kysely, Transaction } from 'kysely';

const PREFIX = 'import.mapping.';
/** Names are read by people: more than this nobody looks through. */
const MOST_MAPPINGS = 200;

export interface StoredMapping {
  readonly id: Uuid;
  readonly value: unknown;
  readonly version: number;
}

export async function listMappings(db: Kysely<Database>): Promise<StoredMapping[]> {
  const rows = await db
    .selectFrom('setting')
    .select(['key', 'value', 'version'])
    .where('key', '>=', PREFIX)
    .where('key', '<', `${PREFIX}~`)
    .orderBy('key')
    .limit(MOST_MAPPINGS)
    .execute();
  return rows.map(({ key, ...row }) => ({ id: key.slice(PREFIX.length), ...row }));
}

/** Version 0 makes a new one. False when the version is another by now. */
export async function saveMapping(
  trx: Transaction<Database>,
  { id, value, version }: StoredMapping,
  { at, by }: { readonly at: Instant; readonly by: Uuid | null },
): Promise<boolean> {
  const fields = { value: JSON.stringify(value), changed_at: new Date(at), changed_by: by };
  if (version === 0) {
    const inserted = await trx
      .insertInto('setting')
      .values({ key: PREFIX + id, ...fields })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await trx
    .updateTable('setting')
    .set({ ...fields, version: version + 1 })
    .where('key', '=', PREFIX + id)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function removeMapping(trx: Transaction<Database>, id: Uuid): Promise<boolean> {
  const removed = await trx
    .deleteFrom('setting')
    .where('key', '=', PREFIX + id)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

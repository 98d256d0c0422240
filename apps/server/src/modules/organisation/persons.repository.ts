import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { PersonRow } from './posts.repository.ts';

const COLUMNS = ['id', 'name', 'work_phone', 'work_email', 'number', 'version'] as const;

const toPerson = (row: {
  id: string;
  name: string;
  work_phone: string | null;
  work_email: string | null;
  number: string | null;
  version: number;
}): PersonRow => ({
  id: row.id,
  name: row.name,
  workPhone: row.work_phone,
  workEmail: row.work_email,
  number: row.number,
  version: row.version,
});

/** Persons by name, then id; `q` is part of the name or the whole staff number. */
export async function listPersons(
  db: Kysely<Database>,
  { q, after, limit }: { q: string; after: { readonly name: string; readonly id: Uuid } | undefined; limit: number },
): Promise<PersonRow[]> {
  let query = db.selectFrom('person').select(COLUMNS);
  if (q !== '')
    query = query.where((where) => where.or([where(sql<number>`position(${q} in name)`, '>', 0), where('number', '=', q)]));
  if (after !== undefined) query = query.where(sql<boolean>`(name, id) > (${after.name}, ${after.id}::uuid)`);
  return (await query.orderBy('name').orderBy('id').limit(limit).execute()).map(toPerson);
}

export async function findPerson(db: Kysely<Database>, id: Uuid): Promise<PersonRow | undefined> {
  const row = await db.selectFrom('person').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toPerson(row);
}

export type PersonPatch = Partial<Pick<PersonRow, 'name' | 'workPhone' | 'workEmail' | 'number'>>;

/** False when the version is another by now. */
export async function updatePerson(trx: Transaction<Database>, id: Uuid, version: number, patch: PersonPatch): Promise<boolean> {
  const result = await trx
    .updateTable('person')
    .set({
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.workPhone === undefined ? {} : { work_phone: patch.workPhone }),
      ...(patch.workEmail === undefined ? {} : { work_email: patch.workEmail }),
      ...(patch.number === undefined ? {} : { number: patch.number }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { listed, type CaseOrder } from '../case-list.repository.ts';
import { applyFilter, idsWithin, type CaseFilter } from '../filter/case-filter.repository.ts';

/** How many cases the list of an order holds, but no more than `atMost`. */
export async function countCases(db: Kysely<Database>, filter: CaseFilter, order: CaseOrder, atMost: number): Promise<number> {
  const within = await idsWithin(db, filter);
  const found = listed(applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, within), filter, order);
  const { count } = await db
    .selectFrom(found.limit(atMost).as('found'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

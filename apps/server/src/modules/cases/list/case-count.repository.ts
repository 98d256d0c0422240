import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { applyFilter, idsWithin, type CaseFilter } from '../filter/case-filter.repository.ts';

/** How many cases match, but no more than `atMost`; `openOnly` as lists by deadline show open cases only. */
export async function countCases(db: Kysely<Database>, filter: CaseFilter, openOnly: boolean, atMost: number): Promise<number> {
  const within = await idsWithin(db, filter);
  const matching = applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, within);
  const found = openOnly ? matching.where('ended_at', 'is', null) : matching;
  const { count } = await db
    .selectFrom(found.limit(atMost).as('found'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

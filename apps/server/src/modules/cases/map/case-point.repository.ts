import type { CaseTileLamp } from '@gridward/contract';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { applyFilter, idsWithin, isAmber, type CaseFilter } from '../filter/case-filter.repository.ts';

/** What a map shows of a case. */
export interface CasePoint {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly hazard: boolean;
  readonly lamp: CaseTileLamp;
  readonly lng: number;
  readonly lat: number;
}

/** Every case of a filter that has a position, in one query and without its words. */
export async function readCasePoints(db: Kysely<Database>, filter: CaseFilter, at: Date): Promise<CasePoint[]> {
  const lamp = sql<CaseTileLamp>`case when ended_at is not null then 'none' when clock_kind = 'deferral' then 'grey'
    when due_at < ${at} then 'red' when ${isAmber(at)} then 'amber' else 'green' end`;
  return applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, await idsWithin(db, filter))
    .clearSelect()
    .where('position', 'is not', null)
    .select(['case_file.id', 'number', 'state', 'hazard', lamp.as('lamp')])
    .select([sql<number>`position[0]`.as('lng'), sql<number>`position[1]`.as('lat')])
    .execute();
}

/** Where the journal ends: another answer means that something has happened. */
export async function journalEnd(db: Kysely<Database>): Promise<string> {
  const last = await db
    .selectFrom('case_event')
    .select(['case_id', 'seq', 'at'])
    .orderBy('at', 'desc')
    .orderBy('case_id', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? '' : `${last.case_id} ${String(last.seq)} ${last.at.toISOString()}`;
}

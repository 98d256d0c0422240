import type { CaseTileLamp } from '@gridward/contract';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import type { Sliced } from './case-cluster.policy.ts';
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

/** Lines of cases, some hundreds to a part. */
export type PointLines = readonly string[];

/**
 * Every case of a filter that has a position, in one query and without its words. As text, since a hundred thousand rows of columns would keep
 * the one thread busy for a quarter of a second before anybody else had a turn.
 */
export async function readPointLines(db: Kysely<Database>, filter: CaseFilter, at: Date): Promise<PointLines> {
  const lamp = sql<CaseTileLamp>`case when ended_at is not null then 'none' when clock_kind = 'deferral' then 'grey'
    when due_at < ${at} then 'red' when ${isAmber(at)} then 'amber' else 'green' end`;
  const lines = applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, await idsWithin(db, filter))
    .clearSelect()
    .where('position', 'is not', null)
    .select(sql<string>`concat_ws(e'\t', case_file.id, number, state, hazard, ${lamp}, position[0], position[1])`.as('line'))
    .select(sql<string>`row_number() over () / 500`.as('part'));
  const parts = await db
    .selectFrom(lines.as('point'))
    .select(sql<string>`string_agg(line, e'\n')`.as('lines'))
    .groupBy('part')
    .orderBy('part')
    .execute();
  return parts.map((part) => part.lines);
}

/** The cases of the lines that the query above writes. */
export function* pointsIn(parts: PointLines): Sliced<CasePoint[]> {
  const points: CasePoint[] = [];
  for (const part of parts) {
    for (const line of part.split('\n')) {
      const [id = '', number = '', state = '', hazard, lamp, lng, lat] = line.split('\t');
      points.push({ id, number, state, hazard: hazard === 't', lamp: lamp as CaseTileLamp, lng: Number(lng), lat: Number(lat) });
    }
    yield;
  }
  return points;
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

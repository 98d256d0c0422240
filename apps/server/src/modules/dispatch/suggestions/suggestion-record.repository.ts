import type { SuggestionReason, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

/** A dispatch that nobody judged yet. */
export interface UnjudgedDispatch {
  readonly caseId: Uuid;
  readonly seq: number;
  readonly at: Date;
  readonly unitId: Uuid;
  readonly categoryId: Uuid;
  readonly areaId: Uuid;
}

/** Cases that are still open have taught nothing yet: learning happens when a case is closed. */
export async function listUnjudged(db: Kysely<Database>, from: Date, limit: number): Promise<UnjudgedDispatch[]> {
  const result = await sql<UnjudgedDispatch>`
    select event.case_id as "caseId", event.seq, event.at, (event.facts -> 'told' ->> 'leadUnitId')::uuid as "unitId",
           file.category_id as "categoryId", file.area_id as "areaId"
      from case_event event join case_file file on file.id = event.case_id
     where event.at >= ${from} and event.verb = 'dispatch' and file.ended_at is null
       and not exists (select from suggestion_judgement judged where judged.case_id = event.case_id and judged.seq = event.seq)
     order by event.at, event.case_id, event.seq limit ${limit}`.execute(db);
  return result.rows;
}

export interface Judgement extends Pick<UnjudgedDispatch, 'caseId' | 'seq' | 'at' | 'unitId'> {
  /** 1 is first; null is not among them. */
  readonly learnedPlace: number | null;
  readonly learnedCount: number;
  readonly shownPlace: number | null;
  readonly shownReason: SuggestionReason;
}

/** Keeps judgements; one that is there already stays as it was. */
export async function insertJudgements(db: Kysely<Database>, judgements: readonly Judgement[]): Promise<void> {
  if (judgements.length === 0) return;
  await db
    .insertInto('suggestion_judgement')
    .values(
      judgements.map((judgement) => ({
        case_id: judgement.caseId,
        seq: judgement.seq,
        at: judgement.at,
        unit_id: judgement.unitId,
        learned_place: judgement.learnedPlace,
        learned_count: judgement.learnedCount,
        shown_place: judgement.shownPlace,
        shown_reason: judgement.shownReason,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface RecordRow {
  readonly judged: number;
  readonly learnedJudged: number;
  readonly learnedFirst: number;
  readonly learnedThree: number;
  readonly shownFirst: number;
  readonly shownThree: number;
  readonly since: Date | null;
}

/** Tallies of the latest dispatches. */
export async function tallyJudgements(db: Kysely<Database>, window: number): Promise<RecordRow> {
  const result = await sql<RecordRow>`
    select count(*)::integer as judged, (count(*) filter (where learned_count > 0))::integer as "learnedJudged",
           (count(*) filter (where learned_place = 1))::integer as "learnedFirst",
           (count(*) filter (where learned_place <= 3))::integer as "learnedThree",
           (count(*) filter (where shown_place = 1))::integer as "shownFirst",
           (count(*) filter (where shown_place <= 3))::integer as "shownThree", min(at) as since
      from (select * from suggestion_judgement order by at desc, case_id, seq limit ${window}) latest`.execute(db);
  const [row] = result.rows;
  if (row === undefined) throw new Error('an aggregate without a group has one row');
  return row;
}

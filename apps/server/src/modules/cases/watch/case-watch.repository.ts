import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import type { CaseRow } from '../case-row.ts';

/** A journal entry as whoever watches the journal needs it. */
export interface WatchedEntry {
  readonly caseId: Uuid;
  readonly seq: number;
  readonly at: Date;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string;
  readonly accountId: Uuid | null;
  /** Whose turn ended with this step. */
  readonly formerUnitId: Uuid | null;
  readonly hasChangedArea: boolean;
}

/** What was written to the journal at or after a moment, latest first. The index on the moment gives both. */
export async function entriesSince(db: Kysely<Database>, since: Date, limit: number): Promise<WatchedEntry[]> {
  const result = await sql<WatchedEntry>`
    select case_id as "caseId", seq, at, verb, from_state as "from", to_state as "to", account_id as "accountId",
           owner_unit_id as "formerUnitId", coalesce(facts -> 'changed' ? 'area_path', false) as "hasChangedArea"
      from case_event where at >= ${since} order by at desc, case_id desc, seq desc limit ${limit}`.execute(db);
  return result.rows;
}

export type WatchedCase = Pick<
  CaseRow,
  'id' | 'area_path' | 'owner_unit_id' | 'owner_unit_path' | 'owner_account_id' | 'lead_unit_path' | 'supporting_unit_ids'
>;

export async function loadWatched(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<WatchedCase[]> {
  if (caseIds.length === 0) return [];
  return db
    .selectFrom('case_file')
    .select(['id', 'area_path', 'owner_unit_id', 'owner_unit_path', 'owner_account_id', 'lead_unit_path', 'supporting_unit_ids'])
    .where('id', 'in', [...caseIds])
    .execute();
}

/** Where a case lay at each of its steps: the area it was reported in, then the path of each that an amendment named. */
export interface PlaceOfCase {
  readonly caseId: Uuid;
  readonly seq: number;
  readonly areaPath: string | null;
  readonly areaId: Uuid | null;
}

export async function placesOf(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<PlaceOfCase[]> {
  if (caseIds.length === 0) return [];
  const result = await sql<PlaceOfCase>`
    select case_id as "caseId", seq, facts -> 'changed' ->> 'area_path' as "areaPath",
           case when seq = 1 then facts -> 'told' ->> 'areaId' end as "areaId"
      from case_event
     where case_id = any(${`{${caseIds.join(',')}}`}::uuid[]) and (seq = 1 or facts -> 'changed' ? 'area_path')
     order by case_id, seq`.execute(db);
  return result.rows;
}

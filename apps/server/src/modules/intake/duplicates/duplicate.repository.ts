import type { Uuid } from '@gridward/core';
import type { CaseFileTable, Database } from '@gridward/db';
import { sql, type Kysely, type Selectable } from 'kysely';

export type CandidateRow = Selectable<CaseFileTable>;

export interface CandidateQuery {
  readonly areaPaths: readonly string[] | null;
  readonly unitPaths: readonly string[];
  readonly supportingIds: readonly Uuid[];
  /** West, south, east, north; `null` without a position. */
  readonly box: readonly [number, number, number, number] | null;
  /** The grid, for reports and cases without a position. */
  readonly areaId: Uuid | null;
  readonly closedSince: Date;
  readonly exceptCaseId: Uuid | null;
  readonly limit: number;
}

const list = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`;

/** Cases near in place and time that the reader may see: by the box over the index of positions, or by the grid over the index of areas. */
export async function findCandidates(db: Kysely<Database>, query: CandidateQuery): Promise<CandidateRow[]> {
  const { box, areaId, areaPaths } = query;
  const near = box === null ? sql`false` : sql`position <@ box(point(${box[0]}, ${box[1]}), point(${box[2]}, ${box[3]}))`;
  const here = areaId === null ? sql`false` : sql`(area_id = ${areaId} and ${box === null ? sql`true` : sql`position is null`})`;
  const reach =
    areaPaths === null
      ? sql`true`
      : sql`(area_path <@ ${list(areaPaths)}::ltree[] or owner_unit_path <@ ${list(query.unitPaths)}::ltree[]
          or lead_unit_path <@ ${list(query.unitPaths)}::ltree[] or supporting_unit_ids && ${list(query.supportingIds)}::uuid[])`;
  const result = await sql<CandidateRow>`
    select * from case_file
     where (${near} or ${here}) and (ended_at is null or reported_at >= ${query.closedSince}) and not historical
       and state <> all ('{merged,void,withdrawn}'::text[])
       and (${query.exceptCaseId}::uuid is null or id <> ${query.exceptCaseId}::uuid) and ${reach}
     order by reported_at desc, id desc limit ${query.limit}`.execute(db);
  return result.rows;
}

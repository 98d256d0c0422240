import type { CaseDimension, Uuid } from '@gridward/core';
import type { CaseFileTable, Database } from '@gridward/db';
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';

/** Which cases are counted or listed. `null` reach is everywhere. */
export interface CaseSelection {
  readonly reach: {
    readonly areaPaths: readonly string[];
    readonly unitPaths: readonly string[];
    readonly supportingIds: readonly Uuid[];
  } | null;
  readonly receivedFrom: Date | null;
  readonly receivedBefore: Date | null;
  readonly areaPath: string | null;
  readonly unitPath: string | null;
  readonly categoryPath: string | null;
}

/** Counts of one group; `value` is what the cases of the group have in common, as the database knows it. */
export interface GroupedCount {
  readonly value: string | null;
  /** What a past case's source says of a place that our tree says otherwise. */
  readonly origin: string | null;
  readonly received: number;
  readonly closed: number;
  readonly closedOnTime: number;
  readonly overdue: number;
}

const list = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`;

const GROUPS: Readonly<Record<CaseDimension, (timeZone: string) => RawBuilder<unknown>>> = {
  unit: () => sql`lead_unit_id::text`,
  county: () => sql`area_id::text`,
  street: () => sql`area_id::text`,
  community: () => sql`area_id::text`,
  grid: () => sql`area_id::text`,
  area: () => sql`area_id::text`,
  category: () => sql`category_id::text`,
  channel: () => sql`source_channel`,
  kind: () => sql`request_kind`,
  outcome: () =>
    sql`case when closed_on_time then 'intime' when not closed_on_time then 'overtime' when ended_at is null then 'open' end`,
  month: (timeZone) => sql`to_char(reported_at at time zone ${timeZone}, 'YYYY-MM')`,
  state: () => sql`state`,
};

/** One pass over the cases; names are put to the groups by the caller, who has them in memory. */
export async function groupCases(
  db: Kysely<Database>,
  selection: CaseSelection,
  by: { readonly dimension: CaseDimension; readonly originLevel: string | null; readonly timeZone: string; readonly now: Date },
): Promise<GroupedCount[]> {
  const origin =
    by.originLevel === null ? sql`null::text` : sql`case when historical then body -> 'origin' ->> ${by.originLevel} end`;
  const result = await sql<GroupedCount>`
    select ${GROUPS[by.dimension](by.timeZone)} as value, ${origin} as origin, count(*)::integer as received,
           (count(*) filter (where state in ('closed', 'forced_close')))::integer as closed,
           (count(*) filter (where state in ('closed', 'forced_close') and closed_on_time))::integer as "closedOnTime",
           (count(*) filter (where overdue_at is not null or (clock_kind = 'handling' and due_at < ${by.now})))::integer as overdue
      from case_file where ${matching(selection)} group by 1, 2`.execute(db);
  return result.rows;
}

export type ListedCase = Selectable<CaseFileTable>;

/** A page of cases in the order of receipt, for exports. */
export async function listSelected(
  db: Kysely<Database>,
  selection: CaseSelection,
  after: { at: Date; id: Uuid } | null,
  limit: number,
): Promise<ListedCase[]> {
  const rest = after === null ? sql`true` : sql`(reported_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const result = await sql<ListedCase>`
    select * from case_file where ${matching(selection)} and ${rest} order by reported_at, id limit ${limit}`.execute(db);
  return result.rows;
}

function matching({ reach, receivedFrom, receivedBefore, areaPath, unitPath, categoryPath }: CaseSelection): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (reach !== null) {
    conditions.push(sql`(area_path <@ ${list(reach.areaPaths)}::ltree[] or owner_unit_path <@ ${list(reach.unitPaths)}::ltree[]
      or lead_unit_path <@ ${list(reach.unitPaths)}::ltree[] or supporting_unit_ids && ${list(reach.supportingIds)}::uuid[])`);
  }
  if (receivedFrom !== null) conditions.push(sql`reported_at >= ${receivedFrom}`);
  if (receivedBefore !== null) conditions.push(sql`reported_at < ${receivedBefore}`);
  if (areaPath !== null) conditions.push(sql`area_path <@ ${areaPath}::ltree`);
  if (unitPath !== null) conditions.push(sql`lead_unit_path <@ ${unitPath}::ltree`);
  if (categoryPath !== null) conditions.push(sql`category_path <@ ${categoryPath}::ltree`);
  return sql.join(conditions, sql` and `);
}

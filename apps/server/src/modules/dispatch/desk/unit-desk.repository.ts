import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

const list = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`;

/** Open cases that these units support and whose part none of their people has reported yet, first to run out first. */
export async function listOwedParts(db: Kysely<Database>, unitIds: readonly Uuid[], limit: number): Promise<Uuid[]> {
  const result = await sql<{ id: Uuid }>`
    select id from case_file
     where ended_at is null and state in ('assigned', 'handling', 'deferred') and supporting_unit_ids && ${list(unitIds)}::uuid[]
       and exists (select from unnest(supporting_unit_ids) as supporting (id)
                    where supporting.id = any(${list(unitIds)}::uuid[])
                      and not coalesce(body -> 'core' -> 'handledUnitIds' ? supporting.id::text, false))
     order by due_at, id limit ${limit}`.execute(db);
  return result.rows.map(({ id }) => id);
}

export interface StaffLoadRow {
  readonly accountId: Uuid | null;
  readonly open: number;
  readonly dueToday: number;
  readonly overdue: number;
}

/** Who of these units has how many cases in hand; nobody stands for those that were not given to anybody. */
export async function countByStaff(
  db: Kysely<Database>,
  unitPaths: readonly string[],
  { now, endOfDay }: { readonly now: Date; readonly endOfDay: Date },
): Promise<StaffLoadRow[]> {
  const result = await sql<StaffLoadRow>`
    select owner_account_id as "accountId", count(*)::integer as open,
           (count(*) filter (where clock_kind = 'handling' and due_at >= ${now} and due_at < ${endOfDay}))::integer as "dueToday",
           (count(*) filter (where clock_kind = 'handling' and due_at < ${now}))::integer as overdue
      from case_file
     where ended_at is null and owner_duty = 'handling' and owner_unit_path <@ ${list(unitPaths)}::ltree[]
     group by owner_account_id order by 2 desc, 1`.execute(db);
  return result.rows;
}

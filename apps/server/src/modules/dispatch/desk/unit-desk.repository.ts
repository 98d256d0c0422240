import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { NOTHING_WAITS, type Waiting } from '../../cases/index.ts';

const list = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`;

/** Whose parts, and where. `null` is everywhere. */
export interface OwedParts {
  readonly unitIds: readonly Uuid[];
  readonly areaPath: string | null;
}

const below = (areaPath: string | null) => (areaPath === null ? sql`true` : sql`area_path <@ ${areaPath}::ltree`);

/** Open cases that these units support and whose part none of their people has reported yet. */
function isOwed({ unitIds, areaPath }: OwedParts) {
  return sql`ended_at is null and state in ('assigned', 'handling', 'deferred') and ${below(areaPath)}
       and supporting_unit_ids <> '{}' and supporting_unit_ids && ${list(unitIds)}::uuid[]
       and exists (select from unnest(supporting_unit_ids) as supporting (id)
                    where supporting.id = any(${list(unitIds)}::uuid[])
                      and not coalesce(body -> 'core' -> 'handledUnitIds' ? supporting.id::text, false))`;
}

/** First to run out first. */
export async function listOwedParts(db: Kysely<Database>, owed: OwedParts, limit: number): Promise<Uuid[]> {
  const result = await sql<{
    id: Uuid;
  }>`select id from case_file where ${isOwed(owed)} order by due_at, id limit ${limit}`.execute(db);
  return result.rows.map(({ id }) => id);
}

export async function countOwedParts(db: Kysely<Database>, owed: OwedParts, now: Date): Promise<Waiting> {
  const result = await sql<Waiting>`
    select count(*)::integer as count, (count(*) filter (where due_at < ${now} and clock_kind <> 'deferral'))::integer as overdue
      from case_file where ${isOwed(owed)}`.execute(db);
  return result.rows[0] ?? NOTHING_WAITS;
}

export interface StaffLoadRow {
  readonly accountId: Uuid | null;
  readonly open: number;
  readonly dueToday: number;
  readonly overdue: number;
}

/** Who of these units has how many cases in hand below an area; nobody stands for those that were not given to anybody. */
export async function countByStaff(
  db: Kysely<Database>,
  { unitPaths, areaPath }: { readonly unitPaths: readonly string[]; readonly areaPath: string | null },
  { now, endOfDay }: { readonly now: Date; readonly endOfDay: Date },
): Promise<StaffLoadRow[]> {
  const result = await sql<StaffLoadRow>`
    select owner_account_id as "accountId", count(*)::integer as open,
           (count(*) filter (where clock_kind = 'handling' and due_at >= ${now} and due_at < ${endOfDay}))::integer as "dueToday",
           (count(*) filter (where clock_kind = 'handling' and due_at < ${now}))::integer as overdue
      from case_file
     where ended_at is null and owner_duty = 'handling' and owner_unit_path <@ ${list(unitPaths)}::ltree[] and ${below(areaPath)}
     group by owner_account_id order by 2 desc, 1`.execute(db);
  return result.rows;
}

import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

/** Figures of one unit that leads cases. */
export interface LoadRow {
  readonly unitId: Uuid;
  readonly open: number;
  readonly dueToday: number;
  readonly overdue: number;
  readonly finished: number;
  readonly medianHours: number | null;
  /** Mean number of cases in hand over the window. */
  readonly usualOpen: number;
  /** Cases that the mean rests on. */
  readonly seen: number;
}

export interface LoadQuestion {
  readonly now: Date;
  readonly endOfDay: Date;
  readonly finishedFrom: Date;
  readonly usualFrom: Date;
  /** Only these units; all when left out. */
  readonly unitIds?: readonly Uuid[];
}

/**
 * One pass over the cases that a unit had in hand since the window began. Its usual load is the time that cases lay with it, divided by the
 * length of the window. Cases of before this store was run have no dispatch and count for nothing.
 */
export async function listLoads(
  db: Kysely<Database>,
  { now, endOfDay, finishedFrom, usualFrom, unitIds }: LoadQuestion,
): Promise<LoadRow[]> {
  const only = unitIds === undefined ? sql`true` : sql`lead_unit_id = any(${[...unitIds]}::uuid[])`;
  const result = await sql<LoadRow>`
    with held as (
      select lead_unit_id, dispatched_at, due_at, clock_kind, handled_at, ended_at is null and owner_duty = 'handling' as is_open,
             least(case when ended_at is null and owner_duty = 'handling' then ${now}::timestamptz
                        else coalesce(handled_at, ended_at, ${now}::timestamptz) end, ${now}::timestamptz) as until_at
        from case_file
       where lead_unit_id is not null and dispatched_at is not null and not historical and ${only}
         and (ended_at is null or ended_at >= ${usualFrom}::timestamptz)
    )
    select lead_unit_id as "unitId",
           (count(*) filter (where is_open))::integer as open,
           (count(*) filter (where is_open and clock_kind = 'handling' and due_at >= ${now} and due_at < ${endOfDay}))::integer as "dueToday",
           (count(*) filter (where is_open and clock_kind = 'handling' and due_at < ${now}))::integer as overdue,
           (count(*) filter (where not is_open and handled_at >= ${finishedFrom}))::integer as finished,
           (percentile_cont(0.5) within group (order by extract(epoch from handled_at - dispatched_at) / 3600)
             filter (where not is_open and handled_at >= ${finishedFrom}))::double precision as "medianHours",
           (sum(greatest(0, extract(epoch from until_at - greatest(dispatched_at, ${usualFrom}::timestamptz))))
             / extract(epoch from ${now}::timestamptz - ${usualFrom}::timestamptz))::double precision as "usualOpen",
           count(*)::integer as seen
      from held group by lead_unit_id order by lead_unit_id`.execute(db);
  return result.rows;
}

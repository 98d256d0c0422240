import type { Store } from '@gridward/db';
import { sql } from 'kysely';
import type { PublishedUntil } from './calendar-notice.policy.ts';

export async function readServerVersion({ db }: Pick<Store, 'db'>): Promise<string> {
  const result = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
  return result.rows[0]?.version ?? '';
}

/** Duties that the root areas must have a desk for, and have not. */
export async function listMissingDesks(
  { db }: Pick<Store, 'db'>,
  duties: readonly string[],
  now: Date,
): Promise<{ area: string; duty: string }[]> {
  const result = await sql<{ area: string; duty: string }>`
    select area.name as area, wanted.duty from area cross join unnest(${`{${duties.join(',')}}`}::text[]) as wanted (duty)
     where area.parent_id is null and (area.valid_to is null or area.valid_to > ${now})
       and not exists (select from duty_desk d where d.area_id = area.id and d.duty = wanted.duty and d.valid_from <= ${now} and (d.valid_to is null or d.valid_to > ${now}))
     order by area.name, wanted.duty`.execute(db);
  return result.rows;
}

export async function countGridsWithoutLeader(
  { db }: Pick<Store, 'db'>,
  now: Date,
): Promise<{ grids: number; withoutLeader: number }> {
  const result = await sql<{ grids: number; withoutLeader: number }>`
    select count(*)::integer as grids, (count(*) filter (where not exists (
      select from post p where p.area_id = area.id and p.team_role = 'leader' and p.valid_from <= ${now} and (p.valid_to is null or p.valid_to > ${now}))))::integer as "withoutLeader"
      from area where level = 'grid' and valid_from <= ${now} and (valid_to is null or valid_to > ${now})`.execute(db);
  return result.rows[0] ?? { grids: 0, withoutLeader: 0 };
}

export async function readPublishedUntil({ db }: Pick<Store, 'db'>): Promise<PublishedUntil | null> {
  const row = await db
    .selectFrom('work_calendar')
    .select(['published_until as until', 'time_zone as timeZone'])
    .orderBy('published_until')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Whole database, and the files that cases carry. */
export async function readSizes({
  db,
}: Pick<Store, 'db'>): Promise<{ databaseBytes: number; attachmentCount: number; attachmentBytes: number }> {
  const result = await sql<{ databaseBytes: number; attachmentCount: number; attachmentBytes: number }>`
    select pg_database_size(current_database())::bigint as "databaseBytes", count(*)::integer as "attachmentCount",
           coalesce(sum(bytes), 0)::bigint as "attachmentBytes" from attachment`.execute(db);
  return result.rows[0] ?? { databaseBytes: 0, attachmentCount: 0, attachmentBytes: 0 };
}

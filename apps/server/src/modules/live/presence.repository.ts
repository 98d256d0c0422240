import type { StaffVerb } from '@gridward/contract';
import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';

export interface PresenceRow {
  readonly caseId: Uuid;
  readonly accountId: Uuid;
  readonly doing: 'reading' | 'writing';
  readonly verb: StaffVerb | null;
}

/** Says that somebody is there, and lets go of who has not been heard of, in one statement. */
export async function keepPresence(
  db: Kysely<Database>,
  { caseId, accountId, doing, verb }: PresenceRow,
  at: Date,
  staleBefore: Date,
): Promise<void> {
  await sql`
    with stale as (
      delete from case_presence where seen_at < ${staleBefore} and not (case_id = ${caseId} and account_id = ${accountId})
    )
    insert into case_presence (case_id, account_id, doing, verb, seen_at)
    values (${caseId}, ${accountId}, ${doing}, ${verb}, ${at})
    on conflict (case_id, account_id) do update
      set doing = excluded.doing, verb = excluded.verb, seen_at = excluded.seen_at`.execute(db);
}

export async function endPresence(db: Kysely<Database>, caseId: Uuid, accountId: Uuid): Promise<void> {
  await db.deleteFrom('case_presence').where('case_id', '=', caseId).where('account_id', '=', accountId).execute();
}

/** Everybody who is on a case at the moment: as many rows as there are people at their desks. */
export async function listPresent(db: Kysely<Database>, since: Date, caseId?: Uuid): Promise<PresenceRow[]> {
  let query = db
    .selectFrom('case_presence')
    .select(['case_id as caseId', 'account_id as accountId', 'doing', 'verb'])
    .where('seen_at', '>=', since);
  if (caseId !== undefined) query = query.where('case_id', '=', caseId);
  const rows = await query.orderBy('case_id').orderBy('account_id').execute();
  return rows.map((row) => ({ ...row, verb: row.verb as StaffVerb | null }));
}

export async function deletePresence(db: Kysely<Database>, before: Date): Promise<number> {
  const done = await db.deleteFrom('case_presence').where('seen_at', '<', before).executeTakeFirst();
  return Number(done.numDeletedRows);
}

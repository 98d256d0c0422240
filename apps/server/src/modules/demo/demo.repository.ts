import { grants, type Database, type Store } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';

// The one place that looks at every table at once: a demonstration is put in and taken out as a whole.

const MARK = 'demonstration';
/** What survives a reset: the schema's own record, and settings that belong to the process and not to the county. */
const KEPT_TABLES = new Set(['schema_migration', 'setting']);
const KEPT_SETTINGS = `key in ('vault.key_id', '${MARK}') or key like 'snapshot.%'`;

/** `loaded`: the store holds the demonstration county. `emptied`: a reset took it out and has not yet put it back. */
export type Mark = 'loaded' | 'emptied';

/** Null for a store that is no demonstration. */
export async function findMark(db: Kysely<Database>): Promise<Mark | null> {
  const found = await db.selectFrom('setting').select('value').where('key', '=', MARK).executeTakeFirst();
  if (found === undefined) return null;
  return found.value === 'emptied' ? 'emptied' : 'loaded';
}

export async function saveMark(trx: Transaction<Database>, mark: Mark, at: Date): Promise<void> {
  const fields = { value: JSON.stringify(mark), changed_at: at };
  await trx
    .insertInto('setting')
    .values({ key: MARK, ...fields })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(fields))
    .execute();
}

/** One loading at a time, also between processes; released when the transaction ends. */
export async function lockDemonstration(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('gridward demonstration'))`.execute(trx);
}

/** Has nobody put anything of their own into this store? */
export async function isEmptyStore(trx: Kysely<Database>): Promise<boolean> {
  const found = await sql<{ used: boolean }>`
    select exists (select from area) or exists (select from unit) or exists (select from case_file) or exists (select from account) as used`.execute(
    trx,
  );
  return found.rows[0]?.used === false;
}

/**
 * Removes every row of the jurisdiction, in one transaction of the owner, since journals are append-only for the application. Snapshot
 * versions go up, so that no process keeps what it remembers; the mark
 * stays, so that a reset that is cut off is finished by the next start.
 */
export async function emptyStore(store: Store): Promise<void> {
  const tables = Object.keys(grants).filter((table) => !KEPT_TABLES.has(table));
  const client = await store.owner.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('gridward demonstration'))`);
    await client.query(`truncate ${tables.join(', ')} restart identity`);
    await client.query('alter sequence case_number_seq restart');
    await client.query(`delete from setting where not (${KEPT_SETTINGS})`);
    await client.query(`update setting set version = version + 1 where key like 'snapshot.%'`);
    await client.query(`update setting set value = '"emptied"' where key = '${MARK}'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** The last day for which holidays are published. */
export async function publishedUntil(trx: Transaction<Database>): Promise<string | undefined> {
  const found = await trx.selectFrom('work_calendar').select('published_until').executeTakeFirst();
  return found?.published_until;
}

/** Presumes coming years: the days that the law fixes by date, everything else as plain weeks. */
export async function presumeCalendar(
  trx: Transaction<Database>,
  until: string,
  holidays: readonly { readonly day: string; readonly nameZh: string }[],
): Promise<void> {
  const calendar = await trx.selectFrom('work_calendar').select('id').executeTakeFirstOrThrow();
  await trx
    .updateTable('work_calendar')
    .set((row) => ({ published_until: until, version: row('version', '+', 1) }))
    .where('id', '=', calendar.id)
    .execute();
  await trx
    .insertInto('calendar_day')
    .values(
      holidays.map(({ day, nameZh }) => ({
        calendar_id: calendar.id,
        day,
        kind: 'holiday' as const,
        name_zh: nameZh,
        name_en: 'presumed for the demonstration',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface Counts {
  readonly areas: number;
  readonly units: number;
  readonly cases: number;
}

export async function countAll(db: Kysely<Database>): Promise<Counts> {
  const found = await sql<Counts>`
    select (select count(*)::integer from area) as areas, (select count(*)::integer from unit) as units,
           (select count(*)::integer from case_file) as cases`.execute(db);
  return found.rows[0] ?? { areas: 0, units: 0, cases: 0 };
}

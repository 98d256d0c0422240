import type { ClockKind, CounterCondition, JournalVerb, MeasuredGroup, Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import { marksOf, measuredRows, meetsSql, type MeasuredFilter } from './measured.repository.ts';

// Figures are made from the journal and from cases, which belong to the cases module; accounts and posts are only read here, to see whom
// a reader's permission covers. Nothing is written.

/** Columns by which rows may be made. */
export type GroupColumn = 'area_id' | 'unit_id' | 'category_id' | 'channel' | 'account_id' | 'post_id';

export interface KeyedGroup extends MeasuredGroup {
  readonly key: string | null;
}

interface MeasuredRow {
  readonly verb: string;
  readonly step: string | null;
  readonly on_time: boolean | null;
}

/** One pass over the journal of the period: how often each kind of entry occurs for each key. What it means is the domain's to say. */
export async function countMeasured(
  db: Kysely<Database>,
  filter: MeasuredFilter,
  column: GroupColumn | null,
  verbs: readonly (JournalVerb | 'open')[],
): Promise<KeyedGroup[]> {
  const key = column === null ? sql`null::text` : sql`${sql.ref(column)}::text`;
  const result = await sql<MeasuredRow & { key: string | null; mask: number; count: number }>`
    select ${key} as key, verb, step, on_time, mask, count(*)::integer as count
      from (${measuredRows(filter, verbs)}) counted group by 1, 2, 3, 4, 5`.execute(db);
  return result.rows.map(({ key: of, mask, count, ...row }) => ({
    key: of,
    count,
    measured: { ...toMeasured(row), marks: marksOf(mask) },
  }));
}

const toMeasured = ({ verb, step, on_time }: MeasuredRow) => ({
  // Written by the case machine and by the import of past cases, and by nothing else.
  verb: verb as JournalVerb | 'open',
  step: step as ClockKind | null,
  onTime: on_time,
});

/** What a figure counts: any of `counted`, none of `without`. */
export interface CountedThings {
  readonly counted: readonly CounterCondition[];
  readonly without: readonly CounterCondition[];
  readonly withPast: boolean;
}

export interface CountedKey {
  readonly at: Date;
  readonly caseId: Uuid;
  readonly seq: number;
}

export interface CountedRow extends CountedKey {
  readonly verb: string;
  readonly step: string | null;
  readonly onTime: boolean | null;
}

/** A page of what a figure counts, the latest first, and one row more when there is another page. */
export async function listCounted(
  db: Kysely<Database>,
  filter: MeasuredFilter,
  things: CountedThings,
  after: CountedKey | null,
  limit: number,
): Promise<CountedRow[]> {
  const known = things.withPast
    ? things.counted
    : things.counted.map((condition) => ({
        ...condition,
        verbs: condition.verbs.filter((verb) => verb !== 'import_historical'),
      }));
  const counted = known.filter(({ verbs }) => verbs.length > 0);
  if (counted.length === 0) return [];
  const any = sql.join(counted.map(meetsSql), sql` or `);
  const none = things.without.length === 0 ? sql`` : sql` and not (${sql.join(things.without.map(meetsSql), sql` or `)})`;
  const rest =
    after === null
      ? sql``
      : sql` and (at, case_id, seq) < (${after.at}::timestamptz, ${after.caseId}::uuid, ${after.seq}::integer)`;
  const verbs = [...new Set(counted.flatMap((condition) => condition.verbs))];
  const result = await sql<CountedRow>`
    select at, case_id as "caseId", seq, verb, step, on_time as "onTime" from (${measuredRows(filter, verbs)}) listed
     where (${any})${none}${rest} order by at desc, case_id desc, seq desc limit ${limit + 1}`.execute(db);
  return result.rows;
}

/** Where somebody has, or had in the period, a post. */
export interface PostPlace {
  readonly accountId: Uuid | null;
  readonly postId: Uuid;
  readonly areaPath: string | null;
  readonly unitPath: string | null;
}

/** Places of posts held in the period, of these accounts or of these posts. */
export async function listPostPlaces(
  db: Kysely<Database>,
  of: { readonly accountIds: readonly Uuid[]; readonly postIds: readonly Uuid[] },
  period: { readonly from: Date; readonly before: Date },
): Promise<PostPlace[]> {
  if (of.accountIds.length === 0 && of.postIds.length === 0) return [];
  return db
    .selectFrom('post')
    .leftJoin('account', 'account.person_id', 'post.person_id')
    .leftJoin('unit', 'unit.id', 'post.unit_id')
    .leftJoin('area', 'area.id', 'post.area_id')
    .select(['account.id as accountId', 'post.id as postId', 'area.path as areaPath', 'unit.path as unitPath'])
    .where((eb) =>
      eb.or([
        eb('account.id', '=', eb.fn.any(eb.val([...of.accountIds]))),
        eb('post.id', '=', eb.fn.any(eb.val([...of.postIds]))),
      ]),
    )
    .where('post.valid_from', '<', period.before)
    .where((eb) => eb.or([eb('post.valid_to', 'is', null), eb('post.valid_to', '>', period.from)]))
    .orderBy('post.id')
    .orderBy('account.id')
    .execute();
}

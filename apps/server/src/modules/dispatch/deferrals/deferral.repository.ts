import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import { NOTHING_WAITS, withinPlace, type PlaceReach, type Waiting } from '../../cases/index.ts';

/** A deferred case as the ledger lists it. */
export interface DeferralRow {
  readonly caseId: Uuid;
  readonly reason: string;
  readonly exitCondition: string;
  readonly untilAt: Date;
  readonly grantedAt: Date;
  readonly grantedBy: Uuid | null;
  readonly grantedReason: string;
  readonly nextReviewAt: Date;
  /** Whether the reader rules where the case lies. */
  readonly mayReview: boolean;
}

interface LedgerReach {
  readonly seen: PlaceReach;
  /** Where the reader may review; nothing where nowhere. */
  readonly reviewed: PlaceReach | null;
  readonly reviewEveryMs: number;
}

export interface DeferralQuestion extends LedgerReach {
  readonly after: { readonly at: Date; readonly id: Uuid } | null;
  readonly limit: number;
}

/** When somebody must look again: the first look is due a period after the grant, none after the end. */
const nextReviewAt = (reviewEveryMs: number) =>
  sql`least(due_at, coalesce(review.next_review_at, granted.at + ${reviewEveryMs} * interval '1 millisecond'))`;

const GRANTED = sql`join lateral (select at, account_id, facts -> 'told' as told from case_event
                       where case_id = case_file.id and verb = 'rule_deferral' order by seq desc limit 1) granted on true`;
const REVIEWED = sql`left join lateral (select next_review_at from deferral_review
                            where case_id = case_file.id and reviewed_at >= granted.at order by reviewed_at desc, id desc limit 1) review on true`;

/** Deferred cases by the day on which somebody must look again. */
export async function listDeferred(
  db: Kysely<Database>,
  { seen, reviewed, after, limit, reviewEveryMs }: DeferralQuestion,
): Promise<DeferralRow[]> {
  const rest = after === null ? sql`true` : sql`("nextReviewAt", "caseId") > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const result = await sql<DeferralRow>`
    select * from (
      select case_file.id as "caseId", coalesce(asked.told ->> 'reason', '') as reason,
             coalesce(asked.told ->> 'exitCondition', '') as "exitCondition", due_at as "untilAt", granted.at as "grantedAt",
             granted.account_id as "grantedBy", coalesce(granted.told ->> 'reason', '') as "grantedReason",
             ${nextReviewAt(reviewEveryMs)} as "nextReviewAt", ${mayReview(reviewed)} as "mayReview"
        from case_file ${GRANTED}
        left join lateral (select facts -> 'told' as told from case_event
                            where case_id = case_file.id and verb = 'request_deferral' order by seq desc limit 1) asked on true
        ${REVIEWED}
       where state = 'deferred' and ended_at is null and ${withinPlace(seen)}
    ) ledger where ${rest} order by "nextReviewAt", "caseId" limit ${limit}`.execute(db);
  return result.rows;
}

const mayReview = (reviewed: PlaceReach | null) =>
  reviewed === null ? sql`false` : sql`coalesce(${withinPlace(reviewed)}, false)`;

/** Reviews that are due and the reader's to make. */
export async function countDueReviews(
  db: Kysely<Database>,
  { seen, reviewed, reviewEveryMs }: LedgerReach,
  now: Date,
): Promise<Waiting> {
  const result = await sql<Waiting>`
    select count(*)::integer as count, count(*)::integer as overdue from case_file ${GRANTED} ${REVIEWED}
     where state = 'deferred' and ended_at is null and ${withinPlace(seen)} and ${mayReview(reviewed)}
       and ${nextReviewAt(reviewEveryMs)} < ${now}`.execute(db);
  return result.rows[0] ?? NOTHING_WAITS;
}

export interface ReviewRow {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly at: Date;
  readonly accountId: Uuid | null;
  readonly finding: string;
  readonly conditionMet: boolean;
}

/** Reviews of these cases, the newest first. */
export async function listReviews(db: Kysely<Database>, caseIds: readonly Uuid[]): Promise<ReviewRow[]> {
  if (caseIds.length === 0) return [];
  const rows = await db
    .selectFrom('deferral_review')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .orderBy('reviewed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    at: row.reviewed_at,
    accountId: row.reviewed_by,
    finding: row.finding,
    conditionMet: row.condition_met,
  }));
}

export async function insertReview(
  trx: Transaction<Database>,
  review: ReviewRow & { readonly nextReviewAt: Date },
): Promise<void> {
  await trx
    .insertInto('deferral_review')
    .values({
      id: review.id,
      case_id: review.caseId,
      reviewed_at: review.at,
      reviewed_by: review.accountId,
      finding: review.finding,
      condition_met: review.conditionMet,
      next_review_at: review.nextReviewAt,
    })
    .execute();
}

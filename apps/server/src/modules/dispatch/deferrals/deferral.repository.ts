import type { Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import { withinReach, type ReachFilter } from '../../cases/index.ts';

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
}

export interface DeferralQuestion {
  readonly reach: ReachFilter | null;
  readonly after: { readonly at: Date; readonly id: Uuid } | null;
  readonly limit: number;
  readonly reviewEveryMs: number;
  /** Only this case. */
  readonly caseId?: Uuid;
}

/** Deferred cases by the day on which somebody must look again; the first look is due a period after the grant, none after the end. */
export async function listDeferred(
  db: Kysely<Database>,
  { reach, after, limit, reviewEveryMs, caseId }: DeferralQuestion,
): Promise<DeferralRow[]> {
  const seen = reach === null ? sql`true` : withinReach(reach);
  const one = caseId === undefined ? sql`true` : sql`case_file.id = ${caseId}`;
  const rest = after === null ? sql`true` : sql`("nextReviewAt", "caseId") > (${after.at}::timestamptz, ${after.id}::uuid)`;
  const result = await sql<DeferralRow>`
    select * from (
      select case_file.id as "caseId", coalesce(asked.told ->> 'reason', '') as reason,
             coalesce(asked.told ->> 'exitCondition', '') as "exitCondition", due_at as "untilAt", granted.at as "grantedAt",
             granted.account_id as "grantedBy", coalesce(granted.told ->> 'reason', '') as "grantedReason",
             least(due_at, coalesce(review.next_review_at, granted.at + ${reviewEveryMs} * interval '1 millisecond')) as "nextReviewAt"
        from case_file
        join lateral (select at, account_id, facts -> 'told' as told from case_event
                       where case_id = case_file.id and verb = 'rule_deferral' order by seq desc limit 1) granted on true
        left join lateral (select facts -> 'told' as told from case_event
                            where case_id = case_file.id and verb = 'request_deferral' order by seq desc limit 1) asked on true
        left join lateral (select next_review_at from deferral_review
                            where case_id = case_file.id and reviewed_at >= granted.at order by reviewed_at desc, id desc limit 1) review on true
       where state = 'deferred' and ended_at is null and ${seen} and ${one}
    ) ledger where ${rest} order by "nextReviewAt", "caseId" limit ${limit}`.execute(db);
  return result.rows;
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

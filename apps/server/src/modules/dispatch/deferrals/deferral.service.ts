import { invalidField, problem, type dispatchRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { DAY_MS, err, groupBy, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../../http/actor.ts';
import type { Call } from '../../../http/host.ts';
import type { Platform } from '../../../platform/deps.ts';
import { NOTHING_WAITS, NOWHERE, placeReach, screened, type Waiting } from '../../cases/index.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import { countDueReviews, insertReview, listDeferred, listReviews } from './deferral.repository.ts';

type Query = RouteInput<(typeof dispatchRoutes)['listDeferrals']>['query'];
type Reply = RouteReply<(typeof dispatchRoutes)['listDeferrals']>;
type Review = RouteInput<(typeof dispatchRoutes)['reviewDeferral']>['body'];

/** Nothing may lie deferred for longer than this without somebody looking at it. */
const REVIEW_EVERY_MS = 30 * DAY_MS;

const invalid = (pointer: string, message: string) => err(invalidField(pointer, message));

export function createDeferrals({ store, clock, ids }: Platform, doors: DispatchDoors) {
  async function list(query: Query, actor: Actor): Promise<Result<Reply, Problem>> {
    const after = query.cursor === undefined ? null : cursorFrom(query.cursor);
    if (after === undefined) return invalid('/query/cursor', 'unknown cursor');
    const reach = await ledgerReach(actor, query.areaId);
    if (reach === null) return ok({ items: [], nextCursor: null });
    const rows = await listDeferred(store.db, { ...reach, after, limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const caseIds = page.map(({ caseId }) => caseId);
    const [cases, reviews] = await Promise.all([doors.cases.reader.byIds(caseIds, actor), listReviews(store.db, caseIds)]);
    const people = await doors.units.namesOf([
      ...new Set([...page.flatMap(({ grantedBy }) => grantedBy ?? []), ...reviews.flatMap(({ accountId }) => accountId ?? [])]),
    ]);
    const person = (id: Uuid | null) => (id === null ? null : { id, name: people.get(id) ?? '' });
    const byCase = groupBy(reviews, ({ caseId }) => caseId);
    const items = page.flatMap((row) => {
      const summary = cases.get(row.caseId);
      if (summary === undefined) return [];
      return {
        case: summary,
        reason: row.reason,
        exitCondition: row.exitCondition,
        untilAt: row.untilAt.toISOString(),
        grantedAt: row.grantedAt.toISOString(),
        grantedBy: person(row.grantedBy),
        grantedReason: row.grantedReason,
        nextReviewAt: row.nextReviewAt.toISOString(),
        reviewOverdue: row.nextReviewAt.getTime() < clock.now(),
        reviews: (byCase.get(row.caseId) ?? []).map((review) => ({
          id: review.id,
          at: review.at.toISOString(),
          person: person(review.accountId),
          finding: review.finding,
          conditionMet: review.conditionMet,
        })),
        mayReview: row.mayReview,
      };
    });
    const last = page.at(-1);
    return ok({
      items,
      nextCursor: rows.length > query.limit && last !== undefined ? `${last.nextReviewAt.toISOString()} ${last.caseId}` : null,
    });
  }

  /** What somebody sees of the ledger, and where they rule, so that the review is theirs. */
  async function ledgerReach(actor: Actor, areaId: Uuid | undefined) {
    const pictures = await doors.cases.pictures();
    const seen = placeReach(actor, pictures, areaId);
    const reviewed = placeReach(actor, pictures, areaId, 'case.rule');
    if (seen === NOWHERE) return null;
    return { seen, reviewed: reviewed === NOWHERE ? null : reviewed, reviewEveryMs: REVIEW_EVERY_MS };
  }

  async function due(actor: Actor, areaId: Uuid | undefined): Promise<Waiting> {
    const reach = await ledgerReach(actor, areaId);
    return reach === null || reach.reviewed === null ? NOTHING_WAITS : countDueReviews(store.db, reach, new Date(clock.now()));
  }

  async function review(
    caseId: Uuid,
    { finding, conditionMet, nextInDays }: Review,
    call: Call,
    trx: Transaction<Database>,
  ): Promise<Result<{ id: Uuid }, Problem>> {
    const pictures = await doors.cases.pictures(trx);
    const found = await doors.cases.reader.find(caseId, call.actor, pictures, trx);
    if (!found.ok) return found;
    if (!doors.cases.mayOn(call.actor, 'case.rule', found.value.row, pictures)) return err(problem('not_found'));
    if (found.value.core.state !== 'deferred') return err(problem('wrong_state'));
    const at = clock.now();
    const id = ids.next();
    const accountId = call.actor.accountId;
    await insertReview(trx, {
      id,
      caseId,
      at: new Date(at),
      accountId,
      finding: screened(finding).text,
      conditionMet,
      nextReviewAt: new Date(at + nextInDays * DAY_MS),
    });
    return ok({ id });
  }

  return { list, due, review };
}

function cursorFrom(text: string): { at: Date; id: Uuid } | undefined {
  const [moment = '', id = ''] = text.split(' ');
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id) ? undefined : { at, id };
}

import { COUNTED_AT_MOST, type caseListRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import { ok, type Result } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { takePictures } from '../case-context.service.ts';
import type { CaseDoors } from '../case-doors.ts';
import { toFilter } from '../filter/case-filter.policy.ts';
import { countCases } from './case-count.repository.ts';

type Query = RouteInput<typeof caseListRoutes.countCaseList>['query'];
type Count = RouteReply<typeof caseListRoutes.countCaseList>;

/** How long a list is, without reading it. */
export function createCaseCount({ store, clock }: Platform, doors: CaseDoors) {
  return async function count(query: Query, actor: Actor): Promise<Result<Count, Problem>> {
    const filter = toFilter(query, actor, await takePictures(doors), clock.now());
    if (filter === null) return ok({ count: 0, capped: false });
    const found = await countCases(store.db, filter, query.order, COUNTED_AT_MOST + 1);
    return ok({ count: Math.min(found, COUNTED_AT_MOST), capped: found > COUNTED_AT_MOST });
  };
}

import type { caseListRoutes, Problem, RouteReply } from '@gridward/contract';
import { allowedVerbs, ok, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { caseActor, mayOn, maySupervise, targetOf } from '../case-actor.policy.ts';
import { contextAt, takePictures } from '../case-context.service.ts';
import type { CaseDoors } from '../case-doors.ts';
import { loadCases } from '../case-read.repository.ts';
import { toLoaded } from '../case.mapper.ts';

type Verbs = RouteReply<typeof caseListRoutes.listCaseVerbs>;

/** What the machine allows with each of several cases: one read of the cases, and the rest is reckoned in memory. */
export function createCaseVerbs({ store, clock }: Platform, doors: CaseDoors) {
  return async function verbsOf(caseIds: readonly Uuid[], actor: Actor): Promise<Result<Verbs, Problem>> {
    const [pictures, rows] = await Promise.all([takePictures(doors), loadCases(store.db, [...new Set(caseIds)])]);
    const now = clock.now();
    const items = rows.flatMap((row) => {
      const target = targetOf(row, pictures.units);
      if (!mayOn(actor, 'case.read', target)) return [];
      const { core } = toLoaded(row);
      const verbs = allowedVerbs(core, caseActor(actor, target), contextAt(pictures, row.area_path, core, now));
      return [{ id: row.id, version: core.version, allowedVerbs: [...verbs], maySupervise: maySupervise(actor, core, target) }];
    });
    return ok({ items });
  };
}

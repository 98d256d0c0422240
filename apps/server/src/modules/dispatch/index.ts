import { dispatchRoutes } from '@gridward/contract';
import { ok } from '@gridward/core';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import type { OtherWaits } from '../cases/index.ts';
import { createDeferrals } from './deferrals/deferral.service.ts';
import type { DispatchDoors } from './dispatch-doors.ts';
import { createDispatchGroups } from './suggestions/dispatch-groups.service.ts';
import { createRulingBriefs } from './rulings/ruling-brief.service.ts';
import { createSuggestionRecord } from './suggestions/suggestion-record.service.ts';
import { createUnitDesk } from './desk/unit-desk.service.ts';
import { createUnitLoads } from './loads/unit-load.service.ts';

export type { DispatchDoors } from './dispatch-doors.ts';

/** The door of the dispatch module: what a dispatcher and a unit see before they act. Cases move through the cases module only. */
export interface Dispatch {
  /** Judges the suggestions by what was dispatched since the last time. Tells how many. */
  judgeSuggestions(): Promise<number>;
  /** Reviews of deferred cases that are due and somebody's to make. */
  readonly dueReviews: OtherWaits['deferralReviews'];
  /** Parts that somebody's units owe to cases of others. */
  readonly owedParts: OtherWaits['owedParts'];
  routes(host: Host): void;
}

export function createDispatch(platform: Platform, doors: DispatchDoors): Dispatch {
  const loads = createUnitLoads(platform, doors);
  const record = createSuggestionRecord(platform, doors);
  const groups = createDispatchGroups(platform, doors);
  const briefs = createRulingBriefs(platform, doors, loads);
  const deferrals = createDeferrals(platform, doors);
  const unitDesk = createUnitDesk(platform, doors);
  return {
    judgeSuggestions: record.judgeNew,
    dueReviews: deferrals.due,
    owedParts: unitDesk.owedParts,
    routes(host) {
      host.serve(dispatchRoutes.listUnitLoads, async (_input, { actor }) => ok({ items: await loads.list(actor) }));
      host.serve(dispatchRoutes.getSuggestionRecord, async (_input, { actor }) => ok(await record.read(actor)));
      host.serve(dispatchRoutes.listDispatchGroups, async ({ query }, { actor }) => ok(await groups(actor, query.areaId)));
      host.serve(dispatchRoutes.getRulingBrief, ({ params }, { actor }) => briefs.brief(params.caseId, actor));
      host.serve(dispatchRoutes.listDeferrals, ({ query }, { actor }) => deferrals.list(query, actor));
      host.write(dispatchRoutes.reviewDeferral, ({ params, body }, call, trx) =>
        deferrals.review(params.caseId, body, call, trx),
      );
      host.serve(dispatchRoutes.getUnitDesk, async ({ query }, { actor }) => ok(await unitDesk.desk(actor, query.areaId)));
    },
  };
}

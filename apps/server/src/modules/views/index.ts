import { viewRoutes } from '@gridward/contract';
import type { Host } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { createViews } from './views.service.ts';
import type { ViewsDoors } from './views-doors.ts';

export type { ViewsDoors } from './views-doors.ts';

/** The door of the views module: saved and shared views of the case list. */
export interface Views {
  routes(host: Host): void;
}

export function createCaseViews(platform: Platform, doors: ViewsDoors): Views {
  const views = createViews(platform, doors);
  return {
    routes(host) {
      host.serve(viewRoutes.listCaseViews, (_input, call) => views.list(call.actor));
      host.write(viewRoutes.createCaseView, ({ body }, call, trx) => views.create(body, call.actor, trx));
      host.write(viewRoutes.changeCaseView, ({ params, body }, call, trx) => views.change(params.viewId, body, call.actor, trx));
      host.write(viewRoutes.deleteCaseView, ({ params, query }, call, trx) =>
        views.remove(params.viewId, query.version, call.actor, trx),
      );
      host.write(viewRoutes.restoreCaseView, ({ params }, call, trx) => views.restore(params.viewId, call.actor, trx));
      host.write(viewRoutes.chooseCaseColumns, ({ params: { view }, body: { columns } }, call, trx) =>
        views.choose(call.actor, trx, (before) => {
          const { [view]: _replaced, ...others } = before.columns;
          return { ...before, columns: columns === null ? others : { ...others, [view]: columns } };
        }),
      );
      host.write(viewRoutes.chooseDefaultView, ({ body }, call, trx) =>
        views.choose(call.actor, trx, (before) => ({ ...before, defaultViewId: body.viewId })),
      );
    },
  };
}

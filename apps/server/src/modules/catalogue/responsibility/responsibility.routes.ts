import { catalogueRoutes, problem, type RouteInput } from '@gridward/contract';
import { err, ok, type ResponsibilityRow } from '@gridward/core';
import type { Host } from '../../../http/host.ts';
import type { CatalogueDeps } from '../catalogue-deps.ts';
import { createViews } from './responsibility-view.mapper.ts';
import { createRow, endRow, findConflicts, replaceRow } from './responsibility.service.ts';
import { suggestFor } from './suggestion.service.ts';

type Filter = RouteInput<typeof catalogueRoutes.listResponsibilities>['query'];

export function serveResponsibilities(host: Host, deps: CatalogueDeps): void {
  host.serve(catalogueRoutes.listResponsibilities, async ({ query }) => {
    const rows = await pageOf(query, deps);
    const views = await createViews(deps);
    const items = rows.slice(0, query.limit);
    return ok({
      items: items.map((row) => views.row(row)),
      nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null,
    });
  });
  host.write(catalogueRoutes.createResponsibility, async ({ body }, call, trx) => {
    const outcome = await createRow(body, call, trx, deps);
    return outcome.ok ? ok((await createViews(deps, trx)).row(outcome.value)) : outcome;
  });
  host.write(catalogueRoutes.replaceResponsibility, async ({ params, body }, call, trx) => {
    const outcome = await replaceRow(params.rowId, body, call, trx, deps);
    return outcome.ok ? ok((await createViews(deps, trx)).row(outcome.value)) : outcome;
  });
  host.write(catalogueRoutes.endResponsibility, async ({ params, body }, call, trx) => {
    const outcome = await endRow(params.rowId, body, call, trx, deps);
    return outcome.ok ? ok((await createViews(deps, trx)).row(outcome.value)) : outcome;
  });
  host.serve(catalogueRoutes.checkResponsibilities, async () => {
    const [{ findings, matters }, views] = [await findConflicts(deps), await createViews(deps)];
    const uncovered = findings.filter(({ kind }) => kind === 'uncovered').length;
    return ok({ items: findings.map((finding) => views.finding(finding)), matters, mattersCovered: matters - uncovered });
  });
  host.serve(catalogueRoutes.suggestUnits, async ({ query }) => {
    const [picture, areas] = [await deps.catalogue.picture(), await deps.areas.tree()];
    if (picture.category(query.categoryId) === undefined) return err(problem('category_unknown'));
    if (areas.byId(query.areaId) === undefined) return err(problem('not_found'));
    const found = await suggestFor({ ...query, at: deps.platform.clock.now() }, deps);
    const views = await createViews(deps);
    return ok({ items: found.map((suggestion) => views.suggestion(suggestion)) });
  });
}

/** One row more than the page holds, so that the caller sees whether there is a next one. */
async function pageOf(filter: Filter, { catalogue, responsibilities }: CatalogueDeps): Promise<readonly ResponsibilityRow[]> {
  const picture = await catalogue.picture();
  const within = filter.categoryId === undefined ? undefined : new Set(picture.subtreeIds(filter.categoryId));
  const fits = (row: ResponsibilityRow): boolean =>
    (filter.ended || row.validTo === null || row.validTo > picture.on) &&
    (within === undefined || within.has(row.categoryId)) &&
    (filter.areaId === undefined || row.areaId === filter.areaId) &&
    (filter.origin === undefined || row.origin === filter.origin) &&
    (filter.unitId === undefined || [row.leadUnitId, row.componentOwnerId, ...row.supportingUnitIds].includes(filter.unitId)) &&
    (filter.cursor === undefined || row.id > filter.cursor);
  const { rows } = await responsibilities.list();
  return rows.filter(fits).slice(0, filter.limit + 1);
}

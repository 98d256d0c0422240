import { catalogueRoutes, problem, type Problem } from '@gridward/contract';
import { err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Host } from '../../http/host.ts';
import type { CatalogueDeps } from './catalogue-deps.ts';
import { showCategory, showCategoryRef, showDetail } from './catalogue-view.mapper.ts';
import { addRow, changeCategory, createCategory, replaceRow, retireCategory, retireRow } from './catalogue.service.ts';
import { createViews } from './responsibility/responsibility-view.mapper.ts';

export function serveCategories(host: Host, deps: CatalogueDeps): void {
  const detail = async (id: Uuid, trx?: Transaction<Database>) => {
    const picture = await deps.catalogue.picture(trx);
    const entry = picture.category(id);
    if (entry === undefined) return err(problem('not_found'));
    const [views, list] = [await createViews(deps, trx), await deps.responsibilities.list(trx)];
    const responsibilities = picture
      .trail(id)
      .toReversed()
      .flatMap((above) => list.rowsOf(above.id).map((row) => views.row(row)));
    return ok({ ...showDetail(entry, picture), responsibilities });
  };
  const shown = async (outcome: Result<Uuid, Problem>, trx: Transaction<Database>) =>
    outcome.ok ? detail(outcome.value, trx) : outcome;

  host.serve(catalogueRoutes.listCodeSystems, async () => {
    const { systems } = await deps.catalogue.picture();
    return ok({
      items: systems.map(({ id, nameZh, nameEn, version, source }) => ({
        id,
        name: { zh: nameZh, en: nameEn },
        version,
        source,
      })),
    });
  });
  host.serve(catalogueRoutes.listCategories, async ({ query }) => {
    const picture = await deps.catalogue.picture();
    const items = picture
      .children(query.parentId ?? null)
      .filter(
        (entry) =>
          (query.codeSystem === undefined || entry.codeSystem === query.codeSystem) &&
          (query.kind === undefined || entry.kind === query.kind),
      );
    return ok({ items: items.map((entry) => showCategory(entry, picture)) });
  });
  host.serve(catalogueRoutes.searchCategories, async ({ query }) => {
    const picture = await deps.catalogue.picture();
    const found = picture.search(query.q, query);
    return ok({
      items: found.map((entry) => ({
        category: showCategory(entry, picture),
        trail: picture.trail(entry.id).map(showCategoryRef),
      })),
    });
  });
  host.serve(catalogueRoutes.getCategory, async ({ params }) => detail(params.categoryId));

  host.serve(catalogueRoutes.countOpenCases, async ({ params }) => {
    const picture = await deps.catalogue.picture();
    if (picture.category(params.categoryId) === undefined) return err(problem('not_found'));
    return ok({ count: (await deps.countOpenCases?.(picture.subtreeIds(params.categoryId))) ?? 0 });
  });
  host.write(catalogueRoutes.createCategory, async ({ body }, call, trx) =>
    shown(await createCategory(body, call, trx, deps), trx),
  );
  host.write(catalogueRoutes.updateCategory, async ({ params, body }, call, trx) =>
    shown(await changeCategory(params.categoryId, body, call, trx, deps), trx),
  );
  host.write(catalogueRoutes.retireCategory, async ({ params, body }, call, trx) =>
    shown(await retireCategory(params.categoryId, body, call, trx, deps), trx),
  );
  host.write(catalogueRoutes.createStandardRow, async ({ params, body }, call, trx) =>
    shown(await addRow(params.categoryId, body, call, trx, deps), trx),
  );
  host.write(catalogueRoutes.replaceStandardRow, async ({ params, body }, call, trx) =>
    shown(await replaceRow(params.rowId, body, call, trx, deps), trx),
  );
  host.write(catalogueRoutes.retireStandardRow, async ({ params, body }, call, trx) =>
    shown(await retireRow(params.rowId, body, call, trx, deps), trx),
  );
}

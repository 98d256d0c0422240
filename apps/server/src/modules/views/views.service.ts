import {
  problem,
  NO_VIEW,
  VIEWS_EACH,
  type CaseView,
  type Problem,
  type RouteInput,
  type RouteReply,
  type viewRoutes,
} from '@gridward/contract';
import { DAY_MS, err, ok, type Result, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import { listensTo, mayShare, ownPlaces } from './view-sharing.policy.ts';
import type { ViewsDoors } from './views-doors.ts';
import {
  countOwnViews,
  findOwnView,
  insertView,
  listViews,
  lockChoice,
  purgeViews,
  readChoice,
  updateView,
  writeChoice,
  type ListChoice,
  type ViewRow,
} from './views.repository.ts';
import { rowOf, sharingOf, viewOf } from './view.mapper.ts';

type Trx = Transaction<Database>;
type ViewBody = RouteInput<typeof viewRoutes.createCaseView>['body'];
type ChangedView = RouteInput<typeof viewRoutes.changeCaseView>['body'];
type Kept<T> = Promise<Result<T, Problem>>;

const KEEP_DELETED_MS = DAY_MS;
const UNSHARED = { shared_with: 'none', unit_id: null, area_id: null } as const;

/** Saved views: whoever opens one sees by it what they may see anyway, because a view is filters and nothing else. */
export function createViews({ store, clock, ids }: Platform, doors: ViewsDoors) {
  const trees = async (trx?: Trx) => {
    const [areas, units] = await Promise.all([doors.areas.tree(trx), doors.units.tree(trx)]);
    return { areas, units };
  };

  async function visible(actor: Actor, accountId: Uuid, trx?: Trx): Promise<ViewRow[]> {
    return listViews(trx ?? store.db, { accountId, ...listensTo(actor, await trees(trx)) });
  }

  async function views(rows: readonly ViewRow[], accountId: Uuid, trx?: Trx): Promise<CaseView[]> {
    const [names, now] = await Promise.all([
      doors.units.namesOf([...new Set(rows.map((row) => row.account_id))], trx),
      trees(trx),
    ]);
    return rows.map((row) => viewOf(row, accountId, names, now));
  }

  async function list(actor: Actor): Kept<RouteReply<typeof viewRoutes.listCaseViews>> {
    const { accountId } = actor;
    if (accountId === null) return err(problem('not_permitted'));
    const [rows, choice, now] = await Promise.all([visible(actor, accountId), readChoice(store.db, accountId), trees()]);
    const { defaultViewId, columns } = choice;
    const own = ownPlaces(actor, now);
    return ok({
      items: await views(rows, accountId),
      defaultViewId: rows.some(({ id }) => id === defaultViewId) ? defaultViewId : null,
      columns: { ...columns },
      mayShareWith: {
        units: own.units.map(({ id, name }) => ({ id, name })),
        areas: own.areas.map(({ id, name }) => ({ id, name })),
      },
    });
  }

  async function create(body: ViewBody, actor: Actor, trx: Trx): Kept<CaseView> {
    const { accountId } = actor;
    if (accountId === null || !mayShare(body.sharing, actor, await trees(trx))) return err(problem('not_permitted'));
    const { count, last } = await countOwnViews(trx, accountId);
    if (count >= VIEWS_EACH) return err(problem('bound_reached'));
    const at = new Date(clock.now());
    const row = await insertView(trx, {
      id: ids.next(),
      account_id: accountId,
      ...rowOf(body),
      position: last + 1,
      created_at: at,
      changed_at: at,
    });
    return only(await views([row], accountId, trx));
  }

  /** The view as its owner may change it; the views of others are nobody else's to change. */
  async function change(viewId: Uuid, body: ChangedView, actor: Actor, trx: Trx): Kept<CaseView> {
    const { accountId } = actor;
    const found = accountId === null ? undefined : await findOwnView(trx, viewId, accountId);
    if (accountId === null || found === undefined || found.deleted_at !== null) return err(problem('not_found'));
    if (found.version !== body.version) return err(problem('version_conflict'));
    if (!mayShare(body.sharing, actor, await trees(trx))) return err(problem('not_permitted'));
    const set = { ...rowOf(body), position: body.position, changed_at: new Date(clock.now()) };
    const row = await updateView(trx, viewId, body.version, set);
    return row === undefined ? err(problem('version_conflict')) : only(await views([row], accountId, trx));
  }

  async function remove(viewId: Uuid, version: number, actor: Actor, trx: Trx): Kept<Record<string, never>> {
    const { accountId } = actor;
    const found = accountId === null ? undefined : await findOwnView(trx, viewId, accountId);
    if (accountId === null || found === undefined || found.deleted_at !== null) return err(problem('not_found'));
    const now = clock.now();
    const gone = await updateView(trx, viewId, version, { deleted_at: new Date(now) });
    if (gone === undefined) return err(problem('version_conflict'));
    await purgeViews(trx, accountId, new Date(now - KEEP_DELETED_MS));
    return ok({});
  }

  /** Back for its owner at least: where they may no longer share it, it is theirs alone. */
  async function restore(viewId: Uuid, actor: Actor, trx: Trx): Kept<CaseView> {
    const { accountId } = actor;
    const found = accountId === null ? undefined : await findOwnView(trx, viewId, accountId);
    if (accountId === null || found === undefined) return err(problem('not_found'));
    if (found.deleted_at !== null && (await countOwnViews(trx, accountId)).count >= VIEWS_EACH)
      return err(problem('bound_reached'));
    const shared = mayShare(sharingOf(found), actor, await trees(trx)) ? {} : UNSHARED;
    const row = await updateView(trx, viewId, found.version, { deleted_at: null, ...shared });
    return row === undefined ? err(problem('version_conflict')) : only(await views([row], accountId, trx));
  }

  /** Keeps a choice, and forgets those about views that are no longer there. */
  async function choose(actor: Actor, trx: Trx, change: (before: ListChoice) => ListChoice): Kept<Record<string, never>> {
    const { accountId } = actor;
    if (accountId === null) return err(problem('not_permitted'));
    // Whoever waits here reads afterwards what is known by then, so that a view made meanwhile is not forgotten.
    const { defaultViewId, columns } = change(await lockChoice(trx, accountId));
    const known = new Set<string>([NO_VIEW, ...(await visible(actor, accountId, trx)).map(({ id }) => id)]);
    await writeChoice(trx, accountId, {
      defaultViewId: defaultViewId !== null && known.has(defaultViewId) ? defaultViewId : null,
      columns: Object.fromEntries(Object.entries(columns).filter(([view]) => known.has(view))),
    });
    return ok({});
  }

  return { list, create, change, remove, restore, choose };
}
export type ViewsService = ReturnType<typeof createViews>;

const only = ([view]: readonly CaseView[]): Result<CaseView, Problem> =>
  view === undefined ? err(problem('not_found')) : ok(view);

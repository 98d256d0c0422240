import { problem, type organisationRoutes, type Problem, type RouteInput, type RouteReply } from '@gridward/contract';
import {
  answerableLeader,
  emptyUnits,
  err,
  gridGaps,
  groupBy,
  isValidAt,
  ok,
  TEAM_ROLE_NAMES,
  TEAM_ROLES,
  toIso,
  type AreaNode,
  type Gap,
  type Result,
} from '@gridward/core';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { readsArea, type Areas } from '../areas/index.ts';
import { readPersonCursor, writePersonCursor } from './appointments/person-cursor.ts';
import { namedArea, namedUnit, toGap, toPost, toUnit } from './organisation.mapper.ts';
import { listPersons } from './persons.repository.ts';
import { listAreaPosts, listOpenPosts, listStaff, listUnitPosts, type PostRow } from './posts.repository.ts';
import type { UnitPicture } from './unit-picture.ts';
import { reachesUnit } from './unit-scope.ts';

type Routes = typeof organisationRoutes;
type Input<K extends keyof Routes> = RouteInput<Routes[K]>;
type Outcome<K extends keyof Routes> = Promise<Result<RouteReply<Routes[K]>, Problem>>;

const ROLES = TEAM_ROLE_NAMES.map((id) => {
  const { zh, en, atLeast, atMost } = TEAM_ROLES[id];
  return { id, name: { zh, en }, atLeast, atMost };
});
const LONG_AGO = 0;

/** Use cases that read units, posts, teams and gaps. */
export function createOrganisationReader(platform: Platform, areas: Areas, pictures: () => Promise<UnitPicture>) {
  const { store, clock } = platform;
  const book = async () => ({ units: await pictures(), areas: await areas.tree() });
  const stateOf = async (grid: AreaNode, posts: readonly PostRow[]) => {
    const boundary = await areas.boundaryOf(grid.id);
    return {
      grid,
      posts,
      boundary: boundary === undefined ? ('none' as const) : boundary.provisional ? ('provisional' as const) : ('drawn' as const),
    };
  };
  return {
    async listUnits({ query }: Input<'listUnits'>): Outcome<'listUnits'> {
      const names = await book();
      const all = names.units.roots.flatMap(({ id }) => names.units.subtree(id));
      const { q = '' } = query;
      const found =
        q === ''
          ? all
          : all.filter(
              (unit) => [unit.name, unit.shortName ?? '', ...unit.namesSeen].some((name) => name.includes(q)) || unit.code === q,
            );
      return ok({ items: found.slice(0, query.limit).map((unit) => toUnit(unit, names)), total: found.length });
    },
    async getUnit({ params }: Input<'getUnit'>, call: Call): Outcome<'getUnit'> {
      const names = await book();
      const unit = names.units.byId(params.unitId);
      if (unit === undefined) return err(problem('not_found'));
      const at = clock.now();
      const posts = await listUnitPosts(store.db, unit.id, at);
      const desks = names.units.desks.filter((desk) => desk.unitId === unit.id && isValidAt(desk, at));
      return ok({
        ...toUnit(unit, names),
        trail: names.units.trail(unit.id).map(({ id, name }) => ({ id, name })),
        posts: posts.map((post) => toPost(post, names, at, call.actor.grants)),
        desks: desks.flatMap(({ duty, areaId }) =>
          [namedArea(areaId, names)].flatMap((area) => (area === null ? [] : [{ duty, area }])),
        ),
      });
    },
    async listStaff({ params }: Input<'listStaff'>): Outcome<'listStaff'> {
      const unit = (await pictures()).byId(params.unitId);
      return unit === undefined ? err(problem('not_found')) : ok({ items: await listStaff(store.db, unit.path, clock.now()) });
    },
    async listPersons({ query }: Input<'listPersons'>): Outcome<'listPersons'> {
      const after = query.cursor === undefined ? undefined : readPersonCursor(query.cursor);
      const rows = await listPersons(store.db, { q: query.q ?? '', after, limit: query.limit + 1 });
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      return ok({ items, nextCursor: rows.length > items.length && last !== undefined ? writePersonCursor(last) : null });
    },
    async getTeam({ params, query }: Input<'getTeam'>, call: Call): Outcome<'getTeam'> {
      const names = await book();
      const area = names.areas.byId(params.areaId);
      if (area === undefined || !readsArea(call.actor.grants, area)) return err(problem('not_found'));
      const at = clock.now();
      const posts = await listAreaPosts(store.db, area.id, query.past === true ? LONG_AGO : at);
      const leader = answerableLeader(posts, at);
      const gaps = area.level === 'grid' ? gridGaps(await stateOf(area, posts), at) : [];
      return ok({
        area: { id: area.id, name: area.name },
        leader: leader === undefined ? null : { id: leader.personId, name: leader.personName },
        leaderPostId: leader?.id ?? null,
        posts: posts.map((post) => toPost(post, names, at, call.actor.grants)),
        gaps: gaps.map((gap) => toGap(gap, names)),
        roles: ROLES,
      });
    },
    async listGaps({ query }: Input<'listGaps'>, call: Call): Outcome<'listGaps'> {
      const names = await book();
      const { grants } = call.actor;
      const at = clock.now();
      const posts = await listOpenPosts(store.db, at);
      const postsOf = groupBy(posts, ({ areaId }) => areaId);
      const within =
        query.areaId === undefined
          ? names.areas.roots.flatMap(({ id }) => names.areas.subtree(id))
          : names.areas.subtree(query.areaId);
      const grids = within.filter((area) => area.level === 'grid' && readsArea(grants, area));
      const states = await Promise.all(grids.map((grid) => stateOf(grid, postsOf.get(grid.id) ?? [])));
      const units = names.units
        .within(names.units.roots.map(({ path }) => path))
        .filter((unit) => reachesUnit(grants, 'area.read', unit, names.units, names.areas));
      const isWhole = query.areaId === undefined;
      const gaps: Gap[] = [
        ...(isWhole ? names.units.missingDesks(at).map((missing) => ({ kind: 'desk_missing' as const, ...missing })) : []),
        ...states.flatMap((state) => gridGaps(state, at)),
        ...(isWhole
          ? emptyUnits(
              units.map(({ id }) => id),
              posts,
              at,
            )
          : []),
      ];
      const wanted = gaps.filter(({ kind }) => query.kind === undefined || kind === query.kind);
      return ok({ items: wanted.map((gap) => toGap(gap, names)), grids: grids.length });
    },
    async listDesks(): Outcome<'listDesks'> {
      const names = await book();
      const at = clock.now();
      return ok({
        items: names.units.desks.flatMap((desk) => {
          const [area, unit] = [namedArea(desk.areaId, names), namedUnit(desk.unitId, names)];
          const isOver = desk.validTo !== null && desk.validTo <= at;
          if (isOver || area === null || unit === null) return [];
          return [
            {
              id: desk.id,
              duty: desk.duty,
              area,
              unit,
              validFrom: toIso(desk.validFrom),
              validTo: desk.validTo === null ? null : toIso(desk.validTo),
            },
          ];
        }),
      });
    },
  };
}
export type OrganisationReader = ReturnType<typeof createOrganisationReader>;

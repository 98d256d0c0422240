import { problem, type CaseStatisticsQuery, type Problem } from '@gridward/contract';
import {
  DAY_MS,
  err,
  groupBy,
  instantOfLocal,
  joinCounts,
  keysOfCategoryCode,
  LEVEL_OF_DIMENSION,
  ok,
  orderCounts,
  reachOf,
  zoneOf,
  type AreaTree,
  type CaseCount,
  type CaseDimension,
  type Permission,
  type Result,
  type UnitTree,
  type Uuid,
} from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import type { CataloguePicture } from '../catalogue/index.ts';
import { groupCases, type CaseSelection, type GroupedCount } from './case-statistics.repository.ts';
import type { StatisticsDoors } from './statistics-doors.ts';

/** Reference data that names the groups. */
export interface StatisticsPictures {
  readonly areas: AreaTree;
  readonly units: UnitTree;
  readonly catalogue: CataloguePicture;
}

/** A row with the id by which its list is found. */
export type CountedRow = CaseCount & { readonly id: Uuid | null };

export type SelectionQuery = Pick<CaseStatisticsQuery, 'from' | 'to' | 'areaId' | 'unitId' | 'categoryId'>;

/** What cases that name nothing are counted under. */
export const NOTHING = '-';

export function createCaseStatistics({ store, clock }: Platform, doors: StatisticsDoors) {
  const pictures = async (): Promise<StatisticsPictures> => {
    const [areas, units, catalogue] = await Promise.all([doors.areas.tree(), doors.units.tree(), doors.catalogue.picture()]);
    return { areas, units, catalogue };
  };

  async function count(query: CaseStatisticsQuery, actor: Actor): Promise<Result<CountedRow[], Problem>> {
    const now = await pictures();
    const selection = selectionOf(query, actor, 'statistics.read', now);
    if (!selection.ok) return selection;
    if (selection.value === null) return ok([]);
    const groups = await groupCases(store.db, selection.value, {
      dimension: query.by,
      originLevel: levelOf(query.by),
      timeZone: now.catalogue.calendar.timeZone,
      now: new Date(clock.now()),
    });
    const named = groups.map((group) => ({ group, name: nameOf(query, group, now) }));
    const counts = named.map(({ group, name }): CaseCount => {
      const { value: _value, origin: _origin, ...sums } = group;
      return { key: name.key, label: name.label, ...sums };
    });
    // A row of the very area counts what lies in it and no further down, where its list goes on.
    const parents = query.by === 'area' ? now.areas.all.flatMap(({ parentId }) => parentId ?? []) : [];
    const ids = idsOfKeys(
      named.map(({ name }) => name),
      parents,
    );
    return ok(orderCounts(joinCounts(counts), query.by).map((row) => ({ ...row, id: ids.get(row.key) ?? null })));
  }

  return { count, pictures };
}
export type CaseStatistics = ReturnType<typeof createCaseStatistics>;

const levelOf = (by: CaseDimension): string | null =>
  by in LEVEL_OF_DIMENSION ? LEVEL_OF_DIMENSION[by as keyof typeof LEVEL_OF_DIMENSION] : null;

/** Where the permission reaches and what was asked for; `null` when nothing can match. */
export function selectionOf(
  query: SelectionQuery,
  actor: Actor,
  permission: Permission,
  { areas, units, catalogue }: StatisticsPictures,
): Result<CaseSelection | null, Problem> {
  const { areaPaths, unitPaths } = reachOf(actor.grants, permission);
  if (areaPaths.length === 0 && unitPaths.length === 0) return ok(null);
  const everywhere =
    areaPaths.some((path) => path === '') ||
    (areas.roots.length === 1 && areaPaths.some((path) => path === areas.roots[0]?.path));
  const area = query.areaId === undefined ? null : areas.byId(query.areaId);
  const unit = query.unitId === undefined ? null : units.byId(query.unitId);
  const category = query.categoryId === undefined ? null : catalogue.category(query.categoryId);
  if (area === undefined || unit === undefined || category === undefined) return err(problem('not_found'));
  const { timeZone } = catalogue.calendar;
  const midnight = (day: string, plusDays: number): Date =>
    new Date(instantOfLocal(zoneOf(timeZone), Date.parse(`${day}T00:00:00Z`) + plusDays * DAY_MS));
  return ok({
    reach: everywhere ? null : { areaPaths, unitPaths, supportingIds: units.within(unitPaths).map(({ id }) => id) },
    receivedFrom: query.from === undefined ? null : midnight(query.from, 0),
    receivedBefore: query.to === undefined ? null : midnight(query.to, 1),
    areaPath: area?.path ?? null,
    unitPath: unit?.path ?? null,
    categoryPath: category?.path ?? null,
  });
}

/** What a group is called, and by which unit, area or category a list finds its cases. */
interface Name extends Pick<CaseCount, 'key' | 'label'> {
  readonly id: Uuid | null;
  /** Where the list would show the cases, when that is somewhere else than where they count. */
  readonly listedUnder: Uuid | null;
}
const nothing: Name = { key: NOTHING, label: NOTHING, id: null, listedUnder: null };
const plain = (key: string, label: string): Name => ({ ...nothing, key, label });
const listed = (key: string, label: string, id: Uuid): Name => ({ key, label, id, listedUnder: id });

/** Keys that mean one thing whose list has the same cases as the row. A list that is longer or shorter is none. */
function idsOfKeys(names: readonly Name[], parents: readonly Uuid[]): ReadonlyMap<string, Uuid> {
  const unlike = new Set<Uuid | null>(parents);
  for (const { id, listedUnder } of names) if (id !== listedUnder) unlike.add(id).add(listedUnder);
  const byKey = groupBy(names, ({ key }) => key);
  return new Map(
    [...byKey].flatMap(([key, same]): [string, Uuid][] => {
      const [id, another] = new Set(same.map((name) => name.id));
      return id === undefined || id === null || another !== undefined || unlike.has(id) ? [] : [[key, id]];
    }),
  );
}

const OUTCOMES: Readonly<Record<string, string>> = { intime: '按期办结', overtime: '逾期办结', open: '在办' };

function nameOf(
  { by, level }: Pick<CaseStatisticsQuery, 'by' | 'level'>,
  { value, origin }: GroupedCount,
  pictures: StatisticsPictures,
): Name {
  if (value === null) return nothing;
  switch (by) {
    case 'unit':
      return unitName(value, pictures.units);
    case 'county':
    case 'street':
    case 'community':
    case 'grid':
      return areaName(value, origin, LEVEL_OF_DIMENSION[by], pictures.areas);
    case 'area':
      return areaName(value, null, null, pictures.areas);
    case 'category':
      return categoryName(value, level, pictures.catalogue);
    case 'outcome':
      return plain(value, OUTCOMES[value] ?? value);
    case 'state':
      return plain(value, pictures.catalogue.model.states[value as keyof typeof pictures.catalogue.model.states]?.zh ?? value);
    case 'channel':
    case 'kind':
    case 'month':
      return plain(value, value);
  }
}

/** A unit that came with a file is counted under the file's id of it, another under its code, else its name. */
function unitName(id: Uuid, units: UnitTree): Name {
  const unit = units.byId(id);
  if (unit === undefined) return plain(id, id);
  const [external] = Object.values(unit.externalIds);
  return listed(external ?? unit.code ?? unit.name, unit.name, id);
}

function areaName(id: Uuid, origin: string | null, level: string | null, areas: AreaTree): Name {
  if (origin !== null && level !== null) {
    const named = areas.all.find(
      (area) => area.level === level && (area.code === origin || (area.code === null && area.name === origin)),
    );
    const here = areas.ancestors(id).find((one) => one.level === level);
    return { key: origin, label: named?.name ?? origin, id: named?.id ?? null, listedUnder: here?.id ?? null };
  }
  const line = areas.ancestors(id);
  const area = level === null ? line[0] : line.find((one) => one.level === level);
  if (area === undefined) return nothing;
  return listed(area.code ?? area.name, area.name, area.id);
}

function categoryName(id: Uuid, level: number, catalogue: CataloguePicture): Name {
  const entry = catalogue.trail(id)[level - 1];
  if (entry === undefined) return nothing;
  return listed(keysOfCategoryCode(entry.code).at(-1) ?? entry.code, entry.nameZh, entry.id);
}

import type { CommandBoard } from '@gridward/contract';
import { addCounts, NO_CASES, sumBy, type AreaNode, type BoardCounts, type Uuid } from '@gridward/core';
import type { CommandPictures } from '../command-doors.ts';
import type { CommandScope } from '../command-scope.policy.ts';
import type { Counted } from './board.repository.ts';

type Areas = CommandPictures['areas'];
type AreaRow = CommandBoard['areas'][number];
type Row = CommandBoard['units'][number];

/** What lies in the place itself and in no area below it; no list holds only these. */
const DIRECTLY = { zh: '未落到下级区域', en: 'In no area below' };

export const totalOf = (groups: readonly Counted[]): BoardCounts =>
  groups.reduce((sum, { counts }) => addCounts(sum, counts), NO_CASES);

/** The children of the place, or the areas that the reach has, each with everything below it. */
export function areaRows(groups: readonly Counted[], { area, reach }: CommandScope, areas: Areas): AreaRow[] {
  const shown = area === null ? (reach?.areaPaths ?? []).flatMap((path) => areas.byPath(path) ?? []) : areas.children(area.id);
  const ids = new Set(shown.map(({ id }) => id));
  // A retired child still holds open cases, and its list still finds them.
  const childOf = (areaId: Uuid): Uuid | null =>
    areas.ancestors(areaId).find(({ id, parentId }) => ids.has(id) || (area !== null && parentId === area.id))?.id ?? null;
  const sums = sumBy(groups, ({ id }) => childOf(id));
  const kept = [...sums.keys()].flatMap((id) => (id === null || ids.has(id) ? [] : (areas.byId(id) ?? [])));
  const rows = [...shown, ...kept].map((one) => ({ ...nameOf(one), counts: sums.get(one.id) ?? NO_CASES }));
  const rest = sums.get(null);
  if (rest === undefined || area === null) return rows;
  return [...rows, { id: null, name: DIRECTLY, level: area.level, counts: rest }];
}

const nameOf = ({ id, name, level }: AreaNode) => ({ id, name: { zh: name, en: null }, level });

/** By whoever answers for the case now: every open case has exactly one such unit. */
export const unitRows = (groups: readonly Counted[], units: CommandPictures['units']): Row[] =>
  mostFirst(groups.map(({ id, counts }) => ({ id, name: { zh: units.byId(id)?.name ?? id, en: null }, counts })));

/** By the class of the matter. */
export function matterRows(groups: readonly Counted[], catalogue: CommandPictures['catalogue']): Row[] {
  const sums = sumBy(groups, ({ id }) => catalogue.trail(id)[0]?.id ?? id);
  return mostFirst(
    [...sums].map(([id, counts]) => {
      const category = catalogue.category(id);
      return { id, name: { zh: category?.nameZh ?? id, en: category?.nameEn ?? null }, counts };
    }),
  );
}

/** Each grid that holds open cases, with what is finer than a grid inside it. */
export function gridRows(groups: readonly Counted[], areas: Areas): CommandBoard['grids'] {
  const gridOf = (areaId: Uuid): Uuid | undefined => areas.ancestors(areaId).find(({ level }) => level === 'grid')?.id;
  return [...sumBy(groups, ({ id }) => gridOf(id))].map(([areaId, counts]) => ({ areaId, counts }));
}

const mostFirst = (rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => b.counts.open - a.counts.open || (a.name.zh < b.name.zh ? -1 : 1));

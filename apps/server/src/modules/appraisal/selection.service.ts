import { invalidField, problem, type AppraisalQuery, type AppraisalSubject, type Problem } from '@gridward/contract';
import {
  civilDateAt,
  err,
  EVERYWHERE,
  isWithin,
  momentsOf,
  ok,
  periodAround,
  reachOf,
  type Instant,
  type Period,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { AppraisalPictures } from './appraisal-doors.ts';
import type { MeasuredFilter, MeasuredReach } from './measured.repository.ts';

/** Figures of one person, or of the post that one person holds. */
export const isPersonalSubject = (subject: AppraisalSubject): boolean => subject === 'account' || subject === 'post';

/** What counts for nobody in particular. */
export const NOBODY = '-';

type PeriodQuery = Pick<AppraisalQuery, 'from' | 'to'>;
type Levels = Pick<AppraisalQuery, 'areaLevel' | 'categoryLevel'>;

/** The days asked for; what is left out is the current month's. */
export function periodOf({ from, to }: PeriodQuery, { catalogue }: AppraisalPictures, now: Instant): Result<Period, Problem> {
  const around = periodAround('month', from ?? to ?? civilDateAt(catalogue.calendar.timeZone, now));
  const period = { from: from ?? around.from, to: to ?? around.to };
  if (period.from <= period.to) return ok(period);
  return err(invalidField('/query/to', 'lies before from'));
}

/** Does the permission reach everything? A post at the root of the areas does. */
export function reachesAll(actor: Actor, { areas }: AppraisalPictures): boolean {
  const root = areas.roots.length === 1 ? areas.roots[0]?.path : undefined;
  return reachOf(actor.grants, 'statistics.read').areaPaths.some((path) => path === EVERYWHERE || path === root);
}

function reachFor(actor: Actor, subject: AppraisalSubject, pictures: AppraisalPictures): MeasuredReach | null {
  if (reachesAll(actor, pictures)) return null;
  const { areaPaths, unitPaths } = reachOf(actor.grants, 'statistics.read');
  const unitIds = pictures.units.within(unitPaths).map(({ id }) => id);
  return { areaPaths, unitPaths, unitIds, byUnit: subject === 'unit' };
}

/** Everything that the query asks for and the reader may count; `not_found` for a place or unit that is not there. */
export function filterOf(
  query: Omit<AppraisalQuery, 'from' | 'to' | 'compare'>,
  period: Period,
  actor: Actor,
  pictures: AppraisalPictures,
  now: Instant,
): Result<MeasuredFilter, Problem> {
  const { areas, units, catalogue } = pictures;
  const area = query.areaId === undefined ? null : areas.byId(query.areaId);
  const unit = query.unitId === undefined ? null : units.byId(query.unitId);
  const category = query.categoryId === undefined ? null : catalogue.category(query.categoryId);
  if (area === undefined || unit === undefined || category === undefined) return err(problem('not_found'));
  const below = (rows: readonly { readonly id: Uuid; readonly path: string }[], path: string): Uuid[] =>
    rows.filter((row) => isWithin(row.path, path)).map(({ id }) => id);
  return ok({
    ...momentsIn(period, pictures, now),
    reach: reachFor(actor, query.subject, pictures),
    areaIds: area === null ? null : below(areas.all, area.path),
    unitIds: unit === null ? null : below(units.all, unit.path),
    categoryIds: category === null ? null : catalogue.subtreeIds(category.id),
    channels: query.channel === undefined ? null : [query.channel],
    accountIds: query.accountId === undefined ? null : [query.accountId],
    postIds: null,
  });
}

export function momentsIn(
  period: Period,
  { catalogue }: AppraisalPictures,
  now: Instant,
): Pick<MeasuredFilter, 'from' | 'before' | 'now'> {
  const { from, before } = momentsOf(period, catalogue.calendar.timeZone);
  return { from: new Date(from), before: new Date(before), now: new Date(now) };
}

/** The row to which a key of the database belongs. An area or category above the asked level is a row of its own. */
export function rowOf(
  subject: AppraisalSubject,
  key: string | null,
  { areaLevel, categoryLevel }: Levels,
  { areas, catalogue }: AppraisalPictures,
): string {
  if (subject === 'total') return 'total';
  if (key === null) return NOBODY;
  if (subject === 'area') return areas.ancestors(key).find(({ level }) => level === areaLevel)?.id ?? key;
  if (subject === 'category') return catalogue.trail(key)[categoryLevel - 1]?.id ?? key;
  return key;
}

/** The filter narrowed to one row; `null` when nothing can be in it. */
export function withinRow(
  filter: MeasuredFilter,
  subject: AppraisalSubject,
  key: string,
  levels: Levels,
  pictures: AppraisalPictures,
): MeasuredFilter | null {
  const narrowed = (asked: readonly Uuid[] | null, row: readonly Uuid[]): readonly Uuid[] | null => {
    if (asked === null) return row;
    const both = row.filter((id) => asked.includes(id));
    return both.length === 0 ? null : both;
  };
  const { areas, catalogue } = pictures;
  const one = key === NOBODY ? [] : [key];
  switch (subject) {
    case 'total':
      return key === 'total' ? filter : null;
    case 'area':
      return put(
        'areaIds',
        narrowed(
          filter.areaIds,
          areas.all.filter(({ id }) => rowOf(subject, id, levels, pictures) === key).map(({ id }) => id),
        ),
      );
    case 'category':
      return put(
        'categoryIds',
        narrowed(filter.categoryIds, catalogue.trail(key).length === levels.categoryLevel ? catalogue.subtreeIds(key) : [key]),
      );
    case 'channel':
      return put('channels', narrowed(filter.channels, [key]));
    case 'unit':
      return put('unitIds', narrowed(filter.unitIds, one));
    case 'account':
      return put('accountIds', narrowed(filter.accountIds, one));
    case 'post':
      return put('postIds', narrowed(filter.postIds, one));
  }
  function put(
    column: 'areaIds' | 'categoryIds' | 'channels' | 'unitIds' | 'accountIds' | 'postIds',
    ids: readonly string[] | null,
  ): MeasuredFilter | null {
    return ids === null ? null : { ...filter, [column]: ids };
  }
}

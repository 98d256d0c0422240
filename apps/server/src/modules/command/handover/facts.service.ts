import type { HandoverFacts } from '@gridward/contract';
import { addDays, compareFigure, DAY_FIGURES, DAY_MS, groupBy, type CivilDate, type Uuid } from '@gridward/core';
import type { Store } from '@gridward/db';
import { countTotals, type BoardSelection } from '../board/board.repository.ts';
import { readStuck, type StuckCase } from '../board/stuck.service.ts';
import { startOfDay } from '../civil-day.ts';
import type { CommandPictures } from '../command-doors.ts';
import { listOwed, type OwedOrder } from '../orders/order.repository.ts';
import {
  countDays,
  listDeferrals,
  listDisputes,
  listHazards,
  listNamed,
  type DayCount,
  type NamedRow,
} from './handover.repository.ts';

/** A hand-over is read aloud in a quarter of an hour and fits on two sheets; the totals say what is left out. */
const MOST_STUCK = 24;
const MOST_LISTED = 12;
const WEEK_DAYS = 7;

type Facts = Omit<HandoverFacts, 'at'>;
type NamedCase = HandoverFacts['hazards'][number];

/** What happened on a day and on the seven before it; days that are over may be remembered. */
export async function readDays(db: Store['db'], { on, timeZone, ...selection }: DaysAsked): Promise<readonly DayCount[]> {
  const period = { from: startOfDay(timeZone, addDays(on, -WEEK_DAYS)), before: startOfDay(timeZone, addDays(on, 1)), timeZone };
  return countDays(db, selection, period);
}

export interface DaysAsked extends Pick<BoardSelection, 'reach' | 'areaPath'> {
  readonly on: CivilDate;
  readonly timeZone: string;
}

/** The day in figures and everything that the next shift must know, as it stands now. Nobody who reported is in it. */
export async function readFacts(
  db: Store['db'],
  selection: BoardSelection,
  on: CivilDate,
  pictures: CommandPictures,
  daysOf: (asked: DaysAsked) => Promise<readonly DayCount[]>,
): Promise<Facts> {
  const { timeZone } = pictures.catalogue.calendar;
  const { reach, areaPath, endOfToday } = selection;
  const weekEnd = new Date(endOfToday.getTime() + (WEEK_DAYS - 1) * DAY_MS);
  // At once where there are several connections; inside a transaction they wait for its one.
  const [days, counts, stuck, hazards, disputes, deferrals, orders] = await Promise.all([
    daysOf({ reach, areaPath, on, timeZone }),
    countTotals(db, selection),
    readStuck(db, selection, pictures, MOST_STUCK),
    listHazards(db, selection, MOST_LISTED),
    listDisputes(db, selection, MOST_LISTED),
    listDeferrals(db, selection, weekEnd, MOST_LISTED),
    listOwed(db, selection, endOfToday, MOST_LISTED),
  ]);
  const named = await listNamed(db, [...new Set([...stuck.items.map(({ id }) => id), ...orders.map(({ caseId }) => caseId)])]);
  const byId = new Map(named.map((row) => [row.id, nameCase(row, pictures)]));
  const namesOf = (rows: readonly NamedRow[]): NamedCase[] => rows.map((row) => nameCase(row, pictures));
  return {
    figures: DAY_FIGURES.map((figure) => compareFigure(figure, countsBackwards(days, figure, on))),
    counts,
    decisions: decisionsOf(stuck.items, byId, pictures),
    stuckCount: stuck.total,
    hazards: namesOf(hazards),
    disputes: namesOf(disputes),
    deferrals: namesOf(deferrals),
    orders: ordersOf(orders, byId, pictures),
    totals: {
      hazards: totalOf(hazards),
      disputes: totalOf(disputes),
      deferrals: totalOf(deferrals),
      orders: totalOf(orders),
    },
  };
}

const totalOf = ([first]: readonly { readonly total: number }[]): number => first?.total ?? 0;

/** Each stands with the unit that owes the reply. */
const ordersOf = (
  orders: readonly OwedOrder[],
  byId: ReadonlyMap<Uuid, NamedCase>,
  { units }: CommandPictures,
): HandoverFacts['orders'] =>
  orders.flatMap(({ id, caseId, unitId, dueAt }) => {
    const found = byId.get(caseId);
    const owner = units.byId(unitId)?.name ?? '';
    return found === undefined ? [] : [{ ...found, owner, dueAt: dueAt.toISOString(), orderId: id }];
  });

const countsBackwards = (days: readonly DayCount[], figure: string, on: CivilDate): number[] =>
  Array.from({ length: WEEK_DAYS + 1 }, (_, back) => {
    const day = addDays(on, -back);
    return days.find((one) => one.figure === figure && one.on === day)?.count ?? 0;
  });

/** Who must decide what: each case stands with the unit that its gravest reason asks for. */
function decisionsOf(
  items: readonly StuckCase[],
  byId: ReadonlyMap<Uuid, NamedCase>,
  { units }: CommandPictures,
): HandoverFacts['decisions'] {
  const byUnit = groupBy(items, ({ points }) => points[0]?.deciderId);
  return [...byUnit].flatMap(([unitId, mine]) => {
    if (unitId === undefined) return [];
    const cases = mine.flatMap(({ id, points }) => {
      const found = byId.get(id);
      return found === undefined ? [] : [{ ...found, reasons: points.map(({ reason }) => reason) }];
    });
    return [{ unit: { id: unitId, name: units.byId(unitId)?.name ?? '' }, cases }];
  });
}

function nameCase(row: NamedRow, { areas, units, catalogue }: CommandPictures): NamedCase {
  const category = catalogue.category(row.categoryId);
  return {
    id: row.id,
    number: row.number,
    matter: { zh: category?.nameZh ?? '', en: category?.nameEn ?? null },
    area: areas
      .trail(row.areaId)
      .slice(-2)
      .map(({ name }) => name)
      .join(' '),
    owner: units.byId(row.ownerUnitId)?.name ?? '',
    dueAt: row.dueAt.toISOString(),
  };
}

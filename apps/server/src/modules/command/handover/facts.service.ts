import type { HandoverFacts } from '@gridward/contract';
import { addDays, compareFigure, DAY_FIGURES, groupBy, type CivilDate, type Uuid } from '@gridward/core';
import type { Store } from '@gridward/db';
import { countOpen, type BoardSelection } from '../board/board.repository.ts';
import { totalOf } from '../board/board-rows.mapper.ts';
import { readStuck, type StuckCase } from '../board/stuck.service.ts';
import { startOfDay } from '../civil-day.ts';
import type { CommandPictures } from '../command-doors.ts';
import { listOwed } from '../orders/order.repository.ts';
import {
  countDays,
  listDeferrals,
  listDisputes,
  listHazards,
  listNamed,
  type DayCount,
  type NamedRow,
} from './handover.repository.ts';

/** A hand-over is read aloud in a quarter of an hour and fits on two sheets; the total says what is left out. */
const MOST_STUCK = 24;
const MOST_LISTED = 12;
const WEEK_DAYS = 7;

type Facts = Omit<HandoverFacts, 'at'>;
type NamedCase = HandoverFacts['hazards'][number];

/** The day in figures and everything that the next shift must know, as it stands now. Nobody who reported is in it. */
export async function readFacts(
  db: Store['db'],
  selection: BoardSelection,
  on: CivilDate,
  pictures: CommandPictures,
): Promise<Facts> {
  const { timeZone } = pictures.catalogue.calendar;
  const period = { from: startOfDay(timeZone, addDays(on, -WEEK_DAYS)), before: startOfDay(timeZone, addDays(on, 1)), timeZone };
  const weekEnd = new Date(selection.endOfToday.getTime() + (WEEK_DAYS - 1) * 86_400_000);
  // One after the other: inside a transaction they share one connection.
  const days = await countDays(db, selection, period);
  const { byArea } = await countOpen(db, selection);
  const stuck = await readStuck(db, selection, pictures, MOST_STUCK);
  const hazards = await listHazards(db, selection, MOST_LISTED);
  const disputes = await listDisputes(db, selection, MOST_LISTED);
  const deferrals = await listDeferrals(db, selection, weekEnd, MOST_LISTED);
  const owed = await listOwed(db, selection, selection.endOfToday, MOST_LISTED);
  const named = await listNamed(db, [...new Set([...stuck.items.map(({ id }) => id), ...owed.map(({ caseId }) => caseId)])]);
  const byId = new Map(named.map((row) => [row.id, nameCase(row, pictures)]));
  return {
    figures: DAY_FIGURES.map((figure) => compareFigure(figure, countsBackwards(days, figure, on))),
    counts: totalOf(byArea),
    decisions: decisionsOf(stuck.items, byId, pictures),
    stuckCount: stuck.total,
    hazards: hazards.map((row) => nameCase(row, pictures)),
    disputes: disputes.map((row) => nameCase(row, pictures)),
    deferrals: deferrals.map((row) => nameCase(row, pictures)),
    orders: owed.flatMap(({ id, caseId, unitId, dueAt }) => {
      const found = byId.get(caseId);
      const owner = pictures.units.byId(unitId)?.name ?? '';
      return found === undefined ? [] : [{ ...found, owner, dueAt: dueAt.toISOString(), orderId: id }];
    }),
  };
}

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

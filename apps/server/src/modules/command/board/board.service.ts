import type { CommandBoard, Problem, WallBoard } from '@gridward/contract';
import { DAY_MS, MINUTE_MS, NO_CASES, ok, type AreaNode, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { todayAt } from '../civil-day.ts';
import { takePictures, type CommandDoors, type CommandPictures } from '../command-doors.ts';
import { commandScope, type CommandScope } from '../command-scope.policy.ts';
import { countOpen, countSince, findOldest, readFirstReply, type BoardSelection } from './board.repository.ts';
import { areaRows, gridRows, matterRows, totalOf, unitRows } from './board-rows.mapper.ts';
import { rememberByScope } from './scope-memory.ts';
import { readOverloaded, readStuck, type StuckCase } from './stuck.service.ts';

const SHOWN_STUCK = 40;
const SHOWN_OLDEST = 5;
const REPLY_DAYS = 7;
const WALL_ROWS = 8;
/** A median over seven days does not move in a minute, and it is the dearest figure of the board. */
const KEEP_REPLY_MS = MINUTE_MS;
/** Nobody works at a wall board, so it may be a little behind. The command board is not: who has just acted looks there for what came of it. */
const KEEP_WALL_MS = 10_000;

/** What is open, where, with whom and why it does not move. */
export function createBoard({ store, clock }: Platform, doors: CommandDoors) {
  const { db } = store;
  const selectionOf = ({ reach, areaPath }: CommandScope, { catalogue }: CommandPictures): BoardSelection => {
    const now = clock.now();
    const { from, until } = todayAt(catalogue.calendar.timeZone, now);
    return { reach, areaPath, now: new Date(now), startOfToday: from, endOfToday: until };
  };
  const firstReplyOf = rememberByScope(clock, KEEP_REPLY_MS, (selection: BoardSelection) =>
    readFirstReply(db, selection, new Date(selection.now.getTime() - REPLY_DAYS * DAY_MS)),
  );
  const countWall = rememberByScope(clock, KEEP_WALL_MS, async (selection: BoardSelection) => {
    const [counted, today] = await Promise.all([countOpen(db, selection), countSince(db, selection, selection.startOfToday)]);
    return { at: selection.now.toISOString(), counted, today };
  });

  async function read(areaId: Uuid | undefined, actor: Actor): Promise<Result<CommandBoard, Problem>> {
    const pictures = await takePictures(doors);
    const scope = commandScope(actor, 'case.supervise', areaId, pictures);
    if (!scope.ok) return scope;
    if (scope.value === null) return ok(nothingAt(clock.now()));
    const selection = selectionOf(scope.value, pictures);
    const [counted, stuck, oldestIds, firstReply] = await Promise.all([
      countOpen(db, selection),
      readStuck(db, selection, pictures, SHOWN_STUCK),
      findOldest(db, selection, SHOWN_OLDEST),
      firstReplyOf(selection),
    ]);
    const cases = await doors.cases.reader.byIds([...oldestIds, ...stuck.items.map(({ id }) => id)], actor);
    const { area } = scope.value;
    return ok({
      at: selection.now.toISOString(),
      place: area === null ? null : placeOf(area),
      trail: trailOf(area, actor, pictures),
      counts: totalOf(counted.byArea),
      areas: areaRows(counted.byArea, scope.value, pictures.areas),
      units: unitRows(counted.byUnit, pictures.units),
      matters: matterRows(counted.byCategory, pictures.catalogue),
      grids: gridRows(counted.byArea, pictures.areas),
      stuck: stuck.items.flatMap((item) => {
        const summary = cases.get(item.id);
        return summary === undefined ? [] : [{ case: summary, ...inWords(item, pictures) }];
      }),
      stuckCount: stuck.total,
      overloaded: await readOverloaded(db, counted.byUnit, pictures),
      oldest: oldestIds.flatMap((id) => cases.get(id) ?? []),
      firstReply: { ...firstReply, days: REPLY_DAYS },
    });
  }

  /** The same numbers for everybody who walks past: nothing of a single case is read at all. */
  async function wall(areaId: Uuid | undefined, actor: Actor): Promise<Result<WallBoard, Problem>> {
    const pictures = await takePictures(doors);
    const scope = commandScope(actor, 'statistics.read', areaId, pictures);
    if (!scope.ok) return scope;
    if (scope.value === null) return ok({ ...emptyWall, at: new Date(clock.now()).toISOString() });
    const selection = selectionOf(scope.value, pictures);
    const [{ at, counted, today }, { medianMs }] = await Promise.all([countWall(selection), firstReplyOf(selection)]);
    const plain = ({ name, counts }: CommandBoard['units'][number]) => ({ name, counts });
    return ok({
      at,
      place: scope.value.area?.name ?? '',
      counts: totalOf(counted.byArea),
      today,
      firstReplyMs: medianMs,
      areas: areaRows(counted.byArea, scope.value, pictures.areas)
        .filter(({ id }) => id !== null)
        .map(plain),
      matters: matterRows(counted.byCategory, pictures.catalogue).slice(0, WALL_ROWS).map(plain),
      grids: gridRows(counted.byArea, pictures.areas),
    });
  }

  return { read, wall, selectionOf };
}
export type Board = ReturnType<typeof createBoard>;

export const placeOf = ({ id, name, level }: AreaNode) => ({ id, name, level });

/** From the widest area of the reach down to the place. */
function trailOf(area: AreaNode | null, actor: Actor, pictures: CommandPictures): CommandBoard['trail'] {
  if (area === null) return [];
  return pictures.areas
    .trail(area.id)
    .filter(({ id }) => commandScope(actor, 'case.supervise', id, pictures).ok)
    .map(placeOf);
}

function inWords({ points, supervised }: StuckCase, { units }: CommandPictures) {
  return {
    supervised,
    points: points.map(({ reason, since, deciderId }) => ({
      reason,
      since: since === null ? null : new Date(since).toISOString(),
      decider: { id: deciderId, name: units.byId(deciderId)?.name ?? deciderId },
    })),
  };
}

const emptyWall = {
  place: '',
  counts: NO_CASES,
  today: { received: 0, closed: 0 },
  firstReplyMs: null,
  areas: [],
  matters: [],
  grids: [],
};

const nothingAt = (now: number): CommandBoard => ({
  at: new Date(now).toISOString(),
  place: null,
  trail: [],
  counts: NO_CASES,
  areas: [],
  units: [],
  matters: [],
  grids: [],
  stuck: [],
  stuckCount: 0,
  overloaded: [],
  oldest: [],
  firstReply: { reports: 0, replied: 0, medianMs: null, days: REPLY_DAYS },
});

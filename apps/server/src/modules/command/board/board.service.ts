import type { CommandBoard, Problem, WallBoard } from '@gridward/contract';
import { DAY_MS, NO_CASES, ok, type AreaNode, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { todayAt } from '../civil-day.ts';
import { takePictures, type CommandDoors, type CommandPictures } from '../command-doors.ts';
import { commandScope, type CommandScope } from '../command-scope.policy.ts';
import { countOpen, countSince, findOldest, type BoardSelection } from './board.repository.ts';
import { areaRows, gridRows, matterRows, totalOf, unitRows } from './board-rows.mapper.ts';
import { rememberFirstReply } from './reply-memory.ts';
import { readOverloaded, readStuck, type StuckCase } from './stuck.service.ts';

const SHOWN_STUCK = 40;
const SHOWN_OLDEST = 5;
const REPLY_DAYS = 7;
const WALL_ROWS = 8;

/** What is open, where, with whom and why it does not move. */
export function createBoard({ store, clock }: Platform, doors: CommandDoors) {
  const { db } = store;
  const firstReplyOf = rememberFirstReply(db, clock);
  const selectionOf = ({ reach, areaPath }: CommandScope, { catalogue }: CommandPictures): BoardSelection => {
    const now = clock.now();
    return { reach, areaPath, now: new Date(now), endOfToday: todayAt(catalogue.calendar.timeZone, now).until };
  };
  const replySince = ({ now }: BoardSelection): Date => new Date(now.getTime() - REPLY_DAYS * DAY_MS);

  async function read(areaId: Uuid | undefined, actor: Actor): Promise<Result<CommandBoard, Problem>> {
    const pictures = await takePictures(doors);
    const scope = commandScope(actor, 'case.supervise', areaId, pictures);
    if (!scope.ok) return scope;
    if (scope.value === null) return ok(nothingAt(clock.now()));
    const selection = selectionOf(scope.value, pictures);
    const [groups, stuck, oldestIds, firstReply] = await Promise.all([
      countOpen(db, selection),
      readStuck(db, selection, pictures, SHOWN_STUCK),
      findOldest(db, selection, SHOWN_OLDEST),
      firstReplyOf(selection, replySince(selection)),
    ]);
    const cases = await doors.cases.reader.byIds([...oldestIds, ...stuck.items.map(({ id }) => id)], actor);
    const { area } = scope.value;
    return ok({
      at: selection.now.toISOString(),
      place: area === null ? null : placeOf(area),
      trail: trailOf(area, actor, pictures),
      counts: totalOf(groups),
      areas: areaRows(groups, scope.value, pictures.areas),
      units: unitRows(groups, pictures.units),
      matters: matterRows(groups, pictures.catalogue),
      grids: gridRows(groups, pictures.areas),
      stuck: stuck.items.flatMap((item) => {
        const summary = cases.get(item.id);
        return summary === undefined ? [] : [{ case: summary, ...inWords(item, pictures) }];
      }),
      stuckCount: stuck.total,
      overloaded: await readOverloaded(db, groups, pictures),
      oldest: oldestIds.flatMap((id) => cases.get(id) ?? []),
      firstReply: { ...firstReply, days: REPLY_DAYS },
    });
  }

  /** The same numbers for everybody who walks past: nothing of a single case is read at all. */
  async function wall(areaId: Uuid | undefined, actor: Actor): Promise<Result<WallBoard, Problem>> {
    const pictures = await takePictures(doors);
    const scope = commandScope(actor, 'statistics.read', areaId, pictures);
    if (!scope.ok) return scope;
    const now = clock.now();
    if (scope.value === null) return ok({ ...emptyWall, at: new Date(now).toISOString() });
    const selection = selectionOf(scope.value, pictures);
    const today = todayAt(pictures.catalogue.calendar.timeZone, now);
    const [groups, done, { medianMs }] = await Promise.all([
      countOpen(db, selection),
      countSince(db, selection, today.from),
      firstReplyOf(selection, replySince(selection)),
    ]);
    const plain = ({ name, counts }: CommandBoard['units'][number]) => ({ name, counts });
    return ok({
      at: selection.now.toISOString(),
      place: scope.value.area?.name ?? '',
      counts: totalOf(groups),
      today: done,
      firstReplyMs: medianMs,
      areas: areaRows(groups, scope.value, pictures.areas)
        .filter(({ id }) => id !== null)
        .map(plain),
      matters: matterRows(groups, pictures.catalogue).slice(0, WALL_ROWS).map(plain),
      grids: gridRows(groups, pictures.areas),
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

import type { CommandBoard } from '@gridward/contract';
import {
  compareStuck,
  isOverloaded,
  stuckPoints,
  type CaseRequestKind,
  type ClockKind,
  type Instant,
  type StuckPoint,
  type Uuid,
} from '@gridward/core';
import type { Store } from '@gridward/db';
import type { CommandPictures } from '../command-doors.ts';
import { findStuck, loadOf, type BoardSelection, type Counted, type StuckRow } from './board.repository.ts';

/** A case that does not move, with every reason. */
export interface StuckCase {
  readonly id: Uuid;
  readonly reportedAt: Instant;
  readonly points: readonly StuckPoint[];
  readonly supervised: boolean;
}

/** The gravest of what is stuck, and how many there are in all. */
export async function readStuck(
  db: Store['db'],
  selection: BoardSelection,
  pictures: CommandPictures,
  limit: number,
): Promise<{ readonly items: readonly StuckCase[]; readonly total: number }> {
  const rows = await findStuck(db, selection, limit);
  const now = selection.now.getTime();
  const items = rows.map((row) => ({
    id: row.id,
    reportedAt: row.reportedAt.getTime(),
    points: stuckPoints(factsOf(row, pictures, now), now),
    supervised: row.replyDueAt !== null,
  }));
  return { items: items.filter(({ points }) => points.length > 0).toSorted(compareStuck), total: rows[0]?.total ?? 0 };
}

function factsOf(row: StuckRow, { units }: CommandPictures, now: Instant): Parameters<typeof stuckPoints>[0] {
  return {
    hazard: row.hazard,
    isSafe: row.isSafe,
    clockKind: row.clockKind as ClockKind,
    dueAt: row.dueAt.getTime(),
    request:
      row.requestKind === null || row.requestDueAt === null
        ? null
        : { kind: row.requestKind as CaseRequestKind, dueAt: row.requestDueAt.getTime() },
    replyDueAt: row.replyDueAt?.getTime() ?? null,
    ownerUnitId: row.ownerUnitId,
    aboveOwnerId: units.byId(row.ownerUnitId)?.parentId ?? null,
    dispatchDeskId: units.desksFor(row.areaPath, now).dispatch,
    orderedUnitId: row.orderedUnitId,
  };
}

/** Units that hold cases of the scope and more in all than they said they can carry. */
export async function readOverloaded(
  db: Store['db'],
  byUnit: readonly Counted[],
  { units }: CommandPictures,
): Promise<CommandBoard['overloaded']> {
  const held = byUnit.flatMap(({ id }) => units.byId(id) ?? []);
  const load = await loadOf(
    db,
    held.filter(({ capacityOpen }) => capacityOpen !== null).map(({ id }) => id),
  );
  return held.flatMap(({ id, name, capacityOpen, parentId }) => {
    const open = load.get(id) ?? 0;
    if (capacityOpen === null || !isOverloaded(open, capacityOpen)) return [];
    const above = parentId === null ? undefined : units.byId(parentId);
    return [
      {
        unit: { id, name },
        open,
        capacity: capacityOpen,
        decider: above === undefined ? { id, name } : { id: above.id, name: above.name },
      },
    ];
  });
}

import { civilDateAt, DAY_MS, instantOfLocal, reachOf, zoneOf, type Instant, type UnitNode, type Uuid } from '@gridward/core';
import type { UnitLoad } from '@gridward/contract';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import { listLoads, type LoadRow } from './unit-load.repository.ts';

const FINISHED_MS = 30 * DAY_MS;
const USUAL_MS = 90 * DAY_MS;
/** A mean of fewer cases says nothing. */
const USUAL_NEEDS = 20;
/** Twice the usual is far above it; below this number in hand nobody is drowning. */
const ABOVE_USUAL = 2;
const ALARM_FROM = 10;

const IDLE: Omit<LoadRow, 'unitId'> = {
  open: 0,
  dueToday: 0,
  overdue: 0,
  finished: 0,
  medianHours: null,
  usualOpen: 0,
  seen: 0,
};

/** The end of the civil day in which the moment lies. */
export function endOfDay(at: Instant, timeZone: string): Instant {
  const midnight = Date.parse(`${civilDateAt(timeZone, at)}T00:00:00Z`);
  return instantOfLocal(zoneOf(timeZone), midnight + DAY_MS);
}

export function createUnitLoads({ store, clock }: Platform, doors: DispatchDoors) {
  /** Loads of these units, or of every unit that may be dispatched to. */
  async function loadsOf(unitIds?: readonly Uuid[]): Promise<UnitLoad[]> {
    const [units, catalogue] = await Promise.all([doors.units.tree(), doors.catalogue.picture()]);
    const now = clock.now();
    const rows = await listLoads(store.db, {
      now: new Date(now),
      endOfDay: new Date(endOfDay(now, catalogue.calendar.timeZone)),
      finishedFrom: new Date(now - FINISHED_MS),
      usualFrom: new Date(now - USUAL_MS),
      ...(unitIds === undefined ? {} : { unitIds }),
    });
    const byUnit = new Map(rows.map((row) => [row.unitId, row]));
    const wanted = unitIds?.flatMap((id) => units.byId(id) ?? []) ?? units.within(units.roots.map(({ path }) => path));
    return wanted.map((unit) => toLoad(unit, byUnit.get(unit.id)));
  }

  /** Who may dispatch somewhere may dispatch to any unit of the jurisdiction, and sees what each has in hand; nobody else does. */
  const list = async (actor: Actor): Promise<UnitLoad[]> => {
    const { areaPaths, unitPaths } = reachOf(actor.grants, 'case.dispatch');
    return areaPaths.length + unitPaths.length === 0 ? [] : loadsOf();
  };

  return { list, loadsOf };
}
export type UnitLoads = ReturnType<typeof createUnitLoads>;

function toLoad({ id, name, capacityOpen }: UnitNode, row: Omit<LoadRow, 'unitId'> = IDLE): UnitLoad {
  const usualOpen = row.seen < USUAL_NEEDS ? null : row.usualOpen;
  return {
    unit: { id, name },
    open: row.open,
    dueToday: row.dueToday,
    overdue: row.overdue,
    medianHours: row.medianHours,
    finished: row.finished,
    capacity: capacityOpen,
    usualOpen,
    alarm: alarmOf(row.open, capacityOpen, usualOpen),
  };
}

/** One unit drowning is an alarm: over what it said it can carry, or far above what it usually carries. */
export function alarmOf(open: number, capacity: number | null, usualOpen: number | null): UnitLoad['alarm'] {
  if (capacity !== null && open > capacity) return 'over_capacity';
  return usualOpen !== null && open >= ALARM_FROM && open > ABOVE_USUAL * usualOpen ? 'above_usual' : null;
}

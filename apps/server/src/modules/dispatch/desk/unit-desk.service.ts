import type { dispatchRoutes, RouteReply } from '@gridward/contract';
import type { Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import { NOTHING_WAITS, type Waiting } from '../../cases/index.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import { endOfDay } from '../loads/unit-load.service.ts';
import { countByStaff, countOwedParts, listOwedParts } from './unit-desk.repository.ts';

type Reply = RouteReply<(typeof dispatchRoutes)['getUnitDesk']>;

const PARTS_AT_MOST = 200;

/** The desk of the units where somebody holds a post that lets them handle, and of the units below them. */
export function createUnitDesk({ store, clock }: Platform, doors: DispatchDoors) {
  /** Whose desk it is, narrowed to a place; nothing where somebody has no such unit, or where there is no such place. */
  async function standing(actor: Actor, areaId: Uuid | undefined) {
    const [units, areas] = await Promise.all([doors.units.tree(), doors.areas.tree()]);
    const unitPaths = actor.grants.flatMap(({ permission, unitPath }) =>
      permission === 'case.handle' && unitPath !== null ? [unitPath] : [],
    );
    const within = units.within(unitPaths);
    const areaPath = areaId === undefined ? null : areas.byId(areaId)?.path;
    return within.length === 0 || areaPath === undefined
      ? null
      : { unitPaths, within, unitIds: within.map(({ id }) => id), areaPath };
  }

  async function owedParts(actor: Actor, areaId: Uuid | undefined): Promise<Waiting> {
    const own = await standing(actor, areaId);
    return own === null ? NOTHING_WAITS : countOwedParts(store.db, own, new Date(clock.now()));
  }

  async function desk(actor: Actor, areaId: Uuid | undefined): Promise<Reply> {
    const [own, catalogue] = await Promise.all([standing(actor, areaId), doors.catalogue.picture()]);
    if (own === null) return { units: [], open: 0, parts: [], staff: [] };
    const now = clock.now();
    const until = new Date(endOfDay(now, catalogue.calendar.timeZone));
    const [partIds, rows] = await Promise.all([
      listOwedParts(store.db, own, PARTS_AT_MOST),
      countByStaff(store.db, own, { now: new Date(now), endOfDay: until }),
    ]);
    const [parts, names] = await Promise.all([
      doors.cases.reader.byIds(partIds, actor),
      doors.units.namesOf(rows.flatMap(({ accountId }) => accountId ?? [])),
    ]);
    return {
      units: own.within.filter(({ path }) => own.unitPaths.includes(path)).map(({ id, name }) => ({ id, name })),
      open: rows.reduce((sum, { open }) => sum + open, 0),
      parts: partIds.flatMap((id) => parts.get(id) ?? []),
      staff: rows.map(({ accountId, ...figures }) => ({
        person: accountId === null ? null : { id: accountId, name: names.get(accountId) ?? '' },
        ...figures,
      })),
    };
  }

  return { desk, owedParts };
}

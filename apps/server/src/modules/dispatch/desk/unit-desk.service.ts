import type { dispatchRoutes, RouteReply } from '@gridward/contract';
import type { Actor } from '../../../http/actor.ts';
import type { Platform } from '../../../platform/deps.ts';
import type { DispatchDoors } from '../dispatch-doors.ts';
import { endOfDay } from '../loads/unit-load.service.ts';
import { countByStaff, listOwedParts } from './unit-desk.repository.ts';

type Reply = RouteReply<(typeof dispatchRoutes)['getUnitDesk']>;

const PARTS_AT_MOST = 200;

/** The desk of the units where somebody holds a post that lets them handle, and of the units below them. */
export function createUnitDesk({ store, clock }: Platform, doors: DispatchDoors) {
  return async function desk(actor: Actor): Promise<Reply> {
    const [units, catalogue] = await Promise.all([doors.units.tree(), doors.catalogue.picture()]);
    const paths = actor.grants.flatMap(({ permission, unitPath }) =>
      permission === 'case.handle' && unitPath !== null ? [unitPath] : [],
    );
    const within = units.within(paths);
    if (within.length === 0) return { units: [], open: 0, parts: [], staff: [] };
    const now = clock.now();
    const until = new Date(endOfDay(now, catalogue.calendar.timeZone));
    const [partIds, rows] = await Promise.all([
      listOwedParts(
        store.db,
        within.map(({ id }) => id),
        PARTS_AT_MOST,
      ),
      countByStaff(store.db, paths, { now: new Date(now), endOfDay: until }),
    ]);
    const [parts, names] = await Promise.all([
      doors.cases.reader.byIds(partIds, actor),
      doors.units.namesOf(rows.flatMap(({ accountId }) => accountId ?? [])),
    ]);
    return {
      units: within.filter(({ path }) => paths.includes(path)).map(({ id, name }) => ({ id, name })),
      open: rows.reduce((sum, { open }) => sum + open, 0),
      parts: partIds.flatMap((id) => parts.get(id) ?? []),
      staff: rows.map(({ accountId, ...figures }) => ({
        person: accountId === null ? null : { id: accountId, name: names.get(accountId) ?? '' },
        ...figures,
      })),
    };
  };
}

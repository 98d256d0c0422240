import { problem, type Problem } from '@gridward/contract';
import { err, EVERYWHERE, isWithin, ok, reachOf, type AreaNode, type Permission, type Result, type Uuid } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { ReachFilter } from '../cases/index.ts';
import type { CommandPictures } from './command-doors.ts';

/** The cases that a board counts: those of an area, those in reach, or both. `reach` is `null` where the area alone decides. */
export interface CommandScope {
  readonly area: AreaNode | null;
  readonly reach: ReachFilter | null;
  /** Nothing where the area is the whole jurisdiction, so that the commonest query carries no condition. */
  readonly areaPath: string | null;
}

/**
 * The scope of a permission, narrowed to an area where one is named; else the one area that the permission reaches. An area outside the reach
 * does not exist. `null` when the permission reaches nothing.
 */
export function commandScope(
  actor: Actor,
  permission: Permission,
  areaId: Uuid | undefined,
  { areas, units }: CommandPictures,
): Result<CommandScope | null, Problem> {
  const { areaPaths, unitPaths } = reachOf(actor.grants, permission);
  if (areaPaths.length === 0 && unitPaths.length === 0) return ok(null);
  const [root, second] = areas.roots;
  const whole = second === undefined ? root : undefined;
  const paths = areaPaths.map((path) => (path === EVERYWHERE ? (whole?.path ?? path) : path));
  const reach: ReachFilter = { areaPaths: paths, unitPaths, supportingIds: units.within(unitPaths).map(({ id }) => id) };
  if (areaId !== undefined) {
    const area = areas.byId(areaId);
    if (area === undefined) return err(problem('not_found'));
    const isCovered = paths.some((path) => isWithin(area.path, path));
    if (!isCovered && unitPaths.length === 0) return err(problem('not_found'));
    return ok({ area, reach: isCovered ? null : reach, areaPath: area.id === whole?.id ? null : area.path });
  }
  const [only] = paths;
  const isOne = paths.length === 1 && unitPaths.length === 0;
  const area = (isOne || only === whole?.path) && only !== undefined ? areas.byPath(only) : undefined;
  if (area === undefined) return ok({ area: null, reach: paths.includes(EVERYWHERE) ? null : reach, areaPath: null });
  return ok({ area, reach: null, areaPath: area.id === whole?.id ? null : area.path });
}

/** The areas that a permission reaches, in full; a hand-over belongs to one of them. */
export function placesOf(actor: Actor, permission: Permission, { areas }: Pick<CommandPictures, 'areas'>): readonly AreaNode[] {
  const { areaPaths } = reachOf(actor.grants, permission);
  return areaPaths.flatMap((path) => (path === EVERYWHERE ? areas.roots : (areas.byPath(path) ?? [])));
}

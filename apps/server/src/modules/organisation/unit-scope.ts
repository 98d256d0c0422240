import { covers, type AreaTree, type Grant, type Permission, type UnitNode, type UnitTree } from '@gridward/core';

/** The area that a unit stands in: its own, otherwise that of the nearest unit above, otherwise the whole jurisdiction. */
export function areaPathOf(unit: Pick<UnitNode, 'id'>, units: UnitTree, areas: AreaTree): string {
  const areaId = units.ancestors(unit.id).find((above) => above.areaId !== null)?.areaId;
  const area = areaId == null ? areas.roots[0] : areas.byId(areaId);
  return area?.path ?? '';
}

/** Does the permission reach the unit: by the unit's place in its tree, or by the area that it stands in? */
export const reachesUnit = (
  grants: readonly Grant[],
  permission: Permission,
  unit: UnitNode,
  units: UnitTree,
  areas: AreaTree,
): boolean => {
  const target = { areaPath: areaPathOf(unit, units, areas), unitPaths: [unit.path] };
  return grants.some((grant) => grant.permission === permission && covers(grant, target));
};

import { covers, type AreaNode, type Grant, type Permission, type ScopeTarget } from '@gridward/core';

const targetOf = ({ path }: Pick<AreaNode, 'path'>): ScopeTarget => ({ areaPath: path, unitPaths: [] });

/** Does the permission reach this area? By an area only; a unit at the root of all units stands for the whole jurisdiction. */
export const reachesArea = (grants: readonly Grant[], permission: Permission, area: Pick<AreaNode, 'path'>): boolean =>
  grants.some((grant) => grant.permission === permission && (covers(grant, targetOf(area)) || isWholeJurisdiction(grant)));

const isWholeJurisdiction = ({ areaPath, unitPath }: Grant): boolean =>
  areaPath === null && unitPath !== null && !unitPath.includes('.');

/**
 * May the area be read? An area post reads its subtree. A post at a unit alone has work all over the jurisdiction, so it reads all areas:
 * names, borders and counts, nothing of a resident.
 */
export const readsArea = (grants: readonly Grant[], area: Pick<AreaNode, 'path'>): boolean =>
  grants.some(
    (grant) =>
      grant.permission === 'area.read' && (covers(grant, targetOf(area)) || (grant.areaPath === null && grant.unitPath !== null)),
  );

import type { Uuid } from '../kernel/index.ts';
import type { Permission } from './permission.ts';

/**
 * One permission that a post gives, with where it holds. A post with an area reaches everything that lies in the area; a post at a unit
 * alone reaches only what that unit, or a unit below it, owns, leads or supports. Paths are `ltree` texts.
 */
export interface Grant {
  readonly permission: Permission;
  readonly postId: Uuid;
  readonly unitPath: string | null;
  readonly areaPath: string | null;
}

/** What a scope is asked about: the place, and every unit that is involved. */
export interface ScopeTarget {
  readonly areaPath: string | null;
  readonly unitPaths: readonly string[];
}

/** The part of a grant list that a query must filter by: rows within any of these areas or involving any of these units. */
export interface Reach {
  readonly areaPaths: readonly string[];
  readonly unitPaths: readonly string[];
}

/** The empty path: everything, whatever the trees hold. Only the operator at the machine itself has it. */
export const EVERYWHERE = '';

/** Does the subtree of `ancestor` contain `path`? Both are `ltree` texts; a path contains itself, the empty path contains all. */
export const isWithin = (path: string, ancestor: string): boolean =>
  ancestor === EVERYWHERE || path === ancestor || path.startsWith(`${ancestor}.`);

/** AC01 A grant covers a target by its area when it has one, otherwise by its unit. */
export function covers(grant: Grant, target: ScopeTarget): boolean {
  if (grant.areaPath !== null) return target.areaPath !== null && isWithin(target.areaPath, grant.areaPath);
  const { unitPath } = grant;
  return unitPath !== null && target.unitPaths.some((path) => isWithin(path, unitPath));
}

/** AC02 What an actor may do with this target. */
export function permissionsOn(grants: readonly Grant[], target: ScopeTarget): Set<Permission> {
  return new Set(grants.filter((grant) => covers(grant, target)).map(({ permission }) => permission));
}

/** AC03 Where a permission holds, as the widest subtrees only, so that a query has few conditions. Empty means nowhere. */
export function reachOf(grants: readonly Grant[], permission: Permission): Reach {
  const own = grants.filter((grant) => grant.permission === permission);
  const areaPaths = own.flatMap(({ areaPath }) => (areaPath === null ? [] : [areaPath]));
  const unitPaths = own.flatMap(({ areaPath, unitPath }) => (areaPath === null && unitPath !== null ? [unitPath] : []));
  return { areaPaths: widest(areaPaths), unitPaths: widest(unitPaths) };
}

function widest(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return unique.filter((path, i) => !unique.slice(0, i).some((wider) => isWithin(path, wider)));
}

/** AC04 Does the permission reach the root of the jurisdiction? Settings of the whole deployment ask for this. */
export function reachesRoot(grants: readonly Grant[], permission: Permission): boolean {
  const { areaPaths, unitPaths } = reachOf(grants, permission);
  return [...areaPaths, ...unitPaths].some((path) => !path.includes('.'));
}

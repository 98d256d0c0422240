import { covers, maskPhone, reachesRoot, type Grant } from '@gridward/core';

/** Where a post is held. */
interface PostPlace {
  readonly unitPath: string | null;
  readonly areaPath: string | null;
  /** Its area; of a post at a unit alone the one that the unit stands in. */
  readonly standsIn: string | null;
}

/** Who keeps this part of the organisation reads the work phone of a post in full, and so do colleagues of the same unit or area; others see enough to tell two apart. */
export function workPhoneFor(grants: readonly Grant[], place: PostPlace, workPhone: string | null): string | null {
  if (workPhone === null) return null;
  const isColleague = ({ unitPath, areaPath }: Grant): boolean =>
    (unitPath !== null && unitPath === place.unitPath) || (areaPath !== null && areaPath === place.areaPath);
  const target = { areaPath: place.standsIn, unitPaths: place.unitPath === null ? [] : [place.unitPath] };
  const keeps = (grant: Grant): boolean => grant.permission === 'unit.manage' && covers(grant, target);
  const isOpen = grants.some((grant) => keeps(grant) || isColleague(grant)) || reachesRoot(grants, 'unit.manage');
  return isOpen ? workPhone : maskPhone(workPhone);
}

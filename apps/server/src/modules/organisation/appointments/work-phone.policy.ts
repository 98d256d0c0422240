import { maskPhone, type Grant } from '@gridward/core';

/** Where a post is held. */
interface PostPlace {
  readonly unitPath: string | null;
  readonly areaPath: string | null;
}

/** Who keeps the organisation reads the work phone of a post in full, and so do colleagues of the same unit or area; others see enough to tell two apart. */
export function workPhoneFor(grants: readonly Grant[], place: PostPlace, workPhone: string | null): string | null {
  const isColleague = ({ unitPath, areaPath }: Grant): boolean =>
    (unitPath !== null && unitPath === place.unitPath) || (areaPath !== null && areaPath === place.areaPath);
  const isOpen = grants.some((grant) => grant.permission === 'unit.manage' || isColleague(grant));
  return workPhone === null || isOpen ? workPhone : maskPhone(workPhone);
}

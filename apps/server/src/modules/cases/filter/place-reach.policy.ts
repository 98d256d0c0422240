import type { Permission, Uuid } from '@gridward/core';
import type { Actor } from '../../../http/actor.ts';
import type { CasePictures } from '../case-context.service.ts';
import { NOWHERE, reachFilter } from './case-filter.policy.ts';
import type { PlaceReach } from './place-reach.repository.ts';

/** Where a permission reaches within the place that somebody has chosen, as the list of cases reads both: an unknown place holds nothing. */
export function placeReach(
  actor: Actor,
  pictures: CasePictures,
  areaId: Uuid | undefined,
  permission: Permission = 'case.read',
): PlaceReach | typeof NOWHERE {
  const reach = reachFilter(actor, pictures, permission);
  if (reach === NOWHERE) return NOWHERE;
  if (areaId === undefined) return { reach, areaPath: null };
  const areaPath = pictures.areas.byId(areaId)?.path;
  return areaPath === undefined ? NOWHERE : { reach, areaPath };
}

import type { CaseViewSharing } from '@gridward/contract';
import type { AreaTree, UnitTree, Uuid } from '@gridward/core';
import { isWithin } from '@gridward/core';
import type { Actor } from '../../http/actor.ts';

interface Trees {
  readonly areas: AreaTree;
  readonly units: UnitTree;
}

/** Units and areas whose views somebody is shown: those of their posts and everything above them. */
export function listensTo(
  actor: Actor,
  { areas }: Trees,
): { readonly unitIds: readonly Uuid[]; readonly areaIds: readonly Uuid[] } {
  const ofPosts = actor.posts.flatMap(({ areaId }) => areaId ?? []);
  const areaIds = new Set(ofPosts.flatMap((areaId) => areas.ancestors(areaId).map(({ id }) => id)));
  return { unitIds: [...actor.unitIds], areaIds: [...areaIds] };
}

/** Units and areas of somebody's own posts: what they may address is these and what lies below. */
export function ownPlaces(actor: Actor, { areas, units }: Trees) {
  const unitIds = [...new Set(actor.posts.flatMap(({ unitId }) => unitId ?? []))];
  const areaIds = [...new Set(actor.posts.flatMap(({ areaId }) => areaId ?? []))];
  return {
    units: unitIds.flatMap((id) => units.byId(id) ?? []),
    areas: areaIds.flatMap((id) => areas.byId(id) ?? []),
  };
}

/** A view is shared within the sharer's own posts and nowhere else. */
export function mayShare(sharing: CaseViewSharing, actor: Actor, trees: Trees): boolean {
  const own = ownPlaces(actor, trees);
  const below = (path: string | undefined, above: readonly { readonly path: string }[]): boolean =>
    path !== undefined && above.some((one) => isWithin(path, one.path));
  switch (sharing.with) {
    case 'none':
      return true;
    case 'unit':
      return below(trees.units.byId(sharing.unitId)?.path, own.units);
    case 'area':
      return below(trees.areas.byId(sharing.areaId)?.path, own.areas);
  }
}

import type { Said } from '@gridward/contract';
import { checkTopology, type AreaGeometry } from '@gridward/geo';
import type { AreaNode } from '@gridward/core';
import type { AreaPicture } from '../area-picture.ts';
import type { ImportFindingDraft } from './finding.ts';
import { topologyFinding } from './topology-words.ts';

/** Why a surface cannot be used, in words; `undefined` when it can. Turned and unclosed rings can: they are put right. */
export function checkSurface(geometry: AreaGeometry): Said | undefined {
  const bad = checkTopology(undefined, [{ id: 'surface', geometry }]).find(
    (found) => found.kind === 'invalid_ring' && found.severity === 'error',
  );
  return bad === undefined ? undefined : topologyFinding(bad, []).message;
}

/** Gaps, overlaps and parts outside the parent that a new boundary of this area would make with its siblings of the same level. */
export function neighbourFindings(area: AreaNode, geometry: AreaGeometry, picture: AreaPicture): ImportFindingDraft[] {
  const { parentId } = area;
  if (parentId === null) return [];
  const siblings = picture.tree.children(parentId).flatMap((sibling) => {
    const drawn = picture.boundaryOf(sibling.id)?.geometry;
    const isPeer = sibling.id !== area.id && sibling.level === area.level && sibling.gridKind === area.gridKind;
    return isPeer && drawn !== undefined ? [{ id: sibling.id, geometry: drawn }] : [];
  });
  const within = area.gridKind === 'sea' ? undefined : picture.boundaryOf(parentId)?.geometry;
  return checkTopology(within, [{ id: area.id, geometry }, ...siblings])
    .filter(({ cellIds }) => cellIds.includes(area.id))
    .map((found) =>
      topologyFinding(
        found,
        found.cellIds.map((id) => ({ line: undefined, name: picture.tree.byId(id)?.name ?? id })),
      ),
    );
}

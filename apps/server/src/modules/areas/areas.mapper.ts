import type { AreaSummary, ImportFinding } from '@gridward/contract';
import { toIso, type AreaNode, type AreaTree, type Uuid } from '@gridward/core';
import type { AreaPicture } from './area-picture.ts';
import type { BoundaryRow } from './boundary.repository.ts';
import type { ImportFindingDraft } from './import/finding.ts';

/** Grids below each area, the area itself not counted. */
export function gridCounts(tree: AreaTree): ReadonlyMap<Uuid, number> {
  const counts = new Map<Uuid, number>();
  for (const grid of tree.all) {
    if (grid.level !== 'grid' || grid.validTo !== null) continue;
    for (const above of tree.ancestors(grid.id).slice(1)) counts.set(above.id, (counts.get(above.id) ?? 0) + 1);
  }
  return counts;
}

export const toSummary = (area: AreaNode, picture: AreaPicture, grids: ReadonlyMap<Uuid, number>): AreaSummary => {
  const boundary = picture.boundaryOf(area.id);
  return {
    id: area.id,
    parentId: area.parentId,
    level: area.level,
    gridKind: area.gridKind,
    code: area.code,
    codeSystem: area.codeSystem,
    name: area.name,
    alias: [...area.alias],
    ownerUnitId: area.ownerUnitId,
    householdCount: area.householdCount,
    population: area.population,
    countedOn: area.countedOn,
    childCount: picture.tree.children(area.id).length,
    gridCount: grids.get(area.id) ?? 0,
    hasBoundary: boundary !== undefined,
    provisional: boundary?.provisional ?? false,
    validFrom: toIso(area.validFrom),
    validTo: area.validTo === null ? null : toIso(area.validTo),
    version: area.version,
  };
};

export const toBoundaryVersion = (row: Omit<BoundaryRow, 'geometry'>) => ({
  id: row.id,
  versionNumber: row.versionNumber,
  areaM2: row.areaM2,
  representative: { ...row.representative },
  provisional: row.provisional,
  source: row.source,
  validFrom: toIso(row.validFrom),
  validTo: row.validTo === null ? null : toIso(row.validTo),
});

export const toDetail = (area: AreaNode, picture: AreaPicture, versions: readonly BoundaryRow[]) => ({
  ...toSummary(area, picture, gridCounts(picture.tree)),
  trail: picture.tree.trail(area.id).map(({ id, name, level }) => ({ id, name, level })),
  boundaries: versions.map(toBoundaryVersion),
});
export type AreaDetail = ReturnType<typeof toDetail>;

export const toFinding = (draft: ImportFindingDraft): ImportFinding => ({
  line: draft.line,
  severity: draft.severity,
  code: draft.code,
  column: draft.column ?? null,
  value: draft.value ?? null,
  message: draft.message,
  at: draft.at ?? null,
  suggestion: draft.suggestion ?? null,
});

import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { polygonsOf } from '../geometry/area-geometry.ts';
import { dissolve } from '../arrangement/dissolve.ts';
import { arrange } from '../arrangement/arrangement.ts';
import type { Suggestion, TopologyCell } from './finding.ts';
import { checkGeometry } from './ring-check.ts';

type SurfaceSuggestion = Exclude<Suggestion, { kind: 'remove_cell' | 'replace_geometry' }>;

const isSurface = (suggestion: Suggestion): suggestion is SurfaceSuggestion =>
  suggestion.kind !== 'remove_cell' && suggestion.kind !== 'replace_geometry';

/**
 * Carries out suggestions, in their order: a later one wins where two speak of the same spot. Cells keep their order
 * and everything else that they hold; duplicates that were to be removed are gone, and a cell that loses its whole
 * surface has no geometry. Neighbours that come back share their vertices exactly (vertices move by at most 0.1 mm).
 */
export function repair<C extends TopologyCell>(cells: readonly C[], suggestions: readonly Suggestion[]): C[] {
  const removed = new Set(suggestions.flatMap((s) => (s.kind === 'remove_cell' ? [s.index] : [])));
  const replaced = new Map(suggestions.flatMap((s) => (s.kind === 'replace_geometry' ? [[s.cellId, s.geometry]] : [])));
  const kept = cells
    .filter((_, index) => !removed.has(index))
    .map((cell) => ({ ...cell, geometry: replaced.get(cell.id) ?? cell.geometry }));
  const surfaces = suggestions.filter(isSurface);
  return surfaces.length === 0 ? kept : redrawn(kept, surfaces);
}

function redrawn<C extends TopologyCell>(cells: readonly C[], suggestions: readonly SurfaceSuggestion[]): C[] {
  const cellPolygons = cells.map((cell) => checkGeometry(cell.geometry).polygons);
  const cellOf = cellPolygons.flatMap((polygons, cell) => polygons.map(() => cell));
  const suggestionOf = suggestions.flatMap((s, i) => polygonsOf(s.geometry).map(() => i));
  const arrangement = arrange([...cellPolygons.flat(), ...suggestions.flatMap((s) => polygonsOf(s.geometry))]);
  const indexOf = new Map(cells.map((cell, i) => [cell.id, i]));
  const facesOf = cells.map((): number[] => []);
  for (const [face, cover] of arrangement.coversOf.entries()) {
    const owners = new Set(cover.flatMap((polygon) => cellOf[polygon] ?? []));
    const asked = new Set(cover.flatMap((polygon) => suggestionOf[polygon - cellOf.length] ?? []));
    for (const i of asked) decide(owners, suggestions[i], indexOf);
    for (const owner of owners) facesOf[owner]?.push(face);
  }
  return cells.map((cell, i) => {
    const geometry: AreaGeometry | undefined = dissolve(arrangement, facesOf[i] ?? []);
    return { ...cell, geometry };
  });
}

function decide(owners: Set<number>, suggestion: SurfaceSuggestion | undefined, indexOf: ReadonlyMap<string, number>): void {
  const cell = suggestion && indexOf.get(suggestion.cellId);
  if (cell === undefined) return;
  if (suggestion?.kind === 'clip_to_parent') {
    owners.delete(cell);
    return;
  }
  owners.clear();
  owners.add(cell);
}

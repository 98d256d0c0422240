import type { AreaImportOptions } from '@gridward/contract';
import { groupBy } from '@gridward/core';
import {
  bootstrapBoundaries,
  checkTopology,
  orientRings,
  repair,
  toWgs84,
  type AreaGeometry,
  type BoundaryWarning,
  type TopologyCell,
} from '@gridward/geo';
import type { AreaPicture } from '../area-picture.ts';
import { finding, type ImportFindingDraft } from './finding.ts';
import type { PlannedArea } from './planned-area.ts';
import { rounded } from './round.ts';
import { topologyFinding } from './topology-words.ts';

interface SurfaceInput {
  readonly lines: readonly PlannedArea[];
  readonly options: AreaImportOptions;
  readonly outline: AreaGeometry | undefined;
  readonly picture: AreaPicture;
  readonly findings: ImportFindingDraft[];
}

/** A point this far outside the outline still counts as on it: geocoders and drawn outlines differ by that much. */
const SNAP_WITHIN_M = 500;

/** Guesses surfaces where asked, then checks each layer of siblings; surfaces that cannot be used are taken off their lines. */
export function checkSurfaces(input: SurfaceInput): void {
  if (input.options.mode === 'bootstrap') guessSurfaces(input);
  const layers = groupBy(input.lines, (line) => line.parent);
  for (const [parent, siblings] of layers) {
    const groups = groupBy(siblings, (line) => (isCutOut(line) ? 'cut_out' : line.level));
    for (const [group, lines] of groups) {
      if (lines.some(({ geometry, point }) => geometry !== undefined || point !== undefined))
        checkLayer(input, parent, lines, group === 'cut_out');
    }
  }
}

/** Grids that lie over others, so neither gaps nor overlaps with those mean anything. */
const isCutOut = ({ gridKind }: { readonly gridKind: PlannedArea['gridKind'] }): boolean =>
  gridKind === 'dedicated' || gridKind === 'road' || gridKind === 'site';

const surfaceOf = (area: PlannedArea['parent'], picture: AreaPicture): AreaGeometry | undefined => {
  if (area === null) return undefined;
  if ('id' in area) return picture.boundaryOf(area.id)?.geometry;
  return area.geometry ?? (area.existing === undefined ? undefined : picture.boundaryOf(area.existing.id)?.geometry);
};

function guessSurfaces({ lines, options, outline, picture, findings }: SurfaceInput): void {
  const given = outline === undefined ? undefined : orientRings(toWgs84(outline, options.outlineSystem ?? options.system));
  for (const [parent, siblings] of groupBy(lines, (line) => line.parent)) {
    const within = given ?? surfaceOf(parent, picture);
    const wanting = siblings.filter((line) => line.geometry === undefined && line.point !== undefined && mayGuess(line, picture));
    if (within === undefined) {
      for (const { line } of wanting)
        findings.push(
          finding('error', line, 'outline_missing', '缺少外轮廓，无法推定边界', 'There is no outline to guess boundaries in'),
        );
      continue;
    }
    const seeds = wanting.map(({ line, point }) => ({
      id: String(line).padStart(9, '0'),
      lng: point?.lng ?? Number.NaN,
      lat: point?.lat ?? Number.NaN,
    }));
    for (const [i, guess] of bootstrapBoundaries(seeds, within, { snapOutsideWithinM: SNAP_WITHIN_M }).entries()) {
      const line = wanting[i];
      if (line === undefined) continue;
      for (const warning of guess.warnings) findings.push(guessFinding(line.line, warning));
      if (guess.geometry === undefined) continue;
      line.geometry = orientRings(rounded(guess.geometry));
      line.provisional = true;
    }
  }
}

/** A drawn boundary is never replaced by a guess. */
function mayGuess({ existing }: PlannedArea, picture: AreaPicture): boolean {
  const boundary = existing === undefined ? undefined : picture.boundaryOf(existing.id);
  return boundary === undefined || boundary.provisional;
}

function guessFinding(line: number, warning: BoundaryWarning): ImportFindingDraft {
  switch (warning.kind) {
    case 'outside_outline':
      return finding(
        'error',
        line,
        warning.kind,
        `点位在轮廓外 ${Math.round(warning.distanceM)} 米，未推定边界`,
        `The point lies ${Math.round(warning.distanceM)} m outside the outline and got no boundary`,
      );
    case 'snapped_to_outline':
      return finding(
        'warning',
        line,
        warning.kind,
        `点位在轮廓外 ${Math.round(warning.distanceM)} 米，按轮廓上最近点处理`,
        `The point lies ${Math.round(warning.distanceM)} m outside the outline and counts as on it`,
      );
    case 'coincident':
      return finding(
        'error',
        line,
        warning.kind,
        `与第 ${Number(warning.withId)} 行点位相同，未推定边界`,
        `The same point as line ${Number(warning.withId)}; got no boundary`,
      );
    case 'not_a_position':
      return finding('error', line, warning.kind, '坐标无效', 'The position is not valid');
    case 'several_parts':
      return finding(
        'warning',
        line,
        warning.kind,
        `推定的边界分成 ${warning.parts} 块`,
        `The guessed boundary has ${warning.parts} parts`,
      );
  }
}

interface Cell extends TopologyCell {
  /** Nothing for a neighbour that only the store knows. */
  readonly line: PlannedArea | undefined;
}

function checkLayer(input: SurfaceInput, parent: PlannedArea['parent'], lines: readonly PlannedArea[], isOverlay: boolean): void {
  const { options, picture, findings } = input;
  const within = surfaceOf(parent, picture);
  let cells: Cell[] = [...lines.map(toCell), ...(isOverlay ? [] : neighbours(parent, lines, picture))];
  if (options.repair) cells = repaired(within, cells, findings);
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  for (const found of checkTopology(within, cells)) {
    const concerned = found.cellIds.flatMap((id) => byId.get(id) ?? []);
    if (isOverlay && (found.kind === 'gap' || found.kind === 'overlap')) continue;
    // The sea lies outside the land that a community is drawn as.
    if (
      (found.kind === 'outside_parent' || found.kind === 'point_outside_parent') &&
      concerned.some(({ line }) => line?.gridKind === 'sea')
    )
      continue;
    if (concerned.length > 0 && concerned.every(({ line }) => line === undefined)) continue;
    findings.push(
      topologyFinding(
        found,
        concerned.map(({ line, id }) => ({ line: line?.line, name: line?.name ?? picture.tree.byId(id)?.name ?? id })),
      ),
    );
    if (found.kind !== 'invalid_ring' || found.severity !== 'error') continue;
    for (const { line } of concerned) if (line !== undefined) line.geometry = undefined;
  }
}

const toCell = (line: PlannedArea): Cell => ({
  id: `line ${line.line}`,
  line,
  ...(line.geometry === undefined ? {} : { geometry: line.geometry }),
  ...(line.point === undefined ? {} : { point: [line.point.lng, line.point.lat] }),
});

/** Siblings that the file does not name, as they are drawn now. */
function neighbours(parent: PlannedArea['parent'], lines: readonly PlannedArea[], picture: AreaPicture): Cell[] {
  const parentId = parent === null ? undefined : 'id' in parent ? parent.id : parent.existing?.id;
  if (parentId === undefined) return [];
  const named = new Set(
    lines.flatMap(({ existing, geometry }) => (existing === undefined || geometry === undefined ? [] : [existing.id])),
  );
  const levels = new Set(lines.map(({ level }) => level));
  return picture.tree.children(parentId).flatMap((area) => {
    const geometry = picture.boundaryOf(area.id)?.geometry;
    if (geometry === undefined || named.has(area.id) || !levels.has(area.level) || isCutOut(area)) return [];
    return [{ id: area.id, line: undefined, geometry }];
  });
}

/** Carries out what concerns only lines of the file; a duplicate stays, for a person to decide which it is. */
function repaired(within: AreaGeometry | undefined, cells: readonly Cell[], findings: ImportFindingDraft[]): Cell[] {
  const own = new Set(cells.flatMap(({ id, line }) => (line === undefined ? [] : [id])));
  const suggestions = checkTopology(within, cells).flatMap(({ suggestion, cellIds, kind }) => {
    const isSea = kind === 'outside_parent' && cells.some(({ id, line }) => cellIds.includes(id) && line?.gridKind === 'sea');
    if (suggestion === undefined || suggestion.kind === 'remove_cell' || isSea || !cellIds.every((id) => own.has(id))) return [];
    return [suggestion];
  });
  if (suggestions.length === 0) return [...cells];
  findings.push(
    finding(
      'note',
      0,
      'repaired',
      `已按建议修复 ${suggestions.length} 处`,
      `${suggestions.length} places were repaired as suggested`,
    ),
  );
  return repair(cells, suggestions).map((cell) => {
    if (cell.line === undefined || cell.geometry === undefined) return cell;
    const geometry = orientRings(rounded(cell.geometry));
    cell.line.geometry = geometry;
    return { ...cell, geometry };
  });
}

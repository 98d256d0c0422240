import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import { interiorPoint } from '../geometry/interior-point.ts';
import { areaM2 } from '../geometry/measure.ts';
import { dissolve } from '../arrangement/dissolve.ts';
import { arrange } from '../arrangement/arrangement.ts';
import type { Finding, Suggestion, TopologyCell, TopologyTolerances } from './finding.ts';
import { DEFAULT_TOLERANCES } from './finding.ts';
import type { Layer, Piece } from './layer.ts';
import { neighboursOf, overlayLayer, pieceOf } from './layer.ts';
import type { CheckedGeometry } from './ring-check.ts';
import { checkGeometry, tidy } from './ring-check.ts';

interface Check {
  readonly cells: readonly TopologyCell[];
  readonly areasM2: readonly number[];
  readonly layer: Layer;
  readonly tolerances: TopologyTolerances;
}

/**
 * Checks one layer of cells against each other and against their parent. Without a parent, gaps are the spaces that
 * cells enclose. Bad input is reported, never thrown: what cannot be used of a geometry is left out of the overlay.
 * The overlay works on a grid of 1e-9° (0.1 mm) and is exact there. Order: rings, duplicates, overlaps, gaps, parts
 * and points outside the parent; within a kind the order of the cells.
 */
export function checkTopology(
  parent: AreaGeometry | undefined,
  cells: readonly TopologyCell[],
  tolerances: Partial<TopologyTolerances> = {},
): Finding[] {
  const checkedParent = parent === undefined ? undefined : checkGeometry(parent);
  const checked = cells.map((cell) => (cell.geometry === undefined ? undefined : checkGeometry(cell.geometry)));
  const layer = overlayLayer(
    checkedParent?.polygons,
    checked.map((one) => one?.polygons ?? []),
  );
  const areasM2 = checked.map((one) => areaM2(tidy(one?.polygons ?? [])));
  const check: Check = { cells, areasM2, layer, tolerances: { ...DEFAULT_TOLERANCES, ...tolerances } };
  return [
    ...ringFindings(checkedParent, undefined),
    ...cells.flatMap((cell, i) => ringFindings(checked[i], cell.id)),
    ...idDuplicates(cells),
    ...overlapFindings(check),
    ...gapFindings(check),
    ...(checkedParent === undefined ? [] : outsideFindings(check)),
    ...(checkedParent === undefined ? [] : pointFindings(cells, tidy(checkedParent.polygons))),
  ];
}

function ringFindings(checked: CheckedGeometry | undefined, cellId: string | undefined): Finding[] {
  if (checked === undefined || checked.defects.length === 0) return [];
  const geometry = validForm(checked);
  const suggestion: Suggestion | undefined =
    geometry && cellId !== undefined ? { kind: 'replace_geometry', cellId, geometry } : undefined;
  const firsts = checked.defects.filter((defect, i, all) => all.findIndex((d) => d.problem === defect.problem) === i);
  return firsts.map(({ problem, at }) => ({
    kind: 'invalid_ring',
    problem,
    severity: problem === 'wrong_orientation' || problem === 'unclosed' ? 'warning' : 'error',
    at: at ?? (geometry && interiorPoint(geometry)),
    cellIds: cellId === undefined ? [] : [cellId],
    suggestion,
  }));
}

/** The surface that the rings enclose under the even-odd rule, as a valid geometry. */
function validForm({ polygons, defects }: CheckedGeometry): AreaGeometry | undefined {
  if (defects.every(({ problem }) => problem === 'wrong_orientation' || problem === 'unclosed')) return tidy(polygons);
  const arrangement = arrange(polygons);
  const covered = [...arrangement.coversOf.keys()].filter((face) => (arrangement.coversOf[face]?.length ?? 0) > 0);
  return dissolve(arrangement, covered);
}

function idDuplicates(cells: readonly TopologyCell[]): Finding[] {
  const seen = new Set<string>();
  return cells.flatMap((cell, index): Finding[] => {
    if (!seen.has(cell.id)) {
      seen.add(cell.id);
      return [];
    }
    const at = cell.point ?? interiorPoint(tidy(checkGeometry(cell.geometry).polygons));
    const suggestion: Suggestion = { kind: 'remove_cell', cellId: cell.id, index };
    return [{ kind: 'duplicate', same: 'id', severity: 'error', at, cellIds: [cell.id], suggestion }];
  });
}

/** Pieces thick enough to count, united per key. */
function unitedBy({ layer, tolerances }: Check, keysOf: (face: number) => string[]): Map<string, Piece> {
  const facesOf = new Map<string, number[]>();
  for (const face of layer.cellsOf.keys()) {
    const keys = keysOf(face);
    if (keys.length === 0 || (pieceOf(layer, [face])?.widthM ?? 0) < tolerances.ignoreWidthM) continue;
    for (const key of keys) facesOf.set(key, [...(facesOf.get(key) ?? []), face]);
  }
  const pieces = new Map<string, Piece>();
  for (const [key, faces] of facesOf) {
    const piece = pieceOf(layer, faces);
    if (piece !== undefined && piece.areaM2 >= tolerances.ignoreAreaM2) pieces.set(key, piece);
  }
  return pieces;
}

const severityOf = (piece: Piece, { sliverWidthM }: TopologyTolerances) => (piece.widthM < sliverWidthM ? 'warning' : 'error');

/** Two surfaces are the same when they share all but a millionth. */
const SAME_SHARE = 1 - 1e-6;

function overlapFindings(check: Check): Finding[] {
  const { cells, areasM2, layer, tolerances } = check;
  const pairsOf = (face: number) => {
    const covering = layer.cellsOf[face] ?? [];
    return covering.flatMap((i) => covering.filter((j) => j > i).map((j) => `${i},${j}`));
  };
  const found = [...unitedBy(check, pairsOf)].map(([key, piece]): Finding => {
    const [i = 0, j = 0] = key.split(',').map(Number);
    const cellIds = [cells[i]?.id ?? '', cells[j]?.id ?? ''];
    const [areaI, areaJ] = [areasM2[i] ?? 0, areasM2[j] ?? 0];
    const at = interiorPoint(piece.geometry);
    if (piece.areaM2 >= SAME_SHARE * Math.max(areaI, areaJ)) {
      const suggestion: Suggestion = { kind: 'remove_cell', cellId: cellIds[1] ?? '', index: j };
      return { kind: 'duplicate', same: 'geometry', severity: 'error', at, cellIds, suggestion };
    }
    const severity = severityOf(piece, tolerances);
    // The smaller cell keeps what both claim: it would lose the larger share of itself, all of it when nested.
    const cellId = (areaI <= areaJ ? cellIds[0] : cellIds[1]) ?? '';
    const suggestion: Suggestion = {
      kind: severity === 'warning' ? 'snap' : 'assign_overlap_to',
      cellId,
      geometry: piece.geometry,
    };
    return { kind: 'overlap', severity, at, cellIds, areaM2: piece.areaM2, geometry: piece.geometry, suggestion };
  });
  return [...found.filter(({ kind }) => kind === 'duplicate'), ...found.filter(({ kind }) => kind !== 'duplicate')];
}

function gapFindings(check: Check): Finding[] {
  const { cells, layer, tolerances } = check;
  const isGap = (face: number) => layer.isWanted[face] === true && layer.cellsOf[face]?.length === 0;
  const pieces = unitedBy(check, (face) => (isGap(face) ? [`${face}`] : []));
  return [...pieces].map(([face, { geometry, areaM2: area, widthM }]): Finding => {
    const cellIds = neighboursOf(layer, Number(face)).map((cell) => cells[cell]?.id ?? '');
    const severity = severityOf({ geometry, areaM2: area, widthM }, tolerances);
    const [cellId] = cellIds;
    const kind = severity === 'warning' ? 'snap' : 'assign_gap_to';
    const suggestion: Suggestion | undefined = cellId === undefined ? undefined : { kind, cellId, geometry };
    return { kind: 'gap', severity, at: interiorPoint(geometry), cellIds, areaM2: area, geometry, suggestion };
  });
}

function outsideFindings(check: Check): Finding[] {
  const { cells, layer, tolerances } = check;
  const keysOf = (face: number) => (layer.isWanted[face] === true ? [] : (layer.cellsOf[face] ?? []).map(String));
  return [...unitedBy(check, keysOf)].map(([cell, piece]): Finding => {
    const cellId = cells[Number(cell)]?.id ?? '';
    const { geometry } = piece;
    return {
      kind: 'outside_parent',
      severity: severityOf(piece, tolerances),
      at: interiorPoint(geometry),
      cellIds: [cellId],
      areaM2: piece.areaM2,
      geometry,
      suggestion: { kind: 'clip_to_parent', cellId, geometry },
    };
  });
}

function pointFindings(cells: readonly TopologyCell[], parent: AreaGeometry): Finding[] {
  return cells.flatMap((cell): Finding[] => {
    if (cell.point === undefined || placeInArea(cell.point, parent) !== 'outside') return [];
    return [{ kind: 'point_outside_parent', severity: 'error', at: cell.point, cellIds: [cell.id] }];
  });
}

import type { Arrangement } from '../arrangement/arrangement.ts';
import { arrange } from '../arrangement/arrangement.ts';
import { dissolve } from '../arrangement/dissolve.ts';
import { edgeOf, twinOf } from '../arrangement/half-edges.ts';
import type { AreaGeometry, Ring } from '../geometry/area-geometry.ts';
import { areaM2, distanceM, lengthM } from '../geometry/measure.ts';

/** A layer overlaid with its parent: which cells cover which face. Cells are numbered as in the input. */
export interface Layer {
  readonly arrangement: Arrangement;
  /** Cells that cover each face, ascending. */
  readonly cellsOf: readonly (readonly number[])[];
  /** Whether each face is to be covered: inside the parent or, without one, enclosed by cells. */
  readonly isWanted: readonly boolean[];
}

/** A piece of surface with its measures. */
export interface Piece {
  readonly geometry: AreaGeometry;
  readonly areaM2: number;
  /** Mean width: twice the area by the length of the border. */
  readonly widthM: number;
}

/** Overlays the usable polygons of each cell and, if given, of the parent. */
export function overlayLayer(parent: readonly Ring[][] | undefined, cells: readonly (readonly Ring[][])[]): Layer {
  const outer = parent ?? [];
  const cellOfPolygon = cells.flatMap((polygons, cell) => polygons.map(() => cell));
  const arrangement = arrange([...outer, ...cells.flat()]);
  const cellsOf = arrangement.coversOf.map((cover) => [
    ...new Set(cover.flatMap((polygon) => cellOfPolygon[polygon - outer.length] ?? [])),
  ]);
  const isWanted = arrangement.coversOf.map((cover, face) =>
    parent === undefined ? face !== 0 : cover.some((polygon) => polygon < outer.length),
  );
  return { arrangement, cellsOf, isWanted };
}

/** The union of some faces, measured. */
export function pieceOf(layer: Layer, faces: readonly number[]): Piece | undefined {
  const geometry = dissolve(layer.arrangement, faces);
  if (geometry === undefined) return undefined;
  const area = areaM2(geometry);
  return { geometry, areaM2: area, widthM: (2 * area) / lengthM(geometry) };
}

/** Cells along the border of a face, the one with the longest common border first. */
export function neighboursOf({ arrangement, cellsOf }: Layer, face: number): number[] {
  const borderM = new Map<number, number>();
  for (const h of arrangement.bordersOf[face] ?? []) {
    const { a, b } = edgeOf(arrangement.halfEdges.edges, h);
    const length = distanceM(arrangement.vertices.position(a), arrangement.vertices.position(b));
    for (const cell of cellsOf[arrangement.faceOf[twinOf(h)] ?? 0] ?? []) borderM.set(cell, (borderM.get(cell) ?? 0) + length);
  }
  return [...borderM].toSorted((p, q) => q[1] - p[1] || p[0] - q[0]).map(([cell]) => cell);
}

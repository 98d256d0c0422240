import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { areaGeometryOf } from '../geometry/area-geometry.ts';
import type { Arrangement } from './arrangement.ts';
import { nextOf, tailOf, twinOf } from './half-edges.ts';
import { isInsideLoop, loopArea, splitAtRepeats } from './loops.ts';
import type { SnapVertices } from './snap-grid.ts';

interface Shell {
  readonly path: number[];
  readonly area: number;
  readonly holes: number[][];
}

/**
 * The union of some faces as a valid surface: outer rings counter-clockwise, holes clockwise, rings that touch at a
 * vertex kept apart. `undefined` when there is no face.
 */
export function dissolve(arrangement: Arrangement, faces: Iterable<number>): AreaGeometry | undefined {
  const { vertices } = arrangement;
  const shells: Shell[] = [];
  const openHoles: number[][] = [];
  for (const loop of traceBorders(arrangement, new Set(faces))) {
    const parts = splitAtRepeats(loop).map((path) => ({ path, area: loopArea(vertices, path), holes: [] }));
    const outer: Shell[] = parts.filter((part) => part.area > 0);
    const holes = parts.filter((part) => part.area < 0).map((part) => part.path);
    shells.push(...outer);
    const [only] = outer;
    if (only !== undefined && outer.length === 1) only.holes.push(...holes);
    else openHoles.push(...holes);
  }
  for (const hole of openHoles) smallestAround(vertices, hole, shells)?.holes.push(hole);
  const toRing = (path: number[]) => [...path, path[0] ?? 0].map((v) => vertices.position(v));
  return areaGeometryOf(shells.map((shell) => [shell.path, ...shell.holes].map(toRing)));
}

/** Borders of a set of faces as loops of vertices, the faces on the left. */
function traceBorders({ halfEdges, faceOf, bordersOf }: Arrangement, faces: ReadonlySet<number>): number[][] {
  const isWithin = (h: number) => faces.has(faceOf[h] ?? 0);
  const isSeen = new Set<number>();
  const loops: number[][] = [];
  for (const face of faces) {
    for (const start of bordersOf[face] ?? []) {
      if (isSeen.has(start) || isWithin(twinOf(start))) continue;
      const loop: number[] = [];
      let h = start;
      while (!isSeen.has(h)) {
        isSeen.add(h);
        loop.push(tailOf(halfEdges.edges, h));
        h = nextOf(halfEdges, h);
        while (isWithin(twinOf(h))) h = nextOf(halfEdges, twinOf(h));
      }
      loops.push(loop);
    }
  }
  return loops;
}

function smallestAround(vertices: SnapVertices, hole: readonly number[], shells: readonly Shell[]): Shell | undefined {
  let best: Shell | undefined;
  for (const shell of shells) {
    if (best !== undefined && shell.area >= best.area) continue;
    if (hole.some((v) => isInsideLoop(vertices, v, shell.path))) best = shell;
  }
  return best;
}

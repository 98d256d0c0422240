import Flatbush from 'flatbush';
import type { Ring } from '../geometry/area-geometry.ts';
import type { HalfEdges } from './half-edges.ts';
import { edgeOf, linkHalfEdges, nextOf, tailOf, twinOf } from './half-edges.ts';
import { isInsideLoop, loopArea, loopBox } from './loops.ts';
import { EdgeSet, nodeEdges, toggled } from './noding.ts';
import { SnapVertices } from './snap-grid.ts';

/**
 * The plane cut by the borders of many polygons into faces. Face 0 is the unbounded one. All overlay questions
 * (gap, overlap, difference, union) become "which polygons cover this face", and surfaces built from faces share their
 * vertices exactly.
 */
export interface Arrangement {
  readonly vertices: SnapVertices;
  readonly halfEdges: HalfEdges;
  /** Face to the left of each half-edge. */
  readonly faceOf: Int32Array;
  /** Half-edges around each face, holes included. */
  readonly bordersOf: readonly (readonly number[])[];
  /** Ascending numbers of the polygons that cover each face (even-odd rule within a polygon). */
  readonly coversOf: readonly (readonly number[])[];
}

/** Overlays polygons given as their rings. Rings with unusable positions must be left out before. */
export function arrange(polygons: readonly (readonly Ring[])[]): Arrangement {
  const vertices = new SnapVertices();
  const edges = new EdgeSet();
  for (const [polygon, rings] of polygons.entries()) {
    for (const ring of rings) {
      const ids = ring.map((position) => vertices.addPosition(position));
      for (const [i, id] of ids.entries()) edges.lay(id, ids[(i + 1) % ids.length] ?? id, [polygon]);
    }
  }
  const halfEdges = linkHalfEdges(vertices, nodeEdges(vertices, edges.list()));
  const { faceOf, bordersOf } = traceFaces(vertices, halfEdges);
  return { vertices, halfEdges, faceOf, bordersOf, coversOf: spreadCovers(halfEdges, faceOf, bordersOf) };
}

interface Loop {
  readonly halfEdges: number[];
  readonly vertices: number[];
  readonly area: number;
}

function traceLoops(vertices: SnapVertices, halfEdges: HalfEdges): Loop[] {
  const isSeen = new Uint8Array(halfEdges.next.length);
  const loops: Loop[] = [];
  for (let start = 0; start < isSeen.length; start++) {
    if (isSeen[start] === 1) continue;
    const members: number[] = [];
    for (let h = start; isSeen[h] === 0; h = nextOf(halfEdges, h)) {
      isSeen[h] = 1;
      members.push(h);
    }
    const path = members.map((h) => tailOf(halfEdges.edges, h));
    loops.push({ halfEdges: members, vertices: path, area: loopArea(vertices, path) });
  }
  return loops;
}

function traceFaces(vertices: SnapVertices, halfEdges: HalfEdges): { faceOf: Int32Array; bordersOf: number[][] } {
  const loops = traceLoops(vertices, halfEdges);
  const outer = loops.filter((loop) => loop.area > 0);
  const bordersOf: number[][] = [[], ...outer.map((loop) => [...loop.halfEdges])];
  const findFace = faceFinder(vertices, outer);
  for (const loop of loops) {
    if (loop.area <= 0) bordersOf[findFace(loop)]?.push(...loop.halfEdges);
  }
  const faceOf = new Int32Array(halfEdges.next.length);
  for (const [face, border] of bordersOf.entries()) {
    for (const h of border) faceOf[h] = face;
  }
  return { faceOf, bordersOf };
}

/** Finds the face that an inner border lies in: the smallest outer loop strictly around one of its vertices. */
function faceFinder(vertices: SnapVertices, outer: readonly Loop[]): (loop: Loop) => number {
  if (outer.length === 0) return () => 0;
  const index = new Flatbush(outer.length);
  for (const loop of outer) index.add(...loopBox(vertices, loop.vertices));
  index.finish();
  return (inner) => {
    const vertex = inner.vertices[0] ?? 0;
    const [x, y] = [vertices.x(vertex), vertices.y(vertex)];
    let [face, smallest] = [0, Infinity];
    for (const i of index.search(x, y, x, y)) {
      const loop = outer[i];
      if (loop === undefined || loop.area >= smallest || !isInsideLoop(vertices, vertex, loop.vertices)) continue;
      [face, smallest] = [i + 1, loop.area];
    }
    return face;
  };
}

/** Walks from the unbounded face over every edge: crossing a border enters or leaves its polygons. */
function spreadCovers(
  halfEdges: HalfEdges,
  faceOf: Int32Array,
  bordersOf: readonly (readonly number[])[],
): (readonly number[])[] {
  const covers: (readonly number[] | undefined)[] = bordersOf.map(() => undefined);
  covers[0] = [];
  const queue = [0];
  for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
    for (const h of bordersOf[face] ?? []) {
      const across = faceOf[twinOf(h)] ?? 0;
      if (covers[across] !== undefined) continue;
      covers[across] = toggled(covers[face] ?? [], edgeOf(halfEdges.edges, h).owners);
      queue.push(across);
    }
  }
  return covers.map((cover) => cover ?? []);
}

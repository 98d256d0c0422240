import { turn } from '../geometry/turn.ts';
import type { Edge } from './noding.ts';
import type { SnapVertices } from './snap-grid.ts';

/** Directed edges: number 2e runs a → b along edge e, 2e + 1 back; a half-edge has its face on the left. */
export interface HalfEdges {
  readonly edges: readonly Edge[];
  /** The half-edge that follows on the border of the face to the left. */
  readonly next: Int32Array;
}

/** The same edge in the other direction. */
export const twinOf = (halfEdge: number): number => halfEdge ^ 1;

export function edgeOf(edges: readonly Edge[], halfEdge: number): Edge {
  return edges[halfEdge >> 1] as Edge;
}

/** The vertex where a half-edge starts. */
export function tailOf(edges: readonly Edge[], halfEdge: number): number {
  const edge = edgeOf(edges, halfEdge);
  return (halfEdge & 1) === 0 ? edge.a : edge.b;
}

/** The half-edge after this one on the border of the face to the left. */
export const nextOf = (halfEdges: HalfEdges, halfEdge: number): number => halfEdges.next[halfEdge] as number;

/** Links noded edges into face borders: at every vertex, the sharpest left turn follows. */
export function linkHalfEdges(vertices: SnapVertices, edges: readonly Edge[]): HalfEdges {
  const outgoing = new Map<number, number[]>();
  for (let h = 0; h < edges.length * 2; h++) {
    const tail = tailOf(edges, h);
    const star = outgoing.get(tail);
    if (star === undefined) outgoing.set(tail, [h]);
    else star.push(h);
  }
  const next = new Int32Array(edges.length * 2);
  for (const [vertex, star] of outgoing) {
    const direction = (h: number) => {
      const head = tailOf(edges, twinOf(h));
      return [vertices.x(head) - vertices.x(vertex), vertices.y(head) - vertices.y(vertex)] as const;
    };
    star.sort((g, h) => compareDirections(direction(g), direction(h)));
    for (const [i, h] of star.entries()) next[twinOf(h)] = star[(i + star.length - 1) % star.length] as number;
  }
  return { edges, next };
}

/** Counter-clockwise order from the east; exact, so that hair-thin wedges are not confused. */
function compareDirections(p: readonly [number, number], q: readonly [number, number]): number {
  const [halfP, halfQ] = [lowerHalf(p), lowerHalf(q)];
  if (halfP !== halfQ) return halfP - halfQ;
  return -Math.sign(turn(0, 0, p[0], p[1], q[0], q[1]));
}

const lowerHalf = ([x, y]: readonly [number, number]): number => (y > 0 || (y === 0 && x > 0) ? 0 : 1);

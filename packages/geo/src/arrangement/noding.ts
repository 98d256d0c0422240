import Flatbush from 'flatbush';
import { turn } from '../geometry/turn.ts';
import type { SnapVertices } from './snap-grid.ts';

/** An undirected edge between two vertices, with the polygons whose border runs along it an odd number of times. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  owners: readonly number[];
}

/** Beyond half the diagonal of a grid square a vertex cannot be hit by a segment that was rounded. */
const SNAP_UNITS = 0.75;

/** Rounding may make new crossings; two or three rounds settle real files, the bound only guards against pathologies. */
const MAX_ROUNDS = 12;

/** Keys of edges stay exact integers while there are fewer vertices than this. */
const KEY_BASE = 2 ** 26;

/** The symmetric difference of two ascending lists. */
export function toggled(list: readonly number[], other: readonly number[]): readonly number[] {
  if (list.length === 0) return other;
  const kept = list.filter((item) => !other.includes(item));
  const added = other.filter((item) => !list.includes(item));
  return added.length === 0 ? kept : [...kept, ...added].toSorted((p, q) => p - q);
}

/** Edges by their two ends; laying an owner on an edge twice takes it off again (even-odd rule). */
export class EdgeSet {
  readonly #edges = new Map<number, Edge>();

  lay(from: number, to: number, owners: readonly number[]): void {
    if (from === to) return;
    const [a, b] = from < to ? [from, to] : [to, from];
    const key = a * KEY_BASE + b;
    const edge = this.#edges.get(key);
    if (edge === undefined) this.#edges.set(key, { a, b, owners });
    else edge.owners = toggled(edge.owners, owners);
  }

  /** Edges that bound something. */
  list(): Edge[] {
    return [...this.#edges.values()].filter((edge) => edge.owners.length > 0);
  }
}

/**
 * Cuts edges wherever they cross, overlap or run within a grid square of a vertex, so that afterwards edges meet at
 * shared vertices only (snap rounding, repeated until nothing is left to cut).
 */
export function nodeEdges(vertices: SnapVertices, edges: Edge[]): Edge[] {
  let current = edges;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cuts = findCuts(vertices, current);
    if (cuts.size === 0) break;
    const next = new EdgeSet();
    for (const [i, edge] of current.entries()) {
      let from = edge.a;
      for (const to of [...sortedAlong(vertices, edge, cuts.get(i)), edge.b]) {
        next.lay(from, to, edge.owners);
        from = to;
      }
    }
    current = next.list();
  }
  return current;
}

type Cuts = Map<number, Set<number>>;

function findCuts(vertices: SnapVertices, edges: Edge[]): Cuts {
  const cuts: Cuts = new Map();
  if (edges.length === 0) return cuts;
  const cut = (edge: number, vertex: number) => {
    const known = cuts.get(edge);
    if (known === undefined) cuts.set(edge, new Set([vertex]));
    else known.add(vertex);
  };
  cutAtCrossings(vertices, edges, cut);
  cutAtVertices(vertices, edges, cut);
  return cuts;
}

function edgeBox(vertices: SnapVertices, { a, b }: Edge, margin: number): [number, number, number, number] {
  const [ax, ay, bx, by] = [vertices.x(a), vertices.y(a), vertices.x(b), vertices.y(b)];
  return [Math.min(ax, bx) - margin, Math.min(ay, by) - margin, Math.max(ax, bx) + margin, Math.max(ay, by) + margin];
}

function cutAtCrossings(vertices: SnapVertices, edges: Edge[], cut: (edge: number, vertex: number) => void): void {
  const index = new Flatbush(edges.length);
  for (const edge of edges) index.add(...edgeBox(vertices, edge, 0));
  index.finish();
  for (const [i, edge] of edges.entries()) {
    for (const j of index.search(...edgeBox(vertices, edge, 0), (other) => other > i)) {
      const other = edges[j];
      const vertex = other && crossing(vertices, edge, other);
      if (vertex === undefined) continue;
      if (vertex !== edge.a && vertex !== edge.b) cut(i, vertex);
      if (vertex !== other?.a && vertex !== other?.b) cut(j, vertex);
    }
  }
}

/** The grid point nearest to where two edges properly cross; touching ends are left to the vertex pass. */
function crossing(vertices: SnapVertices, p: Edge, q: Edge): number | undefined {
  if (p.a === q.a || p.a === q.b || p.b === q.a || p.b === q.b) return undefined;
  const [ax, ay, bx, by] = [vertices.x(p.a), vertices.y(p.a), vertices.x(p.b), vertices.y(p.b)];
  const [cx, cy, dx, dy] = [vertices.x(q.a), vertices.y(q.a), vertices.x(q.b), vertices.y(q.b)];
  const [sideC, sideD] = [turn(ax, ay, bx, by, cx, cy), turn(ax, ay, bx, by, dx, dy)];
  if (sideC * sideD >= 0) return undefined;
  if (turn(cx, cy, dx, dy, ax, ay) * turn(cx, cy, dx, dy, bx, by) >= 0) return undefined;
  const t = sideC / (sideC - sideD);
  return vertices.add(cx + t * (dx - cx), cy + t * (dy - cy));
}

function cutAtVertices(vertices: SnapVertices, edges: Edge[], cut: (edge: number, vertex: number) => void): void {
  const index = new Flatbush(vertices.xs.length);
  for (const [v, x] of vertices.xs.entries()) index.add(x, vertices.y(v), x, vertices.y(v));
  index.finish();
  for (const [i, edge] of edges.entries()) {
    const [ax, ay] = [vertices.x(edge.a), vertices.y(edge.a)];
    const [dx, dy] = [vertices.x(edge.b) - ax, vertices.y(edge.b) - ay];
    const length = Math.hypot(dx, dy);
    const isNear = (v: number) => {
      if (v === edge.a || v === edge.b) return false;
      const [px, py] = [vertices.x(v) - ax, vertices.y(v) - ay];
      const along = (px * dx + py * dy) / length;
      return along > 0 && along < length && Math.abs(px * dy - py * dx) <= SNAP_UNITS * length;
    };
    for (const v of index.search(...edgeBox(vertices, edge, SNAP_UNITS), isNear)) cut(i, v);
  }
}

function sortedAlong(vertices: SnapVertices, edge: Edge, cuts: Set<number> | undefined): number[] {
  if (cuts === undefined) return [];
  const [ax, ay] = [vertices.x(edge.a), vertices.y(edge.a)];
  const [dx, dy] = [vertices.x(edge.b) - ax, vertices.y(edge.b) - ay];
  const along = (v: number) => (vertices.x(v) - ax) * dx + (vertices.y(v) - ay) * dy;
  return [...cuts].toSorted((v, w) => along(v) - along(w) || v - w);
}

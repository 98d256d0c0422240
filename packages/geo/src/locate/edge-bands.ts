import { turn } from '../geometry/turn.ts';
import type { Ring } from '../geometry/area-geometry.ts';
import { boxOfPositions, latOf, lngOf } from '../geometry/area-geometry.ts';

/** Edges per band aimed at: fewer make the index larger than the scan that it saves. */
const EDGES_PER_BAND = 8;

/**
 * The edges of one polygon, ordered into bands of latitude, so that a point is tested only against the edges that can
 * meet its parallel. Typed arrays with one shape for every polygon keep the test on the machine's fast path.
 */
export interface EdgeBands {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly bandsPerDegree: number;
  /** Start of each band in `edges`; one more than there are bands. */
  readonly starts: Uint32Array;
  /** Four numbers an edge: lng, lat, lng, lat. */
  readonly edges: Float64Array;
}

const at = (numbers: Float64Array, i: number): number => numbers[i] as number;
const startOf = (starts: Uint32Array, i: number): number => starts[i] as number;

/** Index one polygon; `undefined` when it has no position or one that is not a number. */
export function edgeBandsOf(rings: readonly Ring[]): EdgeBands | undefined {
  const positions = rings.flat();
  const box = boxOfPositions(positions);
  if (box === undefined || !positions.every((p) => Number.isFinite(lngOf(p)) && Number.isFinite(latOf(p)))) return undefined;
  const [west, south, east, north] = box;
  const count = Math.max(1, Math.ceil(positions.length / EDGES_PER_BAND));
  const bandsPerDegree = north > south ? count / (north - south) : 0;
  const bands: number[][] = Array.from({ length: count }, () => []);
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
      const edge = [lngOf(a), latOf(a), lngOf(b), latOf(b)] as const;
      const last = bandAt(Math.max(edge[1], edge[3]), south, bandsPerDegree, count);
      for (let k = bandAt(Math.min(edge[1], edge[3]), south, bandsPerDegree, count); k <= last; k++) bands[k]?.push(...edge);
    }
  }
  const starts = new Uint32Array(count + 1);
  for (const [k, band] of bands.entries()) starts[k + 1] = startOf(starts, k) + band.length;
  return { west, south, east, north, bandsPerDegree, starts, edges: Float64Array.from(bands.flat()) };
}

function bandAt(lat: number, south: number, bandsPerDegree: number, count: number): number {
  return Math.min(count - 1, Math.floor((lat - south) * bandsPerDegree));
}

/**
 * Whether the polygon, border included, covers a point. Exact: orientation signs come from adaptive arithmetic, so the
 * answer is the same for either direction of an edge and agrees with GEOS `covers`.
 */
export function coversPoint(bands: EdgeBands, px: number, py: number): boolean {
  if (px < bands.west || px > bands.east || py < bands.south || py > bands.north) return false;
  const { edges, starts } = bands;
  const band = bandAt(py, bands.south, bands.bandsPerDegree, starts.length - 1);
  const end = startOf(starts, band + 1);
  let isInside = false;
  for (let i = startOf(starts, band); i < end; i += 4) {
    const [ay, by] = [at(edges, i + 1), at(edges, i + 3)];
    if ((py < ay && py < by) || (py > ay && py > by)) continue;
    const [ax, bx] = [at(edges, i), at(edges, i + 2)];
    if (px > ax && px > bx) continue;
    if (ay === by) {
      if (px >= ax || px >= bx) return true;
      continue;
    }
    const isCounted = ay > py !== by > py;
    if (px < ax && px < bx) {
      if (isCounted) isInside = !isInside;
      continue;
    }
    const side = turn(ax, ay, bx, by, px, py);
    if (side === 0) return true;
    if (isCounted && side > 0 === by > ay) isInside = !isInside;
  }
  return isInside;
}

/** Calls back for every edge of a polygon; one that spans several bands comes several times. */
export function eachEdge(bands: EdgeBands, visit: (ax: number, ay: number, bx: number, by: number) => void): void {
  const { edges } = bands;
  for (let i = 0; i < edges.length; i += 4) visit(at(edges, i), at(edges, i + 1), at(edges, i + 2), at(edges, i + 3));
}

import type { Position } from 'geojson';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { boxOf, orientRings, polygonsOf } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import type { LocalProjection } from '../geometry/projection.ts';
import { localProjection, nearestOnSegment } from '../geometry/projection.ts';
import { partition } from './partition.ts';
import { voronoiCells } from './voronoi.ts';

/** A place known only as a point, in WGS84 degrees. */
export interface SeedPoint {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
}

/** What a person should know before trusting a provisional boundary. */
export type BoundaryWarning =
  | { readonly kind: 'outside_outline'; readonly distanceM: number }
  | { readonly kind: 'snapped_to_outline'; readonly distanceM: number }
  | { readonly kind: 'coincident'; readonly withId: string }
  | { readonly kind: 'not_a_position' }
  | { readonly kind: 'several_parts'; readonly parts: number };

/** A boundary guessed from a point; `geometry` is missing where a warning says why. */
export interface ProvisionalBoundary {
  readonly id: string;
  readonly geometry?: AreaGeometry;
  readonly provisional: true;
  readonly warnings: readonly BoundaryWarning[];
}

export interface BootstrapOptions {
  /** Points outside the outline by at most this many metres count as lying on it; 0, the default, moves none. */
  readonly snapOutsideWithinM?: number;
}

interface Placed {
  readonly warnings: BoundaryWarning[];
  readonly at?: readonly [x: number, y: number];
}

/**
 * Guesses boundaries where only points are known: Voronoi cells, clipped to the outline. One result per point, in the
 * order given. The geometries are valid, share their vertices, and together cover the outline without gap or overlap.
 * Distances are those of a local projection (true to 0.5 % for a county). A point outside the outline, one that is
 * not a position, and all but the smallest id of coincident points get a warning and no geometry. Pieces that the
 * outline cuts off from their point go to the neighbour with the longest common border.
 */
export function bootstrapBoundaries(
  points: readonly SeedPoint[],
  outline: AreaGeometry,
  options: BootstrapOptions = {},
): ProvisionalBoundary[] {
  const box = boxOf(outline) ?? [0, 0, 0, 0];
  const projection = localProjection([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
  const placed = points.map((point) => placeSeed(point, outline, projection, options.snapOutsideWithinM ?? 0));
  const holders = markCoincident(points, placed);
  const [x1, y1] = projection.toMetres([box[0], box[1]]);
  const [x2, y2] = projection.toMetres([box[2], box[3]]);
  const seeds = holders.map((i) => placed[i]?.at ?? ([0, 0] as const));
  const claims = voronoiCells(seeds, Math.hypot(x2 - x1, y2 - y1)).map((cell, i) => ({
    seed: projection.toDegrees(...(seeds[i] ?? [0, 0])),
    ring: cell.map(([x, y]) => projection.toDegrees(x, y)),
  }));
  const geometries = claims.length > 0 ? partition(outline, claims) : [];
  const geometryOf = new Map(holders.map((holder, i) => [holder, geometries[i]]));
  return points.map(({ id }, i) => {
    const geometry = geometryOf.get(i);
    const parts = geometry === undefined ? 0 : polygonsOf(geometry).length;
    const split: BoundaryWarning[] = parts > 1 ? [{ kind: 'several_parts', parts }] : [];
    const warnings = [...(placed[i]?.warnings ?? []), ...split];
    return { id, ...(geometry && { geometry: orientRings(geometry) }), provisional: true, warnings };
  });
}

function placeSeed(point: SeedPoint, outline: AreaGeometry, projection: LocalProjection, withinM: number): Placed {
  const position: Position = [point.lng, point.lat];
  if (!Number.isFinite(point.lng) || !Number.isFinite(point.lat)) return { warnings: [{ kind: 'not_a_position' }] };
  if (placeInArea(position, outline) !== 'outside') return { warnings: [], at: projection.toMetres(position) };
  const { distance, x, y } = nearestOnOutline(position, outline, projection);
  if (distance > withinM) return { warnings: [{ kind: 'outside_outline', distanceM: distance }] };
  return { warnings: [{ kind: 'snapped_to_outline', distanceM: distance }], at: [x, y] };
}

function nearestOnOutline(position: Position, outline: AreaGeometry, projection: LocalProjection) {
  const at = projection.toMetres(position);
  let best = { distance: Infinity, x: 0, y: 0 };
  for (const ring of polygonsOf(outline).flat()) {
    for (const [i, to] of ring.entries()) {
      const from = ring[i - 1];
      if (from === undefined) continue;
      const found = nearestOnSegment(at, projection.toMetres(from), projection.toMetres(to));
      if (found.distance < best.distance) best = found;
    }
  }
  return best;
}

/** Points closer than this are one place: geocoders give six digits, a tenth of a metre. */
const COINCIDENT_M = 0.1;

/** Warns the later ids of coincident points; answers the places of those that keep a cell. */
function markCoincident(points: readonly SeedPoint[], placed: readonly Placed[]): number[] {
  const order = [...points.keys()].toSorted((i, j) => ((points[i]?.id ?? '') < (points[j]?.id ?? '') ? -1 : 1));
  const buckets = new Map<string, number[]>();
  const holders: number[] = [];
  for (const i of order) {
    const at = placed[i]?.at;
    if (at === undefined) continue;
    const [column, row] = [Math.floor(at[0] / COINCIDENT_M), Math.floor(at[1] / COINCIDENT_M)];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => buckets.get(`${column + dx},${row + dy}`) ?? []));
    const holder = near.find((j) => {
      const other = placed[j]?.at;
      return other !== undefined && Math.hypot(other[0] - at[0], other[1] - at[1]) < COINCIDENT_M;
    });
    if (holder !== undefined) {
      placed[i]?.warnings.push({ kind: 'coincident', withId: points[holder]?.id ?? '' });
      continue;
    }
    holders.push(i);
    const key = `${column},${row}`;
    buckets.set(key, [...(buckets.get(key) ?? []), i]);
  }
  return holders.toSorted((i, j) => i - j);
}

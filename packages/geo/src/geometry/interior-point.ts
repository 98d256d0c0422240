import type { Position } from 'geojson';
import type { AreaGeometry, Ring } from './area-geometry.ts';
import { boxOf, latOf, lngOf, polygonsOf } from './area-geometry.ts';
import { placeInArea } from './contains.ts';
import { metresPerDegree } from './measure.ts';
import { nearestOnSegment } from './projection.ts';

/** Scan lines that are tried: enough for a label that sits well, few enough for thousands of cells. */
const SCAN_LINES = 15;

/** Longitudes where a parallel crosses the rings, in order. */
function crossingsAt(lat: number, rings: readonly Ring[]): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay, bx, by] = [lngOf(ring[i]), latOf(ring[i]), lngOf(ring[i + 1]), latOf(ring[i + 1])];
      if (ay > lat !== by > lat) crossings.push(ax + ((lat - ay) / (by - ay)) * (bx - ax));
    }
  }
  return crossings.toSorted((a, b) => a - b);
}

function scanLatitudes(rings: readonly Ring[]): number[] {
  const latitudes = [...new Set(rings.flat().map(latOf))].toSorted((a, b) => a - b);
  const [low, high] = [latitudes[0] ?? 0, latitudes.at(-1) ?? 0];
  const regular = Array.from({ length: SCAN_LINES }, (_, i) => low + ((i + 0.5) / SCAN_LINES) * (high - low));
  let [widest, middle] = [-1, low];
  for (const [i, lat] of latitudes.entries()) {
    const below = latitudes[i - 1];
    if (below !== undefined && lat - below > widest) [widest, middle] = [lat - below, (lat + below) / 2];
  }
  return [...regular, middle];
}

function clearance(point: Position, rings: readonly Ring[]): number {
  const { lng, lat } = metresPerDegree(latOf(point));
  const metric = (p: Position | undefined) => [lngOf(p) * lng, latOf(p) * lat] as const;
  const at = metric(point);
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      nearest = Math.min(nearest, nearestOnSegment(at, metric(ring[i]), metric(ring[i + 1])).distance);
    }
  }
  return nearest;
}

function widestSpan(lat: number, rings: readonly Ring[]): { width: number; point: Position } | undefined {
  const crossings = crossingsAt(lat, rings);
  let best: { width: number; point: Position } | undefined;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west, east] = [crossings[i] ?? 0, crossings[i + 1] ?? 0];
    if (best === undefined || east - west > best.width) best = { width: east - west, point: [(west + east) / 2, lat] };
  }
  return best;
}

/**
 * A point inside the surface, away from its border: of the middles of the widest spans along some parallels the one
 * with most room around it (near the pole of inaccessibility). The part that offers it is the roomiest one.
 * Only where a surface is too thin for a point strictly inside to exist in floating point, a vertex is returned;
 * `undefined` for a surface without positions.
 */
export function interiorPoint(geometry: AreaGeometry): Position | undefined {
  let best: { room: number; point: Position } | undefined;
  for (const rings of polygonsOf(geometry)) {
    for (const lat of scanLatitudes(rings)) {
      const span = widestSpan(lat, rings);
      if (span === undefined || placeInArea(span.point, geometry) !== 'inside') continue;
      const room = clearance(span.point, rings);
      if (best === undefined || room > best.room) best = { room, point: span.point };
    }
  }
  return best?.point ?? (boxOf(geometry) && polygonsOf(geometry)[0]?.[0]?.[0]);
}

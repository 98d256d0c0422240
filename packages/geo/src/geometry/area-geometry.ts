import type { MultiPolygon, Polygon, Position } from 'geojson';

/** A surface in WGS84 / CGCS2000 degrees, longitude first. It may not cross the 180th meridian. */
export type AreaGeometry = Polygon | MultiPolygon;

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** One ring: positions, the first repeated as the last. */
export type Ring = Position[];

/** Longitude of a position; `NaN` where it has none. */
export const lngOf = (position: Position | undefined): number => position?.[0] ?? Number.NaN;

/** Latitude of a position; `NaN` where it has none. */
export const latOf = (position: Position | undefined): number => position?.[1] ?? Number.NaN;

/** The polygons of a surface, each as its list of rings, outer ring first. */
export const polygonsOf = (geometry: AreaGeometry): Ring[][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** A Polygon for one part, a MultiPolygon for several, `undefined` for none. */
export function areaGeometryOf(polygons: Ring[][]): AreaGeometry | undefined {
  const [first] = polygons;
  if (first === undefined) return undefined;
  return polygons.length === 1 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: polygons };
}

/** The smallest box that holds all positions; `undefined` when there are none. */
export function boxOfPositions(positions: Iterable<Position>): Box | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const position of positions) {
    west = Math.min(west, lngOf(position));
    east = Math.max(east, lngOf(position));
    south = Math.min(south, latOf(position));
    north = Math.max(north, latOf(position));
  }
  return west <= east && south <= north ? [west, south, east, north] : undefined;
}

/** The box of a surface in degrees; `undefined` when it has no position. */
export const boxOf = (geometry: AreaGeometry): Box | undefined => boxOfPositions(polygonsOf(geometry).flat(2));

/** Twice the signed area of a ring in square degrees: positive when it runs counter-clockwise. Unclosed rings count as closed. */
export function signedDoubleArea(ring: Ring): number {
  const [x0, y0] = [lngOf(ring[0]), latOf(ring[0])];
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const [x1, y1, x2, y2] = [lngOf(ring[i]), latOf(ring[i]), lngOf(ring[i + 1]), latOf(ring[i + 1])];
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return sum;
}

/** The ring closed, and turned so that it runs counter-clockwise or clockwise. */
export function orientRing(ring: Ring, direction: 'counter_clockwise' | 'clockwise'): Ring {
  const closed = isClosed(ring) || ring[0] === undefined ? ring : [...ring, ring[0]];
  const isTurned = direction === 'counter_clockwise' ? signedDoubleArea(closed) < 0 : signedDoubleArea(closed) > 0;
  return isTurned ? closed.toReversed() : closed;
}

/** Whether the last position equals the first. */
export function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length > 1 && lngOf(first) === lngOf(last) && latOf(first) === latOf(last);
}

/** The same surface with closed rings, outer rings counter-clockwise and holes clockwise (RFC 7946 §3.1.6). */
export function orientRings<T extends AreaGeometry>(geometry: T): T {
  const orient = (rings: Ring[]) => rings.map((ring, i) => orientRing(ring, i === 0 ? 'counter_clockwise' : 'clockwise'));
  const coordinates = geometry.type === 'Polygon' ? orient(geometry.coordinates) : geometry.coordinates.map(orient);
  return { ...geometry, coordinates };
}

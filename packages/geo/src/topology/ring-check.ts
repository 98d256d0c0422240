import type { Position } from 'geojson';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import GeoJSONReader from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
import IsValidOp from 'jsts/org/locationtech/jts/operation/valid/IsValidOp.js';
import type { AreaGeometry, Ring } from '../geometry/area-geometry.ts';
import { isClosed, latOf, lngOf, orientRing, orientRings, signedDoubleArea } from '../geometry/area-geometry.ts';
import type { RingProblem } from './finding.ts';

/** A defect of one geometry and where it is. */
export interface RingDefect {
  readonly problem: RingProblem;
  readonly at?: Position;
}

/** A geometry checked on its own: the polygons that can be used for overlay, closed, and what was wrong. */
export interface CheckedGeometry {
  readonly polygons: Ring[][];
  readonly defects: RingDefect[];
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);

const isOnGlobe = (p: Position): boolean => Math.abs(lngOf(p)) <= 180 && Math.abs(latOf(p)) <= 90;

/** The polygons of whatever stands where a geometry should be; `undefined` when it is no surface. */
function rawPolygons(geometry: unknown): unknown[] | undefined {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry) || !('coordinates' in geometry))
    return undefined;
  const { type, coordinates } = geometry;
  if (!Array.isArray(coordinates) || coordinates.length === 0) return undefined;
  if (type === 'Polygon') return [coordinates];
  return type === 'MultiPolygon' ? coordinates : undefined;
}

/** Checks one geometry: structure first, then validity in the OGC sense. Never throws, whatever it is given. */
export function checkGeometry(geometry: unknown): CheckedGeometry {
  const raw = rawPolygons(geometry);
  if (raw === undefined) return { polygons: [], defects: [{ problem: 'no_geometry' }] };
  const defects: RingDefect[] = [];
  const polygons: Ring[][] = [];
  for (const rings of raw) {
    const usable: Ring[] = [];
    for (const [i, ring] of (Array.isArray(rings) ? rings : []).entries()) {
      const checked = checkRing(ring, i === 0, defects);
      if (checked === undefined && i === 0) break;
      if (checked !== undefined) usable.push(checked);
    }
    if (usable.length > 0) polygons.push(usable);
  }
  const invalid = validityDefect(polygons);
  if (invalid !== undefined) defects.push(invalid);
  if (polygons.length === 0 && defects.length === 0) defects.push({ problem: 'no_geometry' });
  return { polygons, defects };
}

function checkRing(ring: unknown, isOuter: boolean, defects: RingDefect[]): Ring | undefined {
  const positions: unknown[] = Array.isArray(ring) ? ring : [];
  const finite = positions.filter(isPosition);
  const usable = finite.filter(isOnGlobe);
  const [first] = usable;
  if (finite.length < positions.length) defects.push({ problem: 'not_finite', at: first });
  if (usable.length < finite.length) defects.push({ problem: 'out_of_range', at: finite.find((p) => !isOnGlobe(p)) });
  if (new Set(usable.map((p) => `${lngOf(p)},${latOf(p)}`)).size < 3 || first === undefined) {
    defects.push({ problem: 'too_few_points', at: first });
    return undefined;
  }
  if (!isClosed(usable)) defects.push({ problem: 'unclosed', at: usable.at(-1) });
  const closed = isClosed(usable) ? usable : [...usable, first];
  const area = signedDoubleArea(closed);
  if (isOuter ? area < 0 : area > 0) defects.push({ problem: 'wrong_orientation', at: first });
  return orientRing(closed, isOuter ? 'counter_clockwise' : 'clockwise');
}

/** JTS' error numbers (TopologyValidationError) in our words. */
const PROBLEM_OF_ERROR: Readonly<Record<number, RingProblem>> = {
  2: 'hole_outside',
  3: 'nested_rings',
  4: 'disconnected_interior',
  5: 'self_intersection',
  6: 'self_intersection',
  7: 'nested_rings',
  8: 'duplicate_rings',
  9: 'too_few_points',
  10: 'not_finite',
  11: 'unclosed',
};

function validityDefect(polygons: Ring[][]): RingDefect | undefined {
  if (polygons.length === 0) return undefined;
  const planar = polygons.map((rings) => rings.map((ring) => ring.map((p) => [lngOf(p), latOf(p)])));
  try {
    const reader = new GeoJSONReader(new GeometryFactory());
    const error = new IsValidOp(reader.read({ type: 'MultiPolygon', coordinates: planar })).getValidationError();
    // The library's types promise an error always; a valid geometry has none.
    if ((error as unknown) === null || (error as unknown) === undefined) return undefined;
    const place: unknown = error.getCoordinate();
    return {
      problem: PROBLEM_OF_ERROR[Number(error.getErrorType())] ?? 'self_intersection',
      at: placeOf(place) ?? planar[0]?.[0]?.[0],
    };
  } catch {
    // The validity graph cannot be built for some degenerate rings: that is itself the defect to report.
    return { problem: 'self_intersection', at: planar[0]?.[0]?.[0] };
  }
}

function placeOf(coordinate: unknown): Position | undefined {
  if (typeof coordinate !== 'object' || coordinate === null || !('x' in coordinate) || !('y' in coordinate)) return undefined;
  const position = [coordinate.x, coordinate.y];
  return isPosition(position) ? position : undefined;
}

/** A surface with its rings closed and turned as RFC 7946 asks. */
export const tidy = (polygons: Ring[][]): AreaGeometry => orientRings({ type: 'MultiPolygon', coordinates: polygons });

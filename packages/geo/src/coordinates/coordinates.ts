import type { Position } from 'geojson';
import gcoord from 'gcoord';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { latOf, lngOf } from '../geometry/area-geometry.ts';

/**
 * Systems that boundary files and addresses arrive in. CGCS2000 equals WGS84 to centimetres and is passed through.
 * GCJ-02 (Amap, Tencent) and BD-09 (Baidu) shift points in China by 100 m to 1 km.
 */
export type CoordinateSystem = 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09';

/** The library is CommonJS in Node and a module in bundlers: its one object sits in different places. */
const { transform, CRSTypes } = 'default' in gcoord ? gcoord.default : gcoord;

/** About a micrometre: far below what the shift formulas mean. */
const SETTLED_DEGREES = 1e-11;
const MAX_ROUNDS = 20;

/** A WGS84 point in another system. */
export function fromWgs84(point: Position, system: CoordinateSystem): Position {
  if (system === 'WGS84' || system === 'CGCS2000') return point;
  const target = system === 'GCJ02' ? CRSTypes.GCJ02 : CRSTypes.BD09;
  const [lng, lat] = transform([lngOf(point), latOf(point)], CRSTypes.WGS84, target);
  return [lng, lat, ...point.slice(2)];
}

/**
 * A point of another system in WGS84. The published shift formulas have no closed inverse; the forward shift is
 * inverted by iteration until it reproduces the input to 1e-11°, so a round trip is exact to under a millimetre.
 * The search is bounded: at the edge of the shifted region, where the shift jumps, the nearest answer is given.
 */
export function pointToWgs84(point: Position, system: CoordinateSystem): Position {
  if (system === 'WGS84' || system === 'CGCS2000') return point;
  const [lng, lat] = [lngOf(point), latOf(point)];
  let [guessLng, guessLat] = [lng, lat];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const shifted = fromWgs84([guessLng, guessLat], system);
    const [missLng, missLat] = [lng - lngOf(shifted), lat - latOf(shifted)];
    guessLng += missLng;
    guessLat += missLat;
    if (Math.abs(missLng) < SETTLED_DEGREES && Math.abs(missLat) < SETTLED_DEGREES) break;
  }
  return [guessLng, guessLat, ...point.slice(2)];
}

/** A surface of another system in WGS84, vertex by vertex; equal input vertices stay equal, so shared borders stay shared. */
export function toWgs84<T extends AreaGeometry>(geometry: T, system: CoordinateSystem): T {
  if (system === 'WGS84' || system === 'CGCS2000') return geometry;
  const convert = (rings: Position[][]) => rings.map((ring) => ring.map((p) => pointToWgs84(p, system)));
  const coordinates =
    geometry.type === 'Polygon' ? convert(geometry.coordinates) : geometry.coordinates.map((rings) => convert(rings));
  return { ...geometry, coordinates };
}

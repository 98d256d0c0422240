import type { AreaGeometry } from '@gridward/geo';

/** A tenth of a millimetre: what the check of surfaces works with, so that equal corners stay equal. */
const GRID_PER_DEGREE = 1e9;

const round = (degrees: number): number => Math.round(degrees * GRID_PER_DEGREE) / GRID_PER_DEGREE;

/** Corners on the grid of the topology check, without heights. */
export function rounded(geometry: AreaGeometry): AreaGeometry {
  const rings = (list: number[][][]) => list.map((ring) => ring.map(([lng = 0, lat = 0]) => [round(lng), round(lat)]));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: rings(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings) };
}

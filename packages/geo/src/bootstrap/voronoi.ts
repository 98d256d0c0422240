import { Delaunay } from 'd3-delaunay';

/** A point in metres of a local projection. */
export type PlanePoint = readonly [x: number, y: number];

/** Distance, in spans of the outline, of guards around it: beyond two, no spot of the outline is nearer to a guard. */
const GUARD_SPANS = 3;
const GUARDS = 12;

/**
 * Voronoi cells of distinct points in the plane, in their order, as open rings. Every cell is bounded and neighbours
 * share their corner coordinates exactly; together they cover an outline of the given span that holds the points.
 */
export function voronoiCells(points: readonly PlanePoint[], spanM: number): PlanePoint[][] {
  const [x0, y0] = points[0] ?? [0, 0];
  const radius = Math.max(spanM, 1) * GUARD_SPANS;
  const guards = Array.from({ length: GUARDS }, (_, i): PlanePoint => {
    const angle = (2 * Math.PI * (i + 0.37)) / GUARDS;
    return [x0 + radius * Math.cos(angle), y0 + radius * Math.sin(angle)];
  });
  const delaunay = new Delaunay([...points, ...guards].flat());
  const reach = radius * 4;
  const voronoi = delaunay.voronoi([x0 - reach, y0 - reach, x0 + reach, y0 + reach]);
  return points.map((_, i) => (voronoi.cellPolygon(i) ?? []).slice(0, -1));
}

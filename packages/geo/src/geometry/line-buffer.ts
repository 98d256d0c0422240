import type { LineString, MultiLineString, Position } from 'geojson';
import GeoJSONReader from 'jsts/org/locationtech/jts/io/GeoJSONReader.js';
import GeoJSONWriter from 'jsts/org/locationtech/jts/io/GeoJSONWriter.js';
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js';
import BufferOp from 'jsts/org/locationtech/jts/operation/buffer/BufferOp.js';
import type { AreaGeometry } from './area-geometry.ts';
import { areaGeometryOf, boxOfPositions, orientRings, polygonsOf } from './area-geometry.ts';
import { localProjection } from './projection.ts';

/** Chords per quarter circle: a 20 m road bends within 4 cm of the true arc. */
const QUADRANT_SEGMENTS = 12;

/**
 * The strip on both sides of a line, with round ends: the surface of a road grid. Built in a local projection around
 * the line's middle, so widths are true to 0.5 % for lines within 60 km. `undefined` when the line has no position or the
 * half width is not above zero.
 */
export function bufferLine(line: LineString | MultiLineString, halfWidthM: number): AreaGeometry | undefined {
  const paths = line.type === 'LineString' ? [line.coordinates] : line.coordinates;
  const box = boxOfPositions(paths.flat());
  if (box === undefined || !(halfWidthM > 0)) return undefined;
  const projection = localProjection([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
  const usable = paths.filter((path) => path.length > 1).map((path) => path.map((p) => projection.toMetres(p)));
  const reader = new GeoJSONReader(new GeometryFactory());
  const strip: unknown = BufferOp.bufferOp(
    reader.read({ type: 'MultiLineString', coordinates: usable }),
    halfWidthM,
    QUADRANT_SEGMENTS,
  );
  const planar = new GeoJSONWriter().write(strip as Parameters<GeoJSONWriter['write']>[0]) as AreaGeometry;
  const back = (p: Position) => projection.toDegrees(p[0] ?? 0, p[1] ?? 0);
  const degrees = polygonsOf(planar)
    .filter(([outer]) => outer !== undefined && outer.length > 0)
    .map((rings) => rings.map((ring) => ring.map(back)));
  const geometry = areaGeometryOf(degrees);
  return geometry && orientRings(geometry);
}

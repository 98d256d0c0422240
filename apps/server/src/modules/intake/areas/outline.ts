import { toWgs84, type AreaGeometry, type CoordinateSystem } from '@gridward/geo';
import { z } from 'zod';

const ring = z.array(z.array(z.number()).min(2)).min(4);
const surface = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const geoJson = z.union([
  surface,
  z.object({ type: z.literal('Feature'), geometry: surface }).transform(({ geometry }) => geometry),
  z
    .object({ type: z.literal('FeatureCollection'), features: z.array(z.object({ geometry: surface })).length(1) })
    .transform(({ features }, context) => {
      const [first] = features;
      if (first !== undefined) return first.geometry;
      context.addIssue('no feature');
      return z.NEVER;
    }),
]);

/** The one surface of a GeoJSON file, in WGS84; `undefined` for anything else. */
export function readOutline(bytes: Buffer, system: CoordinateSystem): AreaGeometry | undefined {
  try {
    return toWgs84(geoJson.parse(JSON.parse(bytes.toString('utf8').replace(/^\u{feff}/u, ''))), system);
  } catch {
    return undefined;
  }
}

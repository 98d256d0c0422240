import initGeosJs from 'geos-wasm';
import type { AreaGeometry, Ring } from '../geometry/area-geometry.ts';
import { polygonsOf } from '../geometry/area-geometry.ts';

const ringText = (ring: Ring) => `(${ring.map((p) => `${p[0]} ${p[1]}`).join(',')})`;
const wktOf = (geometry: AreaGeometry) =>
  `MULTIPOLYGON(${polygonsOf(geometry)
    .map((rings) => `(${rings.map(ringText).join(',')})`)
    .join(',')})`;

/** GEOS as the reference: reads our surfaces, answers `covers`, validity and planar area. */
export async function startGeos() {
  const geos = await initGeosJs();
  const reader = geos.GEOSWKTReader_create();
  const read = (wkt: string): number => {
    const bytes = wkt.length + 1;
    const text = geos.Module._malloc(bytes);
    geos.Module.stringToUTF8(wkt, text, bytes);
    const geometry = geos.GEOSWKTReader_read(reader, text);
    geos.Module._free(text);
    return geometry;
  };
  return {
    prepare(geometry: AreaGeometry): (lng: number, lat: number) => boolean {
      const prepared = geos.GEOSPrepare(read(wktOf(geometry)));
      return (lng, lat) => {
        const point = read(`POINT(${lng} ${lat})`);
        const isCovered = geos.GEOSPreparedCovers(prepared, point) === 1;
        geos.GEOSGeom_destroy(point);
        return isCovered;
      };
    },
    isValid: (geometry: AreaGeometry): boolean => geos.GEOSisValid(read(wktOf(geometry))) === 1,
  };
}

/** What server and browser call the parts of a map; apart from the schemas, so that a browser need not load those. */

/** Tiles end here; a map that goes closer draws the last ones larger. */
export const CASE_TILE_MAX_ZOOM = 18;
/** The one layer of a tile of cases. */
export const CASE_TILE_LAYER = 'cases';

/** `none` our own layers alone; `xyz` raster tiles of any server; `tianditu` 天地图; `pmtiles` one file, raster or vector in the Protomaps scheme. */
export const BASE_MAP_KINDS = ['none', 'xyz', 'tianditu', 'pmtiles'] as const;
/** Tianditu's street map and its pictures from the air; labels come with both. */
export const TIANDITU_LAYERS = ['vec', 'img'] as const;
export const TIANDITU_HOSTS = ['t0', 't1', 't2', 't3'].map((name) => `https://${name}.tianditu.gov.cn`);
/** A PMTiles file in the data folder, served by ourselves. */
export const OWN_BASE_MAP_FILE = 'base-map.pmtiles';

import { OWN_BASE_MAP_FILE, TIANDITU_HOSTS, type BaseMap } from '@gridward/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { addProtocol, type LayerSpecification, type Map as MapLibre, type SourceSpecification } from 'maplibre-gl';
import type { Protocol } from 'pmtiles';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { paletteAt, type Palette } from '../../styles/palette.ts';
import { AREA_OPACITY } from './map-style.ts';

export const baseMapQuery = queryOptions({
  queryKey: ['base-map'],
  queryFn: ({ signal }) => unwrap(api.readBaseMap({}, { signal })),
  staleTime: 10 * 60_000,
});

interface Drawing {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
}

/** Puts the configured base map below everything of ours. @returns whether it cannot be reached */
export function useBaseMap(map: MapLibre | null, given?: BaseMap): boolean {
  const saved = useQuery({ ...baseMapQuery, enabled: given === undefined });
  const [isFailed, setFailed] = useState(false);
  const baseMap = given ?? (saved.data?.baseMap.active === true ? saved.data.baseMap : undefined);
  useEffect(() => {
    if (map === null || baseMap === undefined || baseMap.kind === 'none') return;
    let isGone = false;
    let remove = (): void => undefined;
    const fail = (): void => setFailed(true);
    const onError = (event: object): void => {
      if ('sourceId' in event && String(event.sourceId).startsWith('base')) fail();
    };
    setFailed(false);
    map.on('error', onError);
    drawingOf(baseMap, paletteAt(map.getContainer())).then((drawing) => {
      if (!isGone) remove = put(map, drawing);
    }, fail);
    return () => {
      isGone = true;
      map.off('error', onError);
      remove();
    };
  }, [map, baseMap]);
  return isFailed;
}

/** @returns what takes it away again; a map that is gone has taken it along */
function put(map: MapLibre, { sources, layers }: Drawing): () => void {
  for (const [id, source] of Object.entries(sources)) map.addSource(id, source);
  for (const layer of layers) map.addLayer(layer, 'areas');
  map.setPaintProperty('areas', 'fill-opacity', AREA_OPACITY.overBaseMap);
  return () => {
    if (map.getLayer('areas') === undefined) return;
    for (const { id } of layers) map.removeLayer(id);
    for (const id of Object.keys(sources)) map.removeSource(id);
    map.setPaintProperty('areas', 'fill-opacity', AREA_OPACITY.alone);
  };
}

const raster = (tiles: readonly string[], { attribution, minZoom, maxZoom }: BaseMap): SourceSpecification => ({
  type: 'raster',
  tiles: [...tiles],
  tileSize: 256,
  minzoom: minZoom,
  maxzoom: maxZoom,
  ...(attribution === '' ? {} : { attribution: escaped(attribution) }),
});

/** The attribution is a text that somebody typed, and the map takes it for HTML. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

const pictures = (id: string): LayerSpecification => ({ id, type: 'raster', source: id });

/** The address templates of one layer of Tianditu, in the grid of tiles that all web maps use (`w`). */
export const tiandituTiles = (layer: string, key: string): string[] =>
  TIANDITU_HOSTS.map(
    (host) =>
      `${host}/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles` +
      `&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`,
  );

async function drawingOf(baseMap: BaseMap, palette: Palette): Promise<Drawing> {
  if (baseMap.kind === 'pmtiles') return fileDrawing(baseMap, palette);
  if (baseMap.kind === 'xyz') return { sources: { base: raster([baseMap.url], baseMap) }, layers: [pictures('base')] };
  const labels = baseMap.layer === 'vec' ? 'cva' : 'cia';
  return {
    sources: {
      base: raster(tiandituTiles(baseMap.layer, baseMap.key), baseMap),
      'base-labels': raster(tiandituTiles(labels, baseMap.key), { ...baseMap, attribution: '' }),
    },
    layers: [pictures('base'), pictures('base-labels')],
  };
}

/** An address of our own unless another was given. */
export const fileAddress = ({ url }: BaseMap): string =>
  url === '' || url === OWN_BASE_MAP_FILE ? `${window.location.origin}/api/v1/base-map/file` : url;

let protocol: Protocol | undefined;

/** Whether the file holds pictures or shapes stands in its head. */
async function fileDrawing(baseMap: BaseMap, palette: Palette): Promise<Drawing> {
  const { PMTiles, Protocol, TileType } = await import('pmtiles');
  if (protocol === undefined) {
    protocol = new Protocol();
    addProtocol('pmtiles', protocol.tile);
  }
  const address = fileAddress(baseMap);
  const file = new PMTiles(address);
  protocol.add(file);
  const header = await file.getHeader();
  const url = `pmtiles://${address}`;
  const attribution = baseMap.attribution === '' ? {} : { attribution: escaped(baseMap.attribution) };
  if (header.tileType !== TileType.Mvt)
    return { sources: { base: { type: 'raster', url, tileSize: 256, ...attribution } }, layers: [pictures('base')] };
  return { sources: { base: { type: 'vector', url, ...attribution } }, layers: protomaps(palette) };
}

const surface = (layer: string, colour: string): LayerSpecification => ({
  id: `base-${layer}`,
  type: 'fill',
  source: 'base',
  'source-layer': layer,
  filter: ['==', ['geometry-type'], 'Polygon'],
  paint: { 'fill-color': colour },
});

/** A quiet ground in the scheme of Protomaps: no letters, since ours are the names that matter. */
const protomaps = (palette: Palette): readonly LayerSpecification[] => [
  surface('earth', palette('map-earth')),
  surface('landuse', palette('map-land')),
  surface('water', palette('map-water')),
  surface('buildings', palette('map-building')),
  {
    id: 'base-roads',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    paint: { 'line-color': palette('map-road'), 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, 0.5, 18, 10] },
  },
  {
    id: 'base-boundaries',
    type: 'line',
    source: 'base',
    'source-layer': 'boundaries',
    paint: { 'line-color': palette('map-boundary'), 'line-dasharray': [3, 2] },
  },
];

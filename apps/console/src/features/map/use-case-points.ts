import { CASE_TILE_MAX_ZOOM } from '@gridward/contract';
import type { Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { useNow } from '../../platform/now.ts';
import { paletteAt } from '../../styles/palette.ts';
import type { CaseFilters } from '../cases/list/filters.ts';
import { addLampIcons } from './map-icons.ts';
import { caseLayers } from './map-style.ts';

/** The order of a list and the box of a map are nothing that a map filters by. */
const NOT_DRAWN = new Set(['order', 'bbox', 'nearLng', 'nearLat']);

function tilesOf(filters: CaseFilters, freshness: string | number): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([name]) => !NOT_DRAWN.has(name)));
  // The server does not read it; another address is another answer for the browser's own memory.
  query.set('fresh', String(freshness));
  return `${window.location.origin}/api/v1/case-tiles/{z}/{x}/{y}?${query.toString()}`;
}

/** The cases of a list's filters, clustered by the server. @returns whether they could not be read */
export function useCasePoints(
  map: MapLibre | null,
  filters: CaseFilters | null,
  freshness: string | number = '',
): { readonly isFailed: boolean } {
  // Lamps change by themselves, and colleagues work: what is drawn is asked for anew as often as the clocks tick.
  const now = useNow();
  const tiles = filters === null ? null : tilesOf(filters, `${freshness}.${now}`);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    if (map === null || tiles === null) return;
    setFailed(false);
    const source = map.getSource<VectorTileSource>('cases');
    if (source !== undefined) {
      source.setTiles([tiles]);
      return;
    }
    addLampIcons(map);
    map.addSource('cases', { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: CASE_TILE_MAX_ZOOM });
    for (const layer of caseLayers(paletteAt(map.getContainer()))) map.addLayer(layer);
    map.on('error', (event) => {
      if ('sourceId' in event && event.sourceId === 'cases') setFailed(true);
    });
  }, [map, tiles]);
  return { isFailed };
}

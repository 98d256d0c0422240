import { useQuery } from '@tanstack/react-query';
import {
  Map as MapLibre,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type GeoJSONSource,
  type StyleSpecification,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { api, unwrap } from '../platform/api.ts';
import { useT } from '../platform/language.tsx';

setWorkerUrl(workerUrl);

interface Point {
  readonly lng: number;
  readonly lat: number;
}

interface GridMapProps {
  readonly label: string;
  readonly pin: Point | null;
  readonly highlightAreaId: string | null;
  /** With it, a click or tap sets the pin. */
  readonly onPick?: (point: Point) => void;
}

type Boundaries = Awaited<ReturnType<typeof readBoundaries>>;

const readBoundaries = (signal: AbortSignal) => unwrap(api.listBoundaries({ query: { level: 'grid', limit: 5000 } }, { signal }));

/** No tiles, no letters: grids as lines, so that a map works without a network of its own. */
const STYLE: StyleSpecification = {
  version: 8,
  sources: { grids: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'id' } },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': '#eef2f6' } },
    {
      id: 'grids',
      type: 'fill',
      source: 'grids',
      paint: { 'fill-color': ['case', ['boolean', ['feature-state', 'here'], false], '#bcd3ee', '#ffffff'] },
    },
    { id: 'lines', type: 'line', source: 'grids', paint: { 'line-color': '#6b7c93', 'line-width': 1 } },
  ],
};

const CLOSE_ZOOM = 14;

/** The grids around a pin. What it shows is also said in words beside it; nothing is only on the map. */
export function GridMap({ label, pin, highlightAreaId, onPick }: GridMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const boundaries = useQuery({
    queryKey: ['boundaries', 'grid'],
    queryFn: ({ signal }) => readBoundaries(signal),
    staleTime: 10 * 60_000,
  });
  const isPicking = useRef(false);
  const pick = useRef(onPick);
  const t = useT();
  const words = useRef<Record<string, string>>({});
  words.current = {
    'Map.Title': label,
    'Marker.Title': t('map.pin'),
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
  };
  pick.current = onPick;

  useEffect(() => {
    if (box.current === null) return;
    const made = new MapLibre({
      container: box.current,
      style: STYLE,
      attributionControl: false,
      locale: words.current,
      dragRotate: false,
      pitchWithRotate: false,
    });
    made.addControl(new NavigationControl({ showCompass: false }));
    made.touchZoomRotate.disableRotation();
    made.on('click', ({ lngLat }) => {
      isPicking.current = true;
      pick.current?.({ lng: lngLat.lng, lat: lngLat.lat });
    });
    made.on('load', () => setMap(made));
    return () => made.remove();
  }, []);

  useGrids(map, boundaries.data, pin);
  useHighlight(map, boundaries.data, highlightAreaId);
  usePin(map, pin, isPicking);
  return (
    <div ref={box} className={onPick === undefined ? 'grid-map' : 'grid-map can-pick'} role="application" aria-label={label} />
  );
}

function useGrids(map: MapLibre | null, data: Boundaries | undefined, pin: Point | null): void {
  const framed = useRef(false);
  useEffect(() => {
    if (map === null || data === undefined) return;
    const features = data.features.map((feature) => ({ ...feature, properties: { ...feature.properties, id: feature.id } }));
    const source = map.getSource<GeoJSONSource>('grids');
    void source?.setData({ type: 'FeatureCollection', features });
    if (framed.current) return;
    framed.current = true;
    const points = data.features.map(({ properties }) => properties.representative);
    if (pin !== null || points.length === 0) return;
    const lngs = points.map(({ lng }) => lng);
    const lats = points.map(({ lat }) => lat);
    map.fitBounds([Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)], { padding: 32, animate: false });
  }, [map, data, pin]);
}

function useHighlight(map: MapLibre | null, data: Boundaries | undefined, areaId: string | null): void {
  useEffect(() => {
    if (map === null || data === undefined || areaId === null) return;
    map.setFeatureState({ source: 'grids', id: areaId }, { here: true });
    return () => {
      if (map.getSource('grids') !== undefined) map.setFeatureState({ source: 'grids', id: areaId }, { here: false });
    };
  }, [map, data, areaId]);
}

/** A pin that came from elsewhere is brought into view; who clicked the map has already found the place. */
function usePin(map: MapLibre | null, pin: Point | null, isPicking: RefObject<boolean>): void {
  const marker = useRef<Marker | null>(null);
  const lng = pin?.lng;
  const lat = pin?.lat;
  useEffect(() => {
    if (map === null) return;
    if (lng === undefined || lat === undefined) {
      marker.current?.remove();
      marker.current = null;
      return;
    }
    const isNew = marker.current === null;
    marker.current ??= new Marker({ color: '#1f4e8c' });
    marker.current.setLngLat([lng, lat]).addTo(map);
    if (isPicking.current) return;
    if (isNew) map.jumpTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    else if (!map.getBounds().contains([lng, lat])) map.jumpTo({ center: [lng, lat] });
  }, [map, lng, lat, isPicking]);
}

import { Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../../platform/language.tsx';
import { useLook } from '../../../platform/look.ts';
import { paletteAt, type Palette } from '../../../styles/palette.ts';
import '../../map/map.css';
import { boundsOf, type MapMark, type MapShape, type Surface } from './map-shapes.ts';

setWorkerUrl(workerUrl);

interface AreaMapProps {
  readonly label: string;
  readonly shapes: readonly MapShape[];
  readonly marks?: readonly MapMark[];
  /** What is brought into view; again whenever `fitKey` changes. */
  readonly fit: readonly Surface[];
  readonly fitKey: string;
  readonly onChoose?: (areaId: string) => void;
  /** With it, a click adds a corner instead of choosing. */
  readonly onPick?: ((point: { readonly lng: number; readonly lat: number }) => void) | undefined;
}

const is = (kind: MapShape['kind']) => ['==', ['get', 'kind'], kind] as ['==', ['get', string], string];
const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** Paper, lines and fills as on the other maps; what is not in force is dashed. */
const styleOf = (palette: Palette): StyleSpecification => ({
  version: 8,
  sources: {
    shapes: { type: 'geojson', data: NOTHING },
    marks: { type: 'geojson', data: NOTHING },
  },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': palette('ground') } },
    { id: 'around', type: 'fill', source: 'shapes', filter: is('around'), paint: { 'fill-color': palette('paper') } },
    {
      id: 'chosen',
      type: 'fill',
      source: 'shapes',
      filter: is('chosen'),
      paint: { 'fill-color': palette('map-here'), 'fill-opacity': 0.6 },
    },
    {
      id: 'draft',
      type: 'fill',
      source: 'shapes',
      filter: is('draft'),
      paint: { 'fill-color': palette('brand'), 'fill-opacity': 0.25 },
    },
    {
      id: 'lines',
      type: 'line',
      source: 'shapes',
      filter: is('around'),
      paint: { 'line-color': palette('map-line'), 'line-width': 1 },
    },
    {
      id: 'chosen-line',
      type: 'line',
      source: 'shapes',
      filter: is('chosen'),
      paint: { 'line-color': palette('brand'), 'line-width': 2 },
    },
    {
      id: 'draft-line',
      type: 'line',
      source: 'shapes',
      filter: is('draft'),
      paint: { 'line-color': palette('brand'), 'line-width': 3 },
    },
    {
      id: 'earlier-line',
      type: 'line',
      source: 'shapes',
      filter: is('earlier'),
      paint: { 'line-color': palette('ink'), 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    {
      id: 'marks',
      type: 'circle',
      source: 'marks',
      paint: {
        'circle-radius': 6,
        'circle-color': palette('paper'),
        'circle-stroke-color': palette('ink'),
        'circle-stroke-width': 3,
      },
    },
  ],
});

/** Boundaries: those around, the chosen one, an earlier version or a draft over it. All of it stands in a list beside the map. */
export function AreaMap(props: AreaMapProps) {
  const { label, shapes, marks = [], fit, fitKey } = props;
  const t = useT();
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const handlers = useRef(props);
  useEffect(() => {
    handlers.current = props;
  });
  const words = useRef<Record<string, string>>({});
  words.current = {
    'Map.Title': label,
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
  };
  useEffect(() => {
    if (box.current === null) return;
    const made = new MapLibre({
      container: box.current,
      style: styleOf(paletteAt(box.current)),
      attributionControl: false,
      locale: words.current,
      dragRotate: false,
      pitchWithRotate: false,
    });
    made.addControl(new NavigationControl({ showCompass: false }));
    made.touchZoomRotate.disableRotation();
    made.on('click', ({ lngLat, point }) => {
      const { onPick, onChoose } = handlers.current;
      if (onPick !== undefined) return onPick({ lng: lngLat.lng, lat: lngLat.lat });
      const [hit] = made.queryRenderedFeatures(point, { layers: ['around'] });
      const areaId: unknown = hit?.properties['areaId'];
      if (typeof areaId === 'string') onChoose?.(areaId);
    });
    made.on('load', () => setMap(made));
    return () => {
      setMap(null);
      made.remove();
    };
  }, [look]);
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('shapes')?.setData({
      type: 'FeatureCollection',
      features: shapes.map(({ areaId, kind, geometry }) => ({
        type: 'Feature' as const,
        properties: { kind, areaId },
        geometry,
      })),
    });
  }, [map, shapes]);
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('marks')?.setData({
      type: 'FeatureCollection',
      features: marks.map(({ lng, lat }) => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Point', coordinates: [lng, lat] },
      })),
    });
  }, [map, marks]);
  useEffect(() => {
    const bounds = boundsOf(fit);
    if (bounds !== null) map?.fitBounds(bounds, { padding: 32, animate: false, maxZoom: 17 });
    // Moved only when something else is looked at, not under the hands of who draws.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [map, fitKey]);
  return <div ref={box} className="area-map" role="application" aria-label={label} />;
}

import '@gridward/i18n/words/mapping';
import '@gridward/i18n/words/organising';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { useT } from '../../../platform/language.tsx';
import { paletteAt, type Palette } from '../../../styles/palette.ts';
import { Blank } from '../../../ui/blank.tsx';
import '../../map/map.css';
import { useBaseMap } from '../../map/use-base-map.ts';
import { useMapFrame } from '../../map/use-map.ts';
import { boundsOf, type MapMark, type MapShape, type Surface } from './map-shapes.ts';

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

const NO_MARKS: readonly MapMark[] = [];
const NOTHING = { type: 'FeatureCollection' as const, features: [] };
const is = (kind: MapShape['kind']) => ['==', ['get', 'kind'], kind] as ['==', ['get', string], string];
const ofKind = { type: 'line', source: 'shapes' } as const;

/** Above the areas around, which are those of every map: the chosen one, a draft, and dashed what is no longer in force. */
const layersOf = (palette: Palette): readonly LayerSpecification[] => [
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
  { ...ofKind, id: 'chosen-line', filter: is('chosen'), paint: { 'line-color': palette('brand'), 'line-width': 2 } },
  { ...ofKind, id: 'draft-line', filter: is('draft'), paint: { 'line-color': palette('brand'), 'line-width': 3 } },
  {
    ...ofKind,
    id: 'earlier-line',
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
];

/** Boundaries: those around, the chosen one, an earlier version or a draft over it. All of it stands in a list beside the map. */
export function AreaMap(props: AreaMapProps) {
  const t = useT();
  const { label, shapes, marks = NO_MARKS, fit, fitKey } = props;
  const { box, map, isBroken } = useMapFrame(label);
  useLayers(map);
  useShapes(map, shapes);
  useMarks(map, marks);
  useClicks(map, props);
  const isBaseFailed = useBaseMap(map);
  useEffect(() => {
    const bounds = boundsOf(fit);
    if (bounds !== null) map?.fitBounds(bounds, { padding: 32, animate: false, maxZoom: 17 });
    // Moved only when something else is looked at, not under the hands of who draws.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [map, fitKey]);
  if (isBroken) return <Blank title={t('map.broken')} hint={t('areas.mapBrokenHint')} />;
  return (
    <div className="case-map">
      <div ref={box} className="case-map-canvas" role="application" aria-label={label} />
      <div className="case-map-notes" aria-live="polite">
        {isBaseFailed ? <p>{t('map.baseFailed')}</p> : null}
      </div>
    </div>
  );
}

function useLayers(map: MapLibre | null): void {
  useEffect(() => {
    if (map === null) return;
    for (const id of ['shapes', 'marks']) map.addSource(id, { type: 'geojson', data: NOTHING });
    for (const layer of layersOf(paletteAt(map.getContainer()))) map.addLayer(layer);
  }, [map]);
}

function useShapes(map: MapLibre | null, shapes: readonly MapShape[]): void {
  useEffect(() => {
    const draw = (source: string, drawn: readonly MapShape[]): void => {
      const features = drawn.map(({ areaId, kind, geometry }) => ({
        type: 'Feature' as const,
        properties: { id: areaId, kind },
        geometry,
      }));
      void map?.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
    };
    draw(
      'areas',
      shapes.filter(({ kind }) => kind === 'around'),
    );
    draw(
      'shapes',
      shapes.filter(({ kind }) => kind !== 'around'),
    );
  }, [map, shapes]);
}

function useMarks(map: MapLibre | null, marks: readonly MapMark[]): void {
  useEffect(() => {
    const features = marks.map(({ lng, lat }) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'Point' as const, coordinates: [lng, lat] },
    }));
    void map?.getSource<GeoJSONSource>('marks')?.setData({ type: 'FeatureCollection', features });
  }, [map, marks]);
}

function useClicks(map: MapLibre | null, clicks: Pick<AreaMapProps, 'onChoose' | 'onPick'>): void {
  const current = useRef(clicks);
  useEffect(() => {
    current.current = clicks;
  });
  useEffect(() => {
    map?.on('click', ({ lngLat, point }) => {
      const { onPick, onChoose } = current.current;
      if (onPick !== undefined) return onPick({ lng: lngLat.lng, lat: lngLat.lat });
      const [hit] = map.queryRenderedFeatures(point, { layers: ['areas'] });
      const areaId: unknown = hit?.properties['id'];
      if (typeof areaId === 'string') onChoose?.(areaId);
    });
  }, [map]);
}

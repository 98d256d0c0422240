import '@gridward/i18n/words/mapping';
import type { BaseMap } from '@gridward/contract';
import type { AreaLevel } from '@gridward/core';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import type { CaseFilters } from '../cases/list/filters.ts';
import './map.css';
import { MapLegend } from './map-legend.tsx';
import { useAreas, useHighlight, type Shades } from './use-areas.ts';
import { useBaseMap } from './use-base-map.ts';
import { useCasePoints } from './use-case-points.ts';
import { useMapFrame } from './use-map.ts';

export type { Shade, Shades } from './use-areas.ts';

export interface MapPoint {
  readonly lng: number;
  readonly lat: number;
}
/** West, south, east, north. */
export type MapBounds = readonly [number, number, number, number];

export interface CaseMapProps {
  /** Said to those who do not see the map. */
  readonly label: string;
  /** The filters of the list beside it; `null` draws no cases. */
  readonly filters: CaseFilters | null;
  /** Another value asks for the cases anew. */
  readonly freshness?: string | number;
  /** The box that the map opens with; all areas unless told. */
  readonly start?: MapBounds | null;
  readonly selected?: MapPoint | null;
  readonly onSelect?: (caseId: string) => void;
  /** After somebody moved the map, not after it moved by itself. */
  readonly onBounds?: (bounds: MapBounds) => void;
  /** The middle of the map, whoever moved it. */
  readonly onCentre?: (centre: MapPoint) => void;
  /** Which areas are drawn; `grid` unless told. */
  readonly level?: AreaLevel;
  readonly highlightAreaId?: string | null;
  /** One hue over the areas, by their ids: the more the darker, with the label on each. The same numbers belong beside it as a list. */
  readonly shades?: Shades;
  readonly onPickArea?: (areaId: string) => void;
  /** Another base map than the one that everybody has, to try it. */
  readonly baseMap?: BaseMap;
}

/** Cases on the map of areas. Whatever it shows stands in a list beside it; nothing is only on the map. */
export function CaseMap(props: CaseMapProps) {
  const t = useT();
  const { label, level = 'grid', shades, filters } = props;
  const { box, map, isBroken } = useMapFrame(label);
  const areas = useAreas(map, level, shades);
  const isBaseFailed = useBaseMap(map, props.baseMap);
  const points = useCasePoints(map, filters, props.freshness);
  useHighlight(map, areas.data, props.highlightAreaId ?? null);
  useSelected(map, props.selected ?? null);
  useClicks(map, props);
  useMoves(map, props);
  const fit = useFit(map, areas.bounds, props.start ?? null);
  if (isBroken) return <Blank title={t('map.broken')} hint={t('map.brokenHint')} />;
  return (
    <div className="case-map">
      <div ref={box} className="case-map-canvas" role="application" aria-label={label} />
      <div className="case-map-tools">
        <button type="button" className="map-button" onClick={fit}>
          {t('map.fit')}
        </button>
      </div>
      <div className="case-map-notes" aria-live="polite">
        {areas.isError ? <p>{t('map.areasFailed')}</p> : null}
        {points.isFailed ? <p>{t('map.tilesFailed')}</p> : null}
        {isBaseFailed ? <p>{t('map.baseFailed')}</p> : null}
      </div>
      {filters === null ? null : <MapLegend />}
    </div>
  );
}

const CLOSE_ZOOM = 15;

/** A case that was chosen in the list is brought into view. */
function useSelected(map: MapLibre | null, selected: MapPoint | null): void {
  const lng = selected?.lng;
  const lat = selected?.lat;
  useEffect(() => {
    if (map === null) return;
    const source = map.getSource<GeoJSONSource>('selected');
    const geometry = lng === undefined || lat === undefined ? null : ({ type: 'Point', coordinates: [lng, lat] } as const);
    const features = geometry === null ? [] : [{ type: 'Feature' as const, geometry, properties: {} }];
    void source?.setData({ type: 'FeatureCollection', features });
    if (lng === undefined || lat === undefined || map.getBounds().contains([lng, lat])) return;
    map.easeTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
  }, [map, lng, lat]);
}

type Clicks = Pick<CaseMapProps, 'onSelect' | 'onPickArea'>;
const ZOOM_STEP = 2;
/** A finger is wider than a point. */
const REACH_PX = 8;

function useClicks(map: MapLibre | null, clicks: Clicks): void {
  const current = useRef(clicks);
  useEffect(() => {
    current.current = clicks;
  });
  useEffect(() => {
    if (map === null) return;
    const at = (x: number, y: number, layers: readonly string[]) => {
      const known = layers.filter((id) => map.getLayer(id) !== undefined);
      if (known.length === 0) return undefined;
      const box: [[number, number], [number, number]] = [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ];
      return map.queryRenderedFeatures(box, { layers: known })[0];
    };
    map.on('click', ({ point: { x, y }, lngLat }) => {
      const found = at(x, y, ['points', 'clusters']);
      const caseId: unknown = found?.properties['id'];
      if (typeof caseId === 'string') current.current.onSelect?.(caseId);
      else if (found !== undefined) map.easeTo({ center: lngLat, zoom: map.getZoom() + ZOOM_STEP }, { isByHand: true });
      else pickArea(at(x, y, ['areas'])?.id);
    });
    map.on('mousemove', ({ point: { x, y } }) => {
      const isDoor =
        at(x, y, ['points', 'clusters']) !== undefined ||
        (current.current.onPickArea !== undefined && at(x, y, ['areas']) !== undefined);
      map.getCanvas().style.cursor = isDoor ? 'pointer' : '';
    });
    function pickArea(areaId: unknown): void {
      if (typeof areaId === 'string') current.current.onPickArea?.(areaId);
    }
  }, [map]);
}

const boundsOf = (map: MapLibre): MapBounds => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

/** Moves by hand carry an event of the browser; those of a cluster that opens are marked as such. */
const isByHand = (event: object): boolean => 'originalEvent' in event || 'isByHand' in event;

function useMoves(map: MapLibre | null, moves: Pick<CaseMapProps, 'onBounds' | 'onCentre'>): void {
  const current = useRef(moves);
  useEffect(() => {
    current.current = moves;
  });
  useEffect(() => {
    if (map === null) return;
    let isMovedByHand = false;
    map.on('movestart', (event) => {
      isMovedByHand ||= isByHand(event);
    });
    map.on('zoomstart', (event) => {
      isMovedByHand ||= isByHand(event);
    });
    map.on('moveend', () => {
      const { lng, lat } = map.getCenter();
      current.current.onCentre?.({ lng, lat });
      if (isMovedByHand) current.current.onBounds?.(boundsOf(map));
      isMovedByHand = false;
    });
  }, [map]);
}

type Bounds = ReturnType<typeof useAreas>['bounds'];

/** All areas in view: once they are known, unless the map opens with a box of its own, and whenever asked for. */
function useFit(map: MapLibre | null, bounds: Bounds, start: MapBounds | null): () => void {
  const [isFitted, setFitted] = useState(false);
  useEffect(() => {
    if (map === null || isFitted || (start ?? bounds) === null) return;
    setFitted(true);
    if (start !== null) {
      const [west, south, east, north] = start;
      map.fitBounds([west, south, east, north], { animate: false });
    } else if (bounds !== null) map.fitBounds(bounds, { padding: 24, animate: false });
  }, [map, bounds, start, isFitted]);
  return () => {
    if (map !== null && bounds !== null) map.fitBounds(bounds, { padding: 24 }, { isByHand: true });
  };
}

import '@gridward/i18n/words/mapping';
import { Marker, type Map as MapLibre } from 'maplibre-gl';
import { useEffect, useRef, type RefObject } from 'react';
import type { MapPoint } from '../features/map/case-map.tsx';
import '../features/map/map.css';
import { useAreas, useHighlight } from '../features/map/use-areas.ts';
import { useBaseMap } from '../features/map/use-base-map.ts';
import { useMapFrame } from '../features/map/use-map.ts';
import { useT } from '../platform/language.tsx';

interface GridMapProps {
  readonly label: string;
  readonly pin: MapPoint | null;
  readonly highlightAreaId: string | null;
  /** With it, a click or tap sets the pin. */
  readonly onPick?: (point: MapPoint) => void;
}

const CLOSE_ZOOM = 14;

/** The grids around a pin. What it shows is also said in words beside it; nothing is only on the map. */
export function GridMap({ label, pin, highlightAreaId, onPick }: GridMapProps) {
  const t = useT();
  const { box, map, isBroken } = useMapFrame(label, true);
  const areas = useAreas(map, 'grid');
  const isBaseFailed = useBaseMap(map);
  const isPicking = useRef(false);
  useFirstFrame(map, areas.bounds, pin);
  useHighlight(map, areas.data, highlightAreaId);
  usePin(map, pin, isPicking);
  usePicks(map, isPicking, onPick);
  if (isBroken) return <p className="quiet">{t('map.broken')}</p>;
  return (
    <>
      <div ref={box} className={onPick === undefined ? 'grid-map' : 'grid-map can-pick'} role="application" aria-label={label} />
      {isBaseFailed ? <p className="quiet">{t('map.baseFailed')}</p> : null}
    </>
  );
}

function usePicks(map: MapLibre | null, isPicking: RefObject<boolean>, onPick: GridMapProps['onPick']): void {
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const picked = map?.on('click', ({ lngLat }) => {
      isPicking.current = true;
      pick.current?.({ lng: lngLat.lng, lat: lngLat.lat });
    });
    return () => picked?.unsubscribe();
  }, [map, isPicking]);
}

/** Without a pin all grids are in view, once. */
function useFirstFrame(map: MapLibre | null, bounds: ReturnType<typeof useAreas>['bounds'], pin: MapPoint | null): void {
  const isFramed = useRef(false);
  useEffect(() => {
    if (map === null || bounds === null || isFramed.current) return;
    isFramed.current = true;
    if (pin === null) map.fitBounds(bounds, { padding: 32, animate: false });
  }, [map, bounds, pin]);
}

/** A pin that came from elsewhere is brought into view; who clicked the map has already found the place. */
function usePin(map: MapLibre | null, pin: MapPoint | null, isPicking: RefObject<boolean>): void {
  const marker = useRef<Marker | null>(null);
  const lng = pin?.lng;
  const lat = pin?.lat;
  useEffect(
    () => () => {
      marker.current?.remove();
      marker.current = null;
    },
    [map],
  );
  useEffect(() => {
    if (map === null) return;
    if (lng === undefined || lat === undefined) {
      marker.current?.remove();
      marker.current = null;
      return;
    }
    const isNew = marker.current === null;
    marker.current ??= new Marker({ color: 'var(--brand)' });
    marker.current.setLngLat([lng, lat]).addTo(map);
    if (isPicking.current) return;
    if (isNew) map.jumpTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
    else if (!map.getBounds().contains([lng, lat])) map.jumpTo({ center: [lng, lat] });
  }, [map, lng, lat, isPicking]);
}

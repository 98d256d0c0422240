import { AttributionControl, Map as MapLibre, NavigationControl, setWorkerUrl, type MapOptions } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useT } from '../../platform/language.tsx';
import { useLook } from '../../platform/look.ts';
import { paletteAt } from '../../styles/palette.ts';
import { keep, takeKept } from './kept-map.ts';
import { MAX_ZOOM, mapStyle } from './map-style.ts';

setWorkerUrl(workerUrl);

export interface MapFrame {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Null until it can be drawn on. */
  readonly map: MapLibre | null;
  /** This browser cannot draw it at all. */
  readonly isBroken: boolean;
}

/**
 * An empty map of ours: flat, with buttons and words in the reader's language.
 * @param isKept whether it waits for the next who asks for the same one; what is drawn on it must then be taken away again
 */
export function useMapFrame(label: string, isKept = false): MapFrame {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [isBroken, setBroken] = useState(false);
  const t = useT();
  const look = useLook();
  const view = useRef<Pick<MapOptions, 'center' | 'zoom'>>({});
  const words = useRef<Record<string, string>>({});
  words.current = {
    'Map.Title': label,
    'Marker.Title': t('map.pin'),
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
  };
  useEffect(() => {
    if (box.current === null) return;
    const name = JSON.stringify([look, words.current]);
    const kept = isKept ? takeKept(name) : null;
    const holder = kept?.getContainer() ?? Object.assign(document.createElement('div'), { className: 'map-holder' });
    box.current.append(holder);
    const made = kept ?? create(holder, words.current, view.current);
    if (made === null) {
      holder.remove();
      setBroken(true);
      return;
    }
    let isDrawn = kept !== null;
    if (isDrawn) setMap(made);
    else
      made.once('load', () => {
        isDrawn = true;
        setMap(made);
      });
    return () => {
      setMap(null);
      view.current = { center: made.getCenter(), zoom: made.getZoom() };
      if (isKept && isDrawn) return keep(name, made);
      made.remove();
      // It leaves its holder behind, which would push the next one out of the box.
      holder.remove();
    };
    // Drawn anew in other colours, at the same place.
  }, [look, isKept]);
  return { box, map, isBroken };
}

/** @returns null where the machine has no way to draw it */
function create(
  container: HTMLElement,
  locale: Record<string, string>,
  view: Pick<MapOptions, 'center' | 'zoom'>,
): MapLibre | null {
  try {
    const made = new MapLibre({
      container,
      style: mapStyle(paletteAt(container)),
      ...view,
      attributionControl: false,
      locale,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: MAX_ZOOM,
    });
    made.addControl(new NavigationControl({ showCompass: false }));
    made.addControl(new AttributionControl({ compact: false }));
    made.touchZoomRotate.disableRotation();
    return made;
  } catch {
    return null;
  }
}

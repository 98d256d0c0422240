import { useState } from 'react';
import type { MapPoint } from '../map/case-map.tsx';

interface MyPosition {
  readonly position: MapPoint | null;
  readonly isFinding: boolean;
  readonly isDenied: boolean;
  readonly find: () => void;
  readonly forget: () => void;
}

const PATIENCE_MS = 15_000;
const RECENT_MS = 60_000;

/** Where I am, asked for by a click only, kept in this page only. */
export function useMyPosition(): MyPosition {
  const [position, setPosition] = useState<MapPoint | null>(null);
  const [state, setState] = useState<'idle' | 'finding' | 'denied'>('idle');
  const find = (): void => {
    // Browsers give no position to pages without TLS.
    if (!('geolocation' in navigator)) return setState('denied');
    setState('finding');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude: lng, latitude: lat } }) => {
        setPosition({ lng, lat });
        setState('idle');
      },
      () => setState('denied'),
      { timeout: PATIENCE_MS, maximumAge: RECENT_MS },
    );
  };
  const forget = (): void => {
    setPosition(null);
    setState('idle');
  };
  return { position, isFinding: state === 'finding', isDenied: state === 'denied', find, forget };
}

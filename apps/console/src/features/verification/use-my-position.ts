import { useEffect, useRef, useState } from 'react';
import type { MapPoint } from '../map/case-map.tsx';

interface MyPosition {
  readonly position: MapPoint | null;
  readonly isFinding: boolean;
  readonly isDenied: boolean;
  /** Asks the browser. `then` is told where I am, unless nobody tells, something else was asked meanwhile, or the page was left. */
  readonly find: (then?: (position: MapPoint) => void) => void;
  readonly forget: () => void;
}

const PATIENCE_MS = 15_000;
const RECENT_MS = 60_000;

/** Where I am, asked for by a click only, and kept by nothing but the page that asks. */
export function useMyPosition(): MyPosition {
  const [position, setPosition] = useState<MapPoint | null>(null);
  const [state, setState] = useState<'idle' | 'finding' | 'denied'>('idle');
  const asked = useRef(0);
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  const find = (then?: (position: MapPoint) => void): void => {
    asked.current += 1;
    const turn = asked.current;
    const settle = (next: 'idle' | 'denied'): boolean => {
      if (turn !== asked.current) return false;
      setState(next);
      return true;
    };
    // Browsers give no position to pages without TLS.
    if (!('geolocation' in navigator)) return setState('denied');
    setState('finding');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude: lng, latitude: lat } }) => {
        if (!settle('idle')) return;
        setPosition({ lng, lat });
        then?.({ lng, lat });
      },
      () => void settle('denied'),
      { timeout: PATIENCE_MS, maximumAge: RECENT_MS },
    );
  };
  const forget = (): void => {
    asked.current += 1;
    setPosition(null);
    setState('idle');
  };
  return { position, isFinding: state === 'finding', isDenied: state === 'denied', find, forget };
}

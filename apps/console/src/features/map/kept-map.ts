import type { Map as MapLibre } from 'maplibre-gl';

/** Who has not come back by then wants no map any more; its memory is worth more than the wait for a new one. */
const KEPT_MS = 60_000;

interface Kept {
  readonly name: string;
  readonly map: MapLibre;
  readonly timer: ReturnType<typeof setTimeout>;
}
let waiting: Kept | null = null;

function letGo(): MapLibre | null {
  if (waiting === null) return null;
  const { map, timer } = waiting;
  clearTimeout(timer);
  waiting = null;
  return map;
}

/** Out of sight at its size: a change of size is the dearest of all. */
function park(map: MapLibre): void {
  // Where it was shown is gone by now: only its canvas still knows how large it was.
  const { width, height } = map.getCanvas().style;
  const holder = map.getContainer();
  holder.style.cssText = `position: fixed; inset: 0 auto auto 0; visibility: hidden; width: ${width}; height: ${height}`;
  document.body.append(holder);
}

function drop(): void {
  const map = letGo();
  map?.getContainer().remove();
  map?.remove();
}

/** To make a map and to drop it costs many times what it costs to move one: the map of this case waits for the next. */
export function keep(name: string, map: MapLibre): void {
  drop();
  park(map);
  waiting = { name, map, timer: setTimeout(drop, KEPT_MS) };
}

/** @returns the map that waits under this name, for whoever asks first */
export function takeKept(name: string): MapLibre | null {
  if (waiting?.name !== name) return null;
  const map = letGo();
  map?.getContainer().removeAttribute('style');
  return map;
}

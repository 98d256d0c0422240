import { orientRings, type AreaGeometry, type Ring } from '@gridward/geo';

type Polygon = Extract<AreaGeometry, { readonly type: 'Polygon' }>;
type Position = Ring[number];

/** Land and waters share the coast vertex by vertex, so both surfaces around it are made of runs of the given vertices. */
export function unionOfLandAndSea(
  land: Polygon,
  waters: Polygon,
): { readonly county: AreaGeometry; readonly town: AreaGeometry } {
  const landRing = openRing(land.coordinates[0]);
  const seaRing = openRing(waters.coordinates[0]);
  const inland = runOutside(landRing, new Set(seaRing.map(String)));
  const offshore = runOutside(seaRing, new Set(landRing.map(String)));
  const outline = [inland.before, ...inland.run, inland.after, ...offshore.run];
  return { county: polygonOf(outline), town: polygonOf(seaRing) };
}

const openRing = (ring: readonly Position[] | undefined): readonly Position[] => (ring ?? []).slice(0, -1);
const polygonOf = (ring: readonly Position[]): AreaGeometry =>
  orientRings({ type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] });

/** The one run of vertices that the other ring does not have, with the shared vertices at both of its ends. */
function runOutside(ring: readonly Position[], shared: ReadonlySet<string>) {
  const at = (i: number): Position => ring[((i % ring.length) + ring.length) % ring.length] ?? [];
  const isShared = (i: number): boolean => shared.has(String(at(i)));
  const start = ring.findIndex((_, i) => !isShared(i) && isShared(i - 1));
  let end = start;
  while (!isShared(end + 1)) end += 1;
  return { before: at(start - 1), after: at(end + 1), run: Array.from({ length: end - start + 1 }, (_, i) => at(start + i)) };
}

import { turn } from './turn.ts';
import type { Position } from 'geojson';
import type { AreaGeometry, Ring } from './area-geometry.ts';
import { latOf, lngOf, polygonsOf } from './area-geometry.ts';

/** Where a point lies relative to a surface. */
export type Place = 'inside' | 'border' | 'outside';

/** What one edge says about a point: the point lies on it, a ray to the east crosses it, or neither. Exact. */
export function edgeAnswer(px: number, py: number, ax: number, ay: number, bx: number, by: number): 'on' | 'crossed' | 'missed' {
  if ((py < ay && py < by) || (py > ay && py > by) || (px > ax && px > bx)) return 'missed';
  if (ay === by) return px >= ax || px >= bx ? 'on' : 'missed';
  const isCounted = ay > py !== by > py;
  if (px < ax && px < bx) return isCounted ? 'crossed' : 'missed';
  const side = turn(ax, ay, bx, by, px, py);
  if (side === 0) return 'on';
  return isCounted && side > 0 === by > ay ? 'crossed' : 'missed';
}

/** Exact place of a point relative to a set of rings under the even-odd rule. */
export function placeInRings(px: number, py: number, rings: readonly Ring[]): Place {
  let isInside = false;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
      const answer = edgeAnswer(px, py, lngOf(a), latOf(a), lngOf(b), latOf(b));
      if (answer === 'on') return 'border';
      if (answer === 'crossed') isInside = !isInside;
    }
  }
  return isInside ? 'inside' : 'outside';
}

/** Exact place of a point relative to a surface; a point on the border of one part and inside another is inside. */
export function placeInArea(point: Position, geometry: AreaGeometry): Place {
  let place: Place = 'outside';
  for (const rings of polygonsOf(geometry)) {
    const here = placeInRings(lngOf(point), latOf(point), rings);
    if (here === 'inside') return 'inside';
    if (here === 'border') place = 'border';
  }
  return place;
}

import type { areaRoutes, RouteAnswer } from '@gridward/contract';

/** A polygon or several, in WGS84 degrees. */
export type Surface = RouteAnswer<(typeof areaRoutes)['getBoundaryVersion']>['geometry'];

/** A surface on the map, and as what it is drawn. */
export interface MapShape {
  readonly areaId: string;
  readonly kind: 'around' | 'chosen' | 'earlier' | 'draft';
  readonly geometry: Surface;
}

export interface MapMark {
  readonly lng: number;
  readonly lat: number;
}

const ringsOf = (surface: Surface): number[][][] =>
  surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();

/** West, south, east, north of all surfaces; nothing where there is none. */
export function boundsOf(surfaces: readonly Surface[]): [number, number, number, number] | null {
  const corners = surfaces.flatMap((surface) => ringsOf(surface).flat());
  let box: [number, number, number, number] | null = null;
  for (const [lng = 0, lat = 0] of corners) {
    box ??= [lng, lat, lng, lat];
    box = [Math.min(box[0], lng), Math.min(box[1], lat), Math.max(box[2], lng), Math.max(box[3], lat)];
  }
  return box;
}

/** A small box around a point, for bringing it into view. */
export function around({ lng, lat }: MapMark): Surface {
  const d = 0.002;
  const ring = [
    [lng - d, lat - d],
    [lng + d, lat - d],
    [lng + d, lat + d],
    [lng - d, lat + d],
    [lng - d, lat - d],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

export const partsOf = (surface: Surface): number => (surface.type === 'Polygon' ? 1 : surface.coordinates.length);

/** The corners of a plain surface as text, one a line; nothing for one with islands or holes. */
export function cornersText(surface: Surface): string | null {
  const [ring, ...holes] = ringsOf(surface);
  if (ring === undefined || holes.length > 0) return null;
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return (isClosed ? ring.slice(0, -1) : ring).map(([lng, lat]) => `${lng}, ${lat}`).join('\n');
}

export type CornersRead =
  | { readonly ok: true; readonly surface: Surface; readonly count: number }
  | { readonly ok: false; readonly badLine: number | null; readonly count: number };

/** Reads corners as they were typed: longitude and latitude, parted by a comma of either script, a blank or a tab. */
export function readCorners(text: string): CornersRead {
  const lines = text.split('\n').map((line) => line.trim());
  const corners: number[][] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const parts = line.split(/[\s,，;；]+/).map(Number);
    const [lng = NaN, lat = NaN] = parts;
    const isPlace = parts.length === 2 && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
    if (!isPlace) return { ok: false, badLine: index + 1, count: corners.length };
    corners.push([lng, lat]);
  }
  const [first] = corners;
  if (corners.length < 3 || first === undefined) return { ok: false, badLine: null, count: corners.length };
  return { ok: true, surface: { type: 'Polygon', coordinates: [[...corners, first]] }, count: corners.length };
}

/** The one surface of a GeoJSON text; several polygons are taken together. */
export function readSurface(text: string): Surface | null {
  const polygons = polygonsIn(parse(text));
  const [only] = polygons;
  if (only === undefined) return null;
  return polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function polygonsIn(value: unknown): number[][][][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('features' in value && Array.isArray(value.features)) return value.features.flatMap(polygonsIn);
  if ('geometry' in value) return polygonsIn(value.geometry);
  if (!('type' in value) || !('coordinates' in value) || !Array.isArray(value.coordinates)) return [];
  // The server examines every ring and corner; here it is only told apart.
  if (value.type === 'Polygon') return [value.coordinates as number[][][]];
  return value.type === 'MultiPolygon' ? (value.coordinates as number[][][][]) : [];
}

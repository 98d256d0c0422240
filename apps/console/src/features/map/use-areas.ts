import { useQuery } from '@tanstack/react-query';
import type { AreaLevel } from '@gridward/core';
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { MAX_ZOOM, NAMES_FROM_ZOOM } from './map-style.ts';

export type Boundaries = Awaited<ReturnType<typeof readBoundaries>>;
type Boundary = Boundaries['features'][number];

/** What an area is shaded by: a number, and the words that stand on it. */
export interface Shade {
  readonly value: number;
  readonly label: string;
}
export type Shades = ReadonlyMap<string, Shade>;

const readBoundaries = (level: AreaLevel, signal: AbortSignal) =>
  unwrap(api.listBoundaries({ query: { level, limit: 5000 } }, { signal }));

export const useBoundaries = (level: AreaLevel) =>
  useQuery({
    queryKey: ['boundaries', level],
    queryFn: ({ signal }) => readBoundaries(level, signal),
    staleTime: 10 * 60_000,
  });

/** The level that frames another one on the map. */
const OUTER: Readonly<Partial<Record<AreaLevel, AreaLevel>>> = { grid: 'township', community: 'township', township: 'county' };

interface Feature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly geometry: Boundary['geometry'] | { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  readonly properties: Readonly<Record<string, string | number>>;
}

const collection = (features: readonly Feature[]) => ({ type: 'FeatureCollection' as const, features: [...features] });

const nameOf = ({ id, properties }: Boundary, shades?: Shades): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [properties.representative.lng, properties.representative.lat] },
  properties: {
    label: shades?.has(id) === true ? `${properties.name}\n${shades.get(id)?.label ?? ''}` : properties.name,
    rank: -(shades?.get(id)?.value ?? 0),
  },
});
const surfaceOf = ({ id, geometry }: Boundary): Feature => ({
  type: 'Feature',
  id,
  geometry,
  properties: { id },
});

/** What each source was last filled from: a map that was kept need not be filled with the same again. */
const filledFrom = new WeakMap<GeoJSONSource, readonly unknown[]>();

function fill(map: MapLibre, id: string, from: readonly unknown[], features: () => readonly Feature[]): void {
  const source = map.getSource<GeoJSONSource>(id);
  if (source === undefined || filledFrom.get(source)?.every((part, index) => part === from[index]) === true) return;
  filledFrom.set(source, from);
  void source.setData(collection(features()));
}

interface Drawn {
  readonly data: Boundaries | undefined;
  readonly isError: boolean;
  /** Around everything that is drawn. */
  readonly bounds: LngLatBoundsLike | null;
}

/** Areas of a level with their names, shaded if wished, and the lines of the level above. */
export function useAreas(map: MapLibre | null, level: AreaLevel, shades?: Shades): Drawn {
  const inner = useBoundaries(level);
  const outer = useBoundaries(OUTER[level] ?? 'county');
  useEffect(() => {
    if (map === null || inner.data === undefined) return;
    const { features } = inner.data;
    fill(map, 'areas', [inner.data], () => features.map(surfaceOf));
    fill(map, 'area-names', [inner.data, shades], () => features.map((feature) => nameOf(feature, shades)));
  }, [map, inner.data, shades]);
  useEffect(() => {
    if (map === null || outer.data === undefined) return;
    const { features } = outer.data;
    fill(map, 'outer-areas', [outer.data], () => features.map(surfaceOf));
    fill(map, 'outer-names', [outer.data], () => features.map((feature) => nameOf(feature)));
  }, [map, outer.data]);
  useShades(map, inner.data, shades);
  const hasFigures = shades !== undefined;
  useEffect(() => {
    // Figures are what a shaded map is for: they show at every zoom.
    map?.setLayerZoomRange('area-names', hasFigures ? 0 : (NAMES_FROM_ZOOM[level] ?? 0), MAX_ZOOM);
  }, [map, level, hasFigures]);
  const bounds = useMemo(() => boundsOf(inner.data), [inner.data]);
  return { data: inner.data, isError: inner.isError, bounds };
}

function useShades(map: MapLibre | null, data: Boundaries | undefined, shades: Shades | undefined): void {
  useEffect(() => {
    if (map === null || data === undefined || shades === undefined) return;
    const most = Math.max(1, ...[...shades.values()].map(({ value }) => value));
    for (const { id } of data.features) {
      const found = shades.get(id);
      map.setFeatureState({ source: 'areas', id }, { shade: found === undefined ? -1 : found.value / most });
    }
  }, [map, data, shades]);
}

export function useHighlight(map: MapLibre | null, data: Boundaries | undefined, areaId: string | null): void {
  useEffect(() => {
    if (map === null || data === undefined || areaId === null) return;
    map.setFeatureState({ source: 'areas', id: areaId }, { here: true });
    return () => {
      if (map.getSource('areas') !== undefined) map.setFeatureState({ source: 'areas', id: areaId }, { here: false });
    };
  }, [map, data, areaId]);
}

/** Around the rings of all surfaces. */
function boundsOf(data: Boundaries | undefined): [number, number, number, number] | null {
  if (data === undefined || data.features.length === 0) return null;
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lng, lat] = value as readonly unknown[];
    if (typeof lng !== 'number' || typeof lat !== 'number') {
      for (const part of value) visit(part);
      return;
    }
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  };
  for (const { geometry } of data.features) visit(geometry.coordinates);
  return box;
}

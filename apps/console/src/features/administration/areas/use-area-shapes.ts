import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { boundaryQuery, childrenQuery, shapesQuery, type AreaDetail } from './area-queries.ts';
import type { MapShape, Surface } from './map-shapes.ts';

/** What the map draws: the areas below, or beside a leaf; the chosen one; an earlier version; a draft. */
export function useAreaShapes(area: AreaDetail | undefined, version: number | undefined, drawn: Surface | null) {
  const isLeaf = area !== undefined && area.childCount === 0;
  const around = isLeaf ? area.parentId : (area?.id ?? null);
  const below = useQuery({ ...childrenQuery(around), enabled: area === undefined || !isLeaf || around !== null });
  const level = isLeaf ? area.level : below.data?.items[0]?.level;
  const shapes = useQuery(shapesQuery(around, level));
  const own = useQuery({ ...shapesQuery(area?.id ?? null, area?.level), enabled: area !== undefined });
  const earlier = useQuery(boundaryQuery(area?.id ?? '', version));
  const present: Surface | undefined = own.data?.features.find(({ id }) => id === area?.id)?.geometry;
  return useMemo(() => {
    const others = shapes.data?.features.filter(({ id }) => id !== area?.id) ?? [];
    const areaId = area?.id ?? '';
    const all: MapShape[] = [
      ...(present === undefined ? [] : [{ areaId, kind: 'chosen' as const, geometry: present }]),
      ...others.map(({ id, geometry }) => ({ areaId: id, kind: 'around' as const, geometry })),
      ...(earlier.data === undefined || version === undefined
        ? []
        : [{ areaId, kind: 'earlier' as const, geometry: earlier.data.geometry }]),
      ...(drawn === null ? [] : [{ areaId, kind: 'draft' as const, geometry: drawn }]),
    ];
    const fit =
      present === undefined
        ? others.map(({ geometry }) => geometry)
        : [present, ...(earlier.data === undefined || version === undefined ? [] : [earlier.data.geometry])];
    return { shapes: all, fit, isCut: shapes.data?.complete === false, present };
  }, [shapes.data, present, earlier.data, version, drawn, area]);
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useMay } from '../session/me.tsx';

const KEEP_MS = 10 * 60_000;
/** A county has some hundred units: all of them are read once and searched here. */
const ALL_UNITS = 5000;

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: ({ signal }) => unwrap(api.listUnits({ query: { limit: ALL_UNITS } }, { signal })),
  staleTime: KEEP_MS,
});

export function useUnits() {
  const may = useMay();
  return useQuery({ ...unitsQuery, enabled: may('unit.read') });
}

/** The name of a unit whose id came along; nothing when it is unknown. */
export function useUnitNames(): (unitId: unknown) => string | undefined {
  const { data } = useUnits();
  const names = useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
  return useCallback((unitId) => (typeof unitId === 'string' ? names.get(unitId) : undefined), [names]);
}

export const staffQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'staff'],
    queryFn: ({ signal }) => unwrap(api.listStaff({ params: { unitId } }, { signal })),
    staleTime: KEEP_MS,
  });

import type { CaseDetail, RouteAnswer, UnitLoad, catalogueRoutes, dispatchRoutes } from '@gridward/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { CASES_KEY } from '../cases/keys.ts';
import { useMay } from '../session/me.tsx';
import { atPlace } from '../shell/place.ts';

export type Suggestion = RouteAnswer<(typeof catalogueRoutes)['suggestUnits']>['items'][number];
export type DispatchGroup = RouteAnswer<(typeof dispatchRoutes)['listDispatchGroups']>['groups'][number];
export type Deferral = RouteAnswer<(typeof dispatchRoutes)['listDeferrals']>['items'][number];

/** A minute old is fresh enough: what was dispatched from here makes them fresh at once. */
const LOADS_FRESH_MS = 60_000;

const loadsQuery = queryOptions({
  queryKey: [...CASES_KEY, 'loads'],
  queryFn: ({ signal }) => unwrap(api.listUnitLoads({}, { signal })),
  staleTime: LOADS_FRESH_MS,
  select: ({ items }) => new Map(items.map((load) => [load.unit.id, load])),
});

/** What each unit has in hand, by its id; nothing for those who do not dispatch. */
export function useUnitLoads(): ReadonlyMap<string, UnitLoad> | undefined {
  const may = useMay();
  return useQuery({ ...loadsQuery, enabled: may('case.dispatch') }).data;
}

const recordQuery = queryOptions({
  queryKey: ['suggestion-record'],
  queryFn: ({ signal }) => unwrap(api.getSuggestionRecord({}, { signal })),
  staleTime: LOADS_FRESH_MS,
});

export function useSuggestionRecord() {
  const may = useMay();
  return useQuery({ ...recordQuery, enabled: may('case.dispatch') }).data;
}

export const groupsQuery = (areaId: string | null) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'groups', areaId],
    queryFn: ({ signal }) => unwrap(api.listDispatchGroups({ query: atPlace(areaId) }, { signal })),
  });

/** Asked anew whenever the case has moved on, and not when cases are read anew: a case that was ruled on has no brief any more. */
export const briefQuery = ({ id, version }: Pick<CaseDetail, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['ruling-brief', id, version],
    queryFn: ({ signal }) => unwrap(api.getRulingBrief({ params: { caseId: id } }, { signal })),
  });

export const DEFERRALS_KEY = [...CASES_KEY, 'deferrals'];

export const unitDeskQuery = (areaId: string | null) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'unit-desk', areaId],
    queryFn: ({ signal }) => unwrap(api.getUnitDesk({ query: atPlace(areaId) }, { signal })),
  });

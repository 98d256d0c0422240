import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { atPlace } from '../shell/place.ts';

/** Everything that is read about cases stands below this key, so that one write can make all of it fresh. */
export const CASES_KEY = ['cases'] as const;

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'one', caseId],
    queryFn: ({ signal }) => unwrap(api.getCase({ params: { caseId } }, { signal })),
  });

export const journalQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'journal', caseId],
    queryFn: ({ signal }) => unwrap(api.getJournal({ params: { caseId } }, { signal })),
  });

export const messagesQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'messages', caseId],
    queryFn: ({ signal }) => unwrap(api.listMessages({ params: { caseId } }, { signal })),
  });

export const supervisionQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'supervision', caseId],
    queryFn: ({ signal }) => unwrap(api.listSupervision({ params: { caseId } }, { signal })),
  });

export const revealsQuery = (caseId: string) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'reveals', caseId],
    queryFn: ({ signal }) => unwrap(api.listReveals({ params: { caseId } }, { signal })),
  });

const COUNT_EVERY_MS = 30_000;

export const COUNTS_KEY = [...CASES_KEY, 'counts'] as const;

/** How much waits for me, at the place that was chosen or everywhere. */
export const queueCountsQuery = (areaId: string | null) =>
  queryOptions({
    queryKey: [...COUNTS_KEY, areaId],
    queryFn: ({ signal }) => unwrap(api.countQueues({ query: atPlace(areaId) }, { signal })),
    refetchInterval: COUNT_EVERY_MS,
  });

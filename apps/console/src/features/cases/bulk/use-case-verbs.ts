import { CASES_AT_ONCE } from '@gridward/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';
import { CASES_KEY } from '../keys.ts';
import type { FreshCases } from './bulk-work.ts';

/** What may be done now with each of these cases, and their versions; one request for all. */
export async function readCaseVerbs(ids: readonly string[], signal?: AbortSignal): Promise<FreshCases> {
  if (ids.length === 0) return new Map();
  const answer = await unwrap(
    api.listCaseVerbs({ query: { ids: ids.slice(0, CASES_AT_ONCE) } }, signal === undefined ? {} : { signal }),
  );
  return new Map(answer.items.map(({ id, ...fresh }) => [id, fresh]));
}

export const caseVerbsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'verbs', ids.toSorted()],
    queryFn: ({ signal }) => readCaseVerbs(ids, signal),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
  });

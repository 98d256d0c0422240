import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { useMay } from '../session/me.tsx';

const KEEP_MS = 10 * 60_000;
const FOUND_LIMIT = 20;
/** The likeliest, those of other owners of the component, and the fallback desk. */
const SUGGESTED = 5;

/** Matters that a case can be reported under, by name, pinyin initials or code. */
export const categorySearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['categories', 'search', q],
    queryFn: ({ signal }) => unwrap(api.searchCategories({ query: { q, mattersOnly: 'true', limit: FOUND_LIMIT } }, { signal })),
    enabled: q.trim() !== '',
    staleTime: KEEP_MS,
  });

export const categoryQuery = (categoryId: string) =>
  queryOptions({
    queryKey: ['categories', 'one', categoryId],
    queryFn: ({ signal }) => unwrap(api.getCategory({ params: { categoryId } }, { signal })),
    staleTime: KEEP_MS,
  });

export const suggestionsQuery = (categoryId: string, areaId: string) =>
  queryOptions({
    queryKey: ['suggestions', categoryId, areaId],
    queryFn: ({ signal }) => unwrap(api.suggestUnits({ query: { categoryId, areaId, limit: SUGGESTED } }, { signal })),
  });

const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => unwrap(api.listChannels({}, { signal })),
  staleTime: KEEP_MS,
});

export function useChannels() {
  const may = useMay();
  return useQuery({ ...channelsQuery, enabled: may('catalogue.read') });
}

/** The name of a channel; its id when the list does not name it. */
export function useChannelName(): (channelId: string) => string {
  const t = useT();
  const { data } = useChannels();
  return (channelId) => {
    const channel = data?.items.find(({ id }) => id === channelId);
    return channel === undefined ? channelId : t.pick(channel.name);
  };
}

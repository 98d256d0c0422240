import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { categorySearchQuery } from '../catalogue/catalogue.ts';
import { unitsQuery } from '../organisation/units.ts';
import type { IdsOfCodes } from './list-behind.ts';

const FOUND_LIMIT = 20;

/** Finds the one thing that a code or name means; two of the same name are none. */
export function useIdsOfCodes(): IdsOfCodes {
  const queryClient = useQueryClient();
  return useMemo(() => {
    const only = (found: readonly { readonly id: string }[]): string | null =>
      found.length === 1 ? (found[0]?.id ?? null) : null;
    return {
      async unit(key) {
        const { items } = await queryClient.fetchQuery(unitsQuery);
        return only(
          items.filter(({ id, code, name, externalIds }) => [id, code, name, ...Object.values(externalIds)].includes(key)),
        );
      },
      async area(key) {
        const { items } = await unwrap(api.listAreas({ query: { q: key, limit: FOUND_LIMIT } }));
        return only(items.filter(({ id, code, name }) => id === key || code === key || name === key));
      },
      async category(key) {
        const { items } = await queryClient.fetchQuery({
          ...categorySearchQuery(key),
          queryKey: ['categories', 'code', key],
          queryFn: () => unwrap(api.searchCategories({ query: { q: key, limit: FOUND_LIMIT } })),
        });
        return only(items.map(({ category }) => category).filter(({ id, code }) => id === key || code === key));
      },
    };
  }, [queryClient]);
}

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';

/** One area by its id; names of places do not change while somebody looks. */
export const areaQuery = (areaId: string) =>
  queryOptions({
    queryKey: ['areas', 'one', areaId],
    queryFn: ({ signal }) => unwrap(api.getArea({ params: { areaId } }, { signal })),
    staleTime: Infinity,
  });

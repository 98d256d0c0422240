import { NO_VIEW, type CaseView, type FreeCaseColumn } from '@gridward/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { columnsFor } from './columns.ts';

const VIEWS_KEY = ['case-views'] as const;

export const viewsQuery = queryOptions({
  queryKey: VIEWS_KEY,
  queryFn: ({ signal }) => unwrap(api.listCaseViews({}, { signal })),
  staleTime: 60_000,
});

export type ViewDraft = Pick<CaseView, 'name' | 'filters' | 'columns' | 'sharing'>;

/** What may be done with views. Every write reads them anew, also a refused one: then somebody else was faster. */
export function useViewWrites() {
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: VIEWS_KEY });
  const create = useMutation({
    mutationFn: (body: ViewDraft) => unwrap(api.createCaseView({ body }, { commandId: keyOf(body) })),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ id, name, filters, columns, sharing, position, version }: CaseView) =>
      unwrap(api.changeCaseView({ params: { viewId: id }, body: { name, filters, columns, sharing, position, version } })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ id, version }: CaseView) => unwrap(api.deleteCaseView({ params: { viewId: id }, query: { version } })),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (id: string) => unwrap(api.restoreCaseView({ params: { viewId: id } })),
    onSettled,
  });
  const chooseDefault = useMutation({
    mutationFn: (viewId: string | null) => unwrap(api.chooseDefaultView({ body: { viewId } })),
    onSettled,
  });
  return { create, change, remove, restore, chooseDefault };
}

/** The columns of a view as I like them. They change on screen at once and are kept behind it. */
export function useColumns(view: CaseView | undefined) {
  const queryClient = useQueryClient();
  const { data } = useQuery(viewsQuery);
  const key = view?.id ?? NO_VIEW;
  const write = useMutation({
    // One after the other: two quick changes would otherwise arrive in any order.
    scope: { id: `columns ${key}` },
    mutationFn: (columns: FreeCaseColumn[] | null) => unwrap(api.chooseCaseColumns({ params: { view: key }, body: { columns } })),
    onMutate: async (columns) => {
      await queryClient.cancelQueries({ queryKey: VIEWS_KEY });
      queryClient.setQueryData(viewsQuery.queryKey, (before) => {
        if (before === undefined) return undefined;
        const { [key]: _own, ...others } = before.columns;
        return { ...before, columns: columns === null ? others : { ...others, [key]: columns } };
      });
    },
    onError: () => queryClient.invalidateQueries({ queryKey: VIEWS_KEY }),
  });
  return {
    columns: columnsFor(data?.columns[key], view?.columns),
    isOwn: data?.columns[key] !== undefined,
    choose: write.mutate,
    error: write.error,
  };
}

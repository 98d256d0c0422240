import '@gridward/i18n/words/listing';
import './case-list-page.css';
import type { CaseSummary } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { Overtaken } from '../../../ui/overtaken.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { CaseMapLink } from '../../map/map-link.tsx';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { ColumnChooser } from '../../views/column-chooser.tsx';
import { useColumns, viewsQuery } from '../../views/use-views.ts';
import { filtersOfView, ViewTabs } from '../../views/view-tabs.tsx';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { BulkLeft } from '../bulk/bulk-left.tsx';
import { CASES_KEY } from '../keys.ts';
import { Order } from './case-list-order.tsx';
import { ExportButton } from './case-list-page-export.tsx';
import { useOnChange, useRows } from './case-table-rows.ts';
import { useSelection } from './case-table-selection.ts';
import { CaseTable } from './case-table.tsx';
import { FilterChips } from './filter-chips.tsx';
import { queryOf, without, type CaseFilters } from './filters.ts';
import { useCaseList } from './use-case-list.ts';
import { LoadMore } from '../../../ui/load-more.tsx';

/** Every case of my scope; the address holds the filters, so a list can be sent to a colleague. */
export function CaseListPage({ filters }: { readonly filters: CaseFilters }) {
  const may = useMay();
  return may('case.read') ? <CaseList filters={filters} /> : <NoPermission permission="case.read" />;
}

function CaseList({ filters }: { readonly filters: CaseFilters }) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const query = useQueryHere(filters);
  const list = useCaseList(query);
  const { items, hasNextPage, fetchNextPage } = list;
  const view = useQuery(viewsQuery).data?.items.find(({ id }) => id === filters.view);
  const { columns, isOwn, choose, error: columnsError } = useColumns(view);
  const selection = useSelection(items);
  const show = (next: CaseFilters, replace = false): void => void navigate({ to: '/cases', search: next, replace });
  const open = (item: CaseSummary): void => void navigate({ to: '/cases/$caseId', params: { caseId: item.id } });
  const rows = useRows(
    items,
    () => (hasNextPage ? void fetchNextPage() : undefined),
    open,
    (id) => selection.pick(id, false),
    // Another list is on its way: what stands here is no answer to what was asked.
    !list.isPlaceholderData,
  );
  const change = (next: CaseFilters): void => show(next);
  // Also on the way back: what was chosen in one list is not acted upon from another.
  useOnChange(JSON.stringify(query), () => {
    rows.leave();
    selection.clear();
  });
  useDefaultView(filters, (next) => show(next, true));

  return (
    <div className="page case-list">
      <header className="queue-head">
        <h1>{t('list.title')}</h1>
        <Count query={query} />
        <Order filters={filters} onChange={change} />
        <CaseMapLink filters={filters} />
        <ColumnChooser columns={columns} isOwn={isOwn} error={columnsError} onChoose={choose} />
        {may('case.export') ? <ExportButton filters={query} columns={columns} /> : null}
      </header>
      <ViewTabs filters={filters} columns={[...columns]} onOpen={change} />
      <FilterChips filters={filters} onChange={change} />
      <BulkLeft />
      {list.isPending ? <Waiting rows={12} /> : null}
      {list.isError && items.length === 0 ? <PageProblem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Blank title={t('list.empty')} hint={t('list.emptyHint')}>
          <Button onClick={() => change({})}>{t('list.clear')}</Button>
        </Blank>
      ) : null}
      {items.length === 0 ? null : (
        <Overtaken className="case-list-scroll" isOvertaken={list.isPlaceholderData}>
          <CaseTable
            ref={rows.table}
            items={items}
            columns={columns}
            q={filters.q}
            at={rows.at}
            chosen={selection.chosen}
            isAll={selection.isAll}
            onPick={selection.pick}
            onPickAll={selection.pickAll}
            onOpen={open}
          />
          <LoadMore list={list} />
        </Overtaken>
      )}
      {selection.cases.length === 0 ? null : (
        <BulkBar cases={selection.cases} onClear={selection.clear} onDone={selection.drop} />
      )}
    </div>
  );
}

/** What the server is asked: the filters, within the place that I work in. */
function useQueryHere(filters: CaseFilters): CaseFilters {
  const { areaId } = usePlace();
  const query = queryOf(filters);
  return areaId === null || filters.areaId !== undefined ? query : { ...query, areaId };
}

/** The list opens with my own view, once, and only when nothing else was asked for. */
function useDefaultView(filters: CaseFilters, show: (filters: CaseFilters) => void): void {
  const { data } = useQuery(viewsQuery);
  const isSettled = useRef(Object.keys(filters).length > 0);
  const current = useRef(show);
  useEffect(() => {
    current.current = show;
  });
  useEffect(() => {
    if (isSettled.current || data === undefined) return;
    isSettled.current = true;
    const view = data.items.find(({ id }) => id === data.defaultViewId);
    if (view !== undefined) current.current(filtersOfView(view));
  }, [data]);
}

type CountQuery = Parameters<typeof api.countCaseList>[0]['query'];

function Count({ query }: { readonly query: CaseFilters }) {
  const t = useT();
  const counted = without(query, 'nearLng', 'nearLat');
  const { data } = useQuery({
    queryKey: [...CASES_KEY, 'count', counted],
    // The names were checked when the address was read; the server checks the values.
    queryFn: ({ signal }) => unwrap(api.countCaseList({ query: counted as CountQuery }, { signal })),
    placeholderData: (before) => before,
  });
  const words = data === undefined ? '' : t(data.capped ? 'listCount.capped' : 'list.shownAll', { count: data.count });
  return (
    <span className="quiet figures" aria-live="polite">
      {words}
      {query.q === undefined || data === undefined || data.count === 0 ? '' : ` · ${t('listCount.marked')}`}
    </span>
  );
}

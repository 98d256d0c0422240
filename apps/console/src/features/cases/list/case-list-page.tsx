import type { CaseSummary } from '@gridward/contract';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { useT } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { CaseTable } from './case-table.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { CaseFilters } from './filters.ts';
import { useCaseList } from './use-case-list.ts';

/** Every case of my scope; the address holds the filters, so a list can be sent to a colleague. */
export function CaseListPage({ filters }: { readonly filters: CaseFilters }) {
  const may = useMay();
  return may('case.read') ? <CaseList filters={filters} /> : <NoPermission permission="case.read" />;
}

function CaseList({ filters }: { readonly filters: CaseFilters }) {
  const t = useT();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const [at, setAt] = useState(-1);
  const table = useRef<HTMLTableElement>(null);
  const list = useCaseList(areaId === null || filters.areaId !== undefined ? filters : { ...filters, areaId });
  const { items, hasNextPage, fetchNextPage } = list;

  const change = (next: CaseFilters): void => {
    setAt(-1);
    void navigate({ to: '/cases', search: next });
  };
  const open = (item: CaseSummary): void => void navigate({ to: '/cases/$caseId', params: { caseId: item.id } });
  const move = (step: number): void => {
    const next = Math.min(Math.max(at + step, 0), items.length - 1);
    setAt(next);
    table.current?.tBodies[0]?.rows[next]?.scrollIntoView({ block: 'nearest' });
    if (hasNextPage && next >= items.length - 5) void fetchNextPage();
  };
  const openSelected = (): void => {
    const item = items[at];
    if (item !== undefined) open(item);
  };
  useHotkeys({ j: () => move(1), k: () => move(-1), Enter: openSelected, o: openSelected });

  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('list.title')}</h1>
        <span className="quiet figures" aria-live="polite">
          {list.isPending ? '' : t(hasNextPage ? 'list.shown' : 'list.shownAll', { count: items.length })}
        </span>
        <Select<string>
          aria-label={t('filter.order')}
          value={filters.order ?? 'newest'}
          onChange={(order) => change({ ...filters, order })}
          options={[
            { value: 'newest', label: t('filter.orderNewest') },
            { value: 'due', label: t('filter.orderDue') },
          ]}
        />
      </header>
      <FilterChips filters={filters} onChange={change} />
      {list.isPending ? <Waiting rows={12} /> : null}
      {list.isError && items.length === 0 ? <PageProblem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <Blank title={t('list.empty')} hint={t('list.emptyHint')}>
          <Button onClick={() => change({})}>{t('list.clear')}</Button>
        </Blank>
      ) : null}
      {items.length === 0 ? null : <CaseTable ref={table} items={items} at={at} onOpen={open} />}
      {hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('app.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

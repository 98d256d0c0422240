import '@gridward/i18n/words/listing';
import '@gridward/i18n/words/mapping';
import '../cases/list/case-list-page.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { CaseRows } from '../cases/list/case-rows.tsx';
import { FilterChips } from '../cases/list/filter-chips.tsx';
import { queryOf, without, type CaseFilters } from '../cases/list/filters.ts';
import { useCaseList } from '../cases/list/use-case-list.ts';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { MapWithList } from './map-with-list.tsx';
import { LoadMore } from '../../ui/load-more.tsx';

/** The case list beside its map; the address holds the filters, as that of the list does. */
export function CaseMapPage({ filters }: { readonly filters: CaseFilters }) {
  const may = useMay();
  return may('case.read') ? <CasesOnMap filters={filters} /> : <NoPermission permission="case.read" />;
}

function CasesOnMap({ filters }: { readonly filters: CaseFilters }) {
  const t = useT();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  // The map itself is the box here.
  const unboxed = without(filters, 'bbox');
  const query = queryOf(unboxed);
  const drawn = areaId === null || filters.areaId !== undefined ? query : { ...query, areaId };
  return (
    <div className="page case-map-page">
      <header className="queue-head">
        <h1>{t('map.cases')}</h1>
        <Link to="/cases" search={unboxed}>
          {t('map.asList')}
        </Link>
      </header>
      <FilterChips filters={unboxed} onChange={(next) => void navigate({ to: '/cases/map', search: next })} />
      <MapWithList
        filters={drawn}
        start={filters.bbox}
        selectedId={selectedId}
        onSelect={setSelectedId}
        renderList={(listed) => <Listed filters={listed} onItsOwn={unboxed} selectedId={selectedId} onSelect={setSelectedId} />}
      />
    </div>
  );
}

interface ListedProps {
  readonly filters: CaseFilters;
  /** What the address of the list says, without the box of the map and the place that I work in. */
  readonly onItsOwn: CaseFilters;
  readonly selectedId: string | null;
  readonly onSelect: (caseId: string) => void;
}

function Listed({ filters, onItsOwn, selectedId, onSelect }: ListedProps) {
  const t = useT();
  const navigate = useNavigate();
  const list = useCaseList(filters);
  const { items, hasNextPage } = list;
  const at = items.findIndex(({ id }) => id === selectedId);
  const move = (step: number): void => {
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    if (next !== undefined) onSelect(next.id);
  };
  const open = (): void => {
    if (selectedId !== null) void navigate({ to: '/cases/$caseId', params: { caseId: selectedId } });
  };
  useHotkeys({ [KEYS.down]: () => move(1), [KEYS.up]: () => move(-1), [KEYS.open]: open, Enter: open });
  if (list.isPending) return <Waiting rows={10} />;
  if (list.isError && items.length === 0) return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <Blank title={t('list.empty')} hint={t('list.emptyHint')} />;
  return (
    <>
      <p className="quiet figures" aria-live="polite">
        {t(hasNextPage ? 'list.shown' : 'list.shownAll', { count: items.length })}
        {filters.bbox === undefined ? null : (
          <>
            {' · '}
            <Link to="/cases" search={{ ...onItsOwn, bbox: filters.bbox }}>
              {t('map.listOfArea')}
            </Link>
          </>
        )}
        {selectedId === null ? null : (
          <>
            {' · '}
            <Link to="/cases/$caseId" params={{ caseId: selectedId }}>
              {t('queue.openPage')} <kbd>o</kbd>
            </Link>
          </>
        )}
      </p>
      <CaseRows items={items} selectedId={selectedId} onSelect={({ id }) => onSelect(id)} />
      <LoadMore list={list} />
    </>
  );
}

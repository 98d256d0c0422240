import type { Period } from '@gridward/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { ExactMoment } from '../../ui/moment.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { nameOfPeriod, type AppraisalSearch, type ValuesQuery } from './appraisal-search.ts';
import { definitionOf, type AppraisalRow, type CountedCase, type Indicators } from './indicators.ts';
import { LoadMore } from '../../ui/load-more.tsx';

const PAGE_SIZE = 50;

interface CountedDrawerProps {
  readonly search: AppraisalSearch;
  readonly query: ValuesQuery;
  readonly period: Period;
  readonly rows: readonly AppraisalRow[];
  readonly catalogue: Indicators;
  readonly onClose: () => void;
}

/** What a number of a figure counts: as many lines as the number says. */
export function CountedDrawer({ search, query, period, rows, catalogue, onClose }: CountedDrawerProps) {
  const t = useT();
  const { code = '', side = 'numerator', key } = search;
  const { compare: _compare, ...filters } = query;
  const asked = { ...filters, ...period, side, ...(key === undefined ? {} : { key }) };
  const list = useInfiniteQuery({
    queryKey: ['indicator-cases', code, asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.listIndicatorCases(
          { params: { code }, query: { ...asked, limit: PAGE_SIZE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
          { signal },
        ),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const definition = definitionOf(catalogue, code);
  const title = [
    rows.find((row) => row.key === key)?.label,
    definition === undefined ? code : t.pick(definition.name),
    search.of === undefined ? undefined : nameOfPeriod(search.span, period),
  ];
  return (
    <Drawer
      open
      title={`${title.filter((part) => part !== undefined).join(' · ')} · ${t(`appraisal.${side}`)}`}
      onClose={onClose}
      size={640}
    >
      {definition === undefined ? null : <p className="quiet">{t.pick(definition.formula)}</p>}
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 ? <Blank title={t('appraisal.nothingCounted')} /> : null}
      {items.length === 0 ? null : (
        <ul className="plain-list">
          {items.map((item, index) => (
            // The same case can count twice at the same moment, and the list only grows at its end.
            <li key={`${item.at} ${item.case?.id ?? ''} ${index}`}>
              <CountedLine item={item} />
            </li>
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </Drawer>
  );
}

function CountedLine({ item }: { readonly item: CountedCase }) {
  const t = useT();
  return (
    <>
      {item.case === null ? (
        <span className="quiet">{t('appraisal.caseHidden')}</span>
      ) : (
        <>
          <Link to="/cases/$caseId" params={{ caseId: item.case.id }} className="figures">
            {item.case.number}
          </Link>{' '}
          <strong>{t.pick(item.case.category.name)}</strong> <span className="quiet">{item.case.description}</span>
        </>
      )}
      <div className="quiet">
        <ExactMoment at={item.at} /> {t.word('verb', item.verb)}
        {item.onTime === null ? null : (
          <span className={item.onTime ? undefined : 'clock-red'}> · {t(item.onTime ? 'case.onTime' : 'case.late')}</span>
        )}
        {item.case?.place === undefined || item.case.place === '' ? null : ` · ${item.case.place}`}
      </div>
    </>
  );
}

import '@gridward/i18n/words/insight';
import type { RouteAnswer } from '@gridward/contract';
import { CASE_DIMENSIONS, type CaseDimension } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import type { CONSOLE_ROUTES } from '../../platform/routes.ts';
import { useLanguage } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Overtaken } from '../../ui/overtaken.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { SMALL_SAMPLE } from '../appraisal/indicators.ts';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { CountChart } from './count-chart.tsx';
import { rowLabelOf } from './row-label.ts';
import { listBehind, type CountColumn, type StatisticsSearch } from './list-behind.ts';

type CaseCount = RouteAnswer<typeof CONSOLE_ROUTES.countCases>[number];

const COLUMNS: readonly CountColumn[] = ['received', 'closed', 'closedOnTime', 'overdue'];

/** What came in and how it ended, by any side of a case. Every number opens the cases that it counts. */
export function StatisticsPage({ search }: { readonly search: StatisticsSearch }) {
  const may = useMay();
  return may('statistics.read') ? <Statistics search={search} /> : <NoPermission permission="statistics.read" />;
}

function Statistics({ search }: { readonly search: StatisticsSearch }) {
  const { t } = useLanguage();
  const { areaId } = usePlace();
  const query = { ...search, ...(areaId === null ? {} : { areaId }) };
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => unwrap(api.countCases({ query }, { signal })),
    placeholderData: (before) => before,
  });
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('stats.title')}</h1>
        <Controls search={search} />
        <DownloadButton label={t('stats.download')} ask={(signal) => unwrap(api.exportCaseCounts({ query }, { signal }))} />
      </header>
      {isPending ? <Waiting rows={10} /> : null}
      {error !== null && data === undefined ? <PageProblem error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? <Blank title={t('stats.empty')} hint={t('stats.emptyHint')} /> : null}
      {data === undefined || data.length === 0 ? null : (
        <Overtaken isOvertaken={isPlaceholderData}>
          <CountChart rows={data} search={search} />
          <CountTable rows={data} search={search} />
        </Overtaken>
      )}
    </div>
  );
}

function Controls({ search }: { readonly search: StatisticsSearch }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const change = (next: Partial<StatisticsSearch>): void => void navigate({ to: '/statistics', search: { ...search, ...next } });
  return (
    <>
      <Select<CaseDimension>
        aria-label={t('stats.by')}
        value={search.by}
        onChange={(by) => change({ by })}
        options={CASE_DIMENSIONS.map((by) => ({ value: by, label: t(`stats.by.${by}`) }))}
        style={{ minWidth: 130 }}
      />
      {search.by === 'category' ? (
        <Select<number>
          aria-label={t('stats.level')}
          value={search.level ?? 1}
          onChange={(level) => change({ level })}
          options={[1, 2, 3].map((level) => ({ value: level, label: `${t('stats.level')} ${level}` }))}
        />
      ) : null}
      <span className="day-field">
        <DayInput label={t('stats.from')} value={search.from ?? ''} onChange={(from) => change({ from: from || undefined })} />
      </span>
      <span>{t('stats.to')}</span>
      <span className="day-field">
        <DayInput label={t('stats.to')} value={search.to ?? ''} onChange={(to) => change({ to: to || undefined })} />
      </span>
    </>
  );
}

function CountTable({ rows, search }: { readonly rows: readonly CaseCount[]; readonly search: StatisticsSearch }) {
  const { t } = useLanguage();
  const sum = (column: CountColumn): number => rows.reduce((total, row) => total + row[column], 0);
  const total = {
    key: '',
    id: null,
    label: t('stats.total'),
    received: sum('received'),
    closed: sum('closed'),
    closedOnTime: sum('closedOnTime'),
    overdue: sum('overdue'),
  };
  return (
    <table className="case-table numbers" aria-label={t('stats.title')}>
      <thead>
        <tr>
          <th scope="col">{t(`stats.by.${search.by}`)}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className="number" title={column === 'overdue' ? t('stats.overdueHint') : undefined}>
              {t(`stats.${column}`)}
            </th>
          ))}
          <th scope="col" className="number">
            {t('stats.onTimeRate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <CountRow key={row.key} row={row} search={search} />
        ))}
      </tbody>
      <tfoot>
        <CountRow row={total} search={search} isTotal />
      </tfoot>
    </table>
  );
}

function CountRow({
  row,
  search,
  isTotal = false,
}: {
  readonly row: CaseCount;
  readonly search: StatisticsSearch;
  readonly isTotal?: boolean;
}) {
  const { t, format } = useLanguage();
  const label = rowLabelOf(row, search.by, t);
  // Cases that ended without ever being dispatched have no limit to keep: they say nothing about being in time.
  const isTimed = row.closedOnTime + row.overdue > 0;
  const rate = isTimed ? format.rate(row.closedOnTime, row.closed) : null;
  return (
    <tr>
      <th scope="row">{label}</th>
      {COLUMNS.map((column) => (
        <td key={column} className="number figures">
          <Count row={row} column={column} search={search} label={label} isTotal={isTotal} />
        </td>
      ))}
      <td className="number figures">
        {rate ?? '–'}{' '}
        <span className="quiet">
          {row.closed === 0 || !isTimed ? '' : `${format.number(row.closedOnTime)}/${format.number(row.closed)}`}
        </span>
        {row.closed > 0 && row.closed < SMALL_SAMPLE ? (
          <span className="quiet" title={t('stats.small')}>
            {' '}
            *
          </span>
        ) : null}
      </td>
    </tr>
  );
}

interface CountProps {
  readonly row: CaseCount;
  readonly column: CountColumn;
  readonly search: StatisticsSearch;
  readonly label: string;
  readonly isTotal: boolean;
}

/** A number is a door: it opens the cases that it counts, where the list can be filtered like that. */
function Count({ row, column, search, label, isTotal }: CountProps) {
  const { t, format } = useLanguage();
  const navigate = useNavigate();
  const number = format.number(row[column]);
  const filters = listBehind(search, isTotal ? null : row, column);
  if (row[column] === 0 || filters === null) return number;
  return (
    <Button
      type="link"
      className="door"
      aria-label={t('stats.openList', { name: `${label} ${t(`stats.${column}`)} ${number}` })}
      onClick={() => void navigate({ to: '/cases', search: filters })}
    >
      {number}
    </Button>
  );
}

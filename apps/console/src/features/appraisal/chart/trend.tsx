import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { earlierPeriods, nameOfPeriod, TREND_PERIODS, valuesQueryOf, type AppraisalSearch } from '../appraisal-search.ts';
import { FigureCell, type OpenList } from '../figure-cell.tsx';
import { rateOf, useNote, usePercent } from './figure-words.ts';
import { BarChart } from './lazy-bar-chart.ts';
import { definitionOf, type AppraisalRow, type Definition, type Indicators } from '../indicators.ts';

interface TrendProps {
  readonly code: string;
  readonly catalogue: Indicators;
  readonly search: AppraisalSearch;
  readonly today: string;
  readonly placeId: string | null;
  readonly onChange: (next: Partial<AppraisalSearch>) => void;
}

/** A period with its figures; nothing where nothing was counted. */
interface PeriodRow {
  readonly from: string;
  readonly label: string;
  readonly row: AppraisalRow | undefined;
}

const figureIn = (row: AppraisalRow | undefined, code: string) => row?.indicators.find((one) => one.code === code);

/** One indicator over the last periods: drawn, and as a table whose numbers open what they count. */
export function Trend({ code, catalogue, search, today, placeId, onChange }: TrendProps) {
  const { t } = useLanguage();
  const noteOf = useNote();
  const percent = usePercent();
  const { answers, rows } = useTrend({ search, today, placeId });
  const failed = answers.find(({ error }) => error !== null);
  if (failed?.error) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (answers.some(({ isPending }) => isPending)) return <Waiting rows={6} />;
  const definition = definitionOf(catalogue, code);
  const name = t.pick(definition?.name ?? { zh: code, en: code });
  const bars = rows.map(({ from, label, row }) => {
    const figure = figureIn(row, code);
    return { key: from, label, now: rateOf(figure), note: noteOf(figure) };
  });
  const open = (of: string, list: Parameters<OpenList>[0]): void => onChange({ ...list, of });
  return (
    <>
      <BarChart
        upright
        label={t('chart.trend', { name })}
        rows={bars}
        names={{ now: name, before: '' }}
        format={percent}
        max={1}
        onOpen={(of) => open(of, { code, side: 'denominator', key: rows.find(({ from }) => from === of)?.row?.key })}
      />
      {definition === undefined ? null : <TrendTable definition={definition} rows={rows} onOpen={open} />}
    </>
  );
}

function useTrend({ search, today, placeId }: Pick<TrendProps, 'search' | 'today' | 'placeId'>) {
  const periods = useMemo(() => earlierPeriods(search, today, TREND_PERIODS), [search, today]);
  const answers = useQueries({
    queries: periods.map((period) => {
      const { compare: _compare, ...query } = { ...valuesQueryOf(search, today, placeId), ...period };
      return {
        queryKey: ['indicator-values', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.readIndicatorValues({ query }, { signal })),
      };
    }),
  });
  const rows = periods.map((period, i): PeriodRow => {
    return { from: period.from, label: nameOfPeriod(search.span, period), row: answers[i]?.data?.rows[0] };
  });
  return { answers, rows };
}

interface TrendTableProps {
  readonly definition: Definition;
  readonly rows: readonly PeriodRow[];
  readonly onOpen: (of: string, list: Parameters<OpenList>[0]) => void;
}

function TrendTable({ definition, rows, onOpen }: TrendTableProps) {
  const { t } = useLanguage();
  const name = t.pick(definition.name);
  return (
    <table className="case-table numbers total-table" aria-label={t('chart.trendTable', { name })}>
      <thead>
        <tr>
          <th scope="col">{t('appraisal.span')}</th>
          <th scope="col" className="number">
            {t('appraisal.rate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ from, label, row }) => {
          const figure = figureIn(row, definition.code);
          return (
            <tr key={from}>
              <th scope="row">{label}</th>
              {figure === undefined || row === undefined ? (
                <td className="number quiet">{t('appraisal.noData')}</td>
              ) : (
                <FigureCell
                  figure={figure}
                  definition={definition}
                  rowKey={row.key}
                  label={label}
                  compared={false}
                  onOpen={(list) => onOpen(from, list)}
                />
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import type { AppraisalValues } from '@gridward/contract';
import { useQueries } from '@tanstack/react-query';
import { Select } from 'antd';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { earlierPeriods, nameOfPeriod, valuesQueryOf, type AppraisalSearch } from './appraisal-search.ts';
import { columnsOf, definitionOf, SMALL_SAMPLE, type Figure, type Indicators } from './indicators.ts';
import { patiently } from '../../platform/patiently.ts';

const BarChart = lazy(() => patiently(() => import('../../ui/bar-chart.tsx')).then((module) => ({ default: module.BarChart })));

interface FigureChartProps {
  readonly values: AppraisalValues;
  readonly catalogue: Indicators;
  readonly search: AppraisalSearch;
  readonly today: string;
  readonly placeId: string | null;
  readonly onChange: (next: Partial<AppraisalSearch>) => void;
}

/** One indicator drawn: over the rows of the table in its order, or over the last periods where there is one row. */
export function FigureChart({ values, catalogue, search, today, placeId, onChange }: FigureChartProps) {
  const { t } = useLanguage();
  const { definitions } = columnsOf(values.rows, catalogue);
  const code = definitions.find((one) => one.code === search.chart)?.code ?? definitions[0]?.code;
  if (code === undefined) return null;
  return (
    <section className="section" aria-label={t('chart.title')}>
      <div className="row">
        <Select<string>
          aria-label={t('chart.indicator')}
          value={code}
          onChange={(chart) => onChange({ chart })}
          options={definitions.map((one) => ({ value: one.code, label: t.pick(one.name) }))}
          style={{ minWidth: 220 }}
        />
        <span className="quiet">{t('chart.order')}</span>
      </div>
      <Suspense fallback={<Waiting rows={6} />}>
        {values.subject === 'total' ? (
          <Trend code={code} catalogue={catalogue} search={search} today={today} placeId={placeId} />
        ) : (
          <Rows code={code} catalogue={catalogue} values={values} onChange={onChange} />
        )}
      </Suspense>
    </section>
  );
}

const rateOf = (figure: Pick<Figure, 'numerator' | 'denominator'> | null | undefined): number | null =>
  figure?.numerator == null || figure.denominator == null || figure.denominator === 0
    ? null
    : figure.numerator / figure.denominator;

function useNote(): (figure: Figure | undefined) => string {
  const { t } = useLanguage();
  return (figure) => {
    if (figure?.numerator == null || figure.denominator == null) return '';
    const small = figure.denominator < SMALL_SAMPLE ? ` ${t('chart.small')}` : '';
    return `(${figure.numerator}/${figure.denominator})${small}`;
  };
}

function usePercent(): (value: number) => string {
  const { format } = useLanguage();
  return useCallback((value: number) => format.rate(value, 1) ?? '', [format]);
}

interface RowsProps extends Pick<FigureChartProps, 'values' | 'catalogue' | 'onChange'> {
  readonly code: string;
}

function Rows({ code, catalogue, values, onChange }: RowsProps) {
  const { t } = useLanguage();
  const noteOf = useNote();
  const percent = usePercent();
  const name = t.pick(definitionOf(catalogue, code)?.name ?? { zh: code, en: code });
  const compared = values.previous !== null;
  const bars = values.rows.map((row) => {
    const figure = row.indicators.find((one) => one.code === code);
    const before = compared ? { before: rateOf(figure?.previous) } : {};
    return { key: row.key, label: row.label, now: rateOf(figure), note: noteOf(figure), ...before };
  });
  return (
    <BarChart
      label={t('chart.label', { name })}
      rows={bars}
      names={{ now: t('chart.now'), before: t('chart.before') }}
      format={percent}
      max={1}
      onOpen={(key) => onChange({ code, side: 'denominator', key })}
    />
  );
}

const PERIODS = 6;

interface TrendProps extends Pick<FigureChartProps, 'catalogue' | 'search' | 'today' | 'placeId'> {
  readonly code: string;
}

function Trend({ code, catalogue, search, today, placeId }: TrendProps) {
  const { t } = useLanguage();
  const noteOf = useNote();
  const percent = usePercent();
  const periods = useMemo(() => earlierPeriods(search, today, PERIODS), [search, today]);
  const name = t.pick(definitionOf(catalogue, code)?.name ?? { zh: code, en: code });
  const answers = useQueries({
    queries: periods.map((period) => {
      const { compare: _compare, ...query } = { ...valuesQueryOf(search, today, placeId), ...period };
      return {
        queryKey: ['indicator-values', query],
        queryFn: ({ signal }: { signal: AbortSignal }) => unwrap(api.readIndicatorValues({ query }, { signal })),
      };
    }),
  });
  if (answers.some(({ isPending }) => isPending)) return <Waiting rows={6} />;
  const bars = periods.map((period, i) => {
    const figure = answers[i]?.data?.rows[0]?.indicators.find((one) => one.code === code);
    return { key: period.from, label: nameOfPeriod(search.span, period), now: rateOf(figure), note: noteOf(figure) };
  });
  return (
    <BarChart upright label={t('chart.trend', { name })} rows={bars} names={{ now: name, before: '' }} format={percent} max={1} />
  );
}

import type { AppraisalValues } from '@gridward/contract';
import { Select } from 'antd';
import { Suspense } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import type { AppraisalSearch } from '../appraisal-search.ts';
import { rateOf, useNote, usePercent } from './figure-words.ts';
import { BarChart } from './lazy-bar-chart.ts';
import { columnsOf, definitionOf, type Indicators } from '../indicators.ts';
import { Trend } from './trend.tsx';

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
          <Trend code={code} catalogue={catalogue} search={search} today={today} placeId={placeId} onChange={onChange} />
        ) : (
          <Rows code={code} catalogue={catalogue} values={values} onChange={onChange} />
        )}
      </Suspense>
    </section>
  );
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

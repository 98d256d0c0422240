import type { RouteAnswer } from '@gridward/contract';
import { Button, Segmented } from 'antd';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import type { CONSOLE_ROUTES } from '../../platform/routes.ts';
import { Waiting } from '../../ui/waiting.tsx';
import type { CountColumn, StatisticsSearch } from './list-behind.ts';
import { rowLabelOf } from './row-label.ts';
import { patiently } from '../../platform/patiently.ts';

const BarChart = lazy(() => patiently(() => import('../../ui/bar-chart.tsx')).then((module) => ({ default: module.BarChart })));

type CaseCount = RouteAnswer<typeof CONSOLE_ROUTES.countCases>[number];

const COLUMNS: readonly CountColumn[] = ['received', 'closed', 'closedOnTime', 'overdue'];
/** More bars than fit on a screen say less than the table. */
const MOST_BARS = 40;

/** One column of the table drawn, in its order. Closed until somebody wants it. */
export function CountChart({ rows, search }: { readonly rows: readonly CaseCount[]; readonly search: StatisticsSearch }) {
  const { t, format } = useLanguage();
  const [open, setOpen] = useState(false);
  const [column, setColumn] = useState<CountColumn>('received');
  const asText = useCallback((value: number) => format.number(value), [format]);
  if (rows.length > MOST_BARS) return null;
  const bars = rows.map((row) => ({ key: row.key, label: rowLabelOf(row, search.by, t), now: row[column] }));
  const name = t(`stats.${column}`);
  return (
    <section className={open ? 'section' : 'row'} aria-label={t('chart.title')}>
      <div className="row">
        <Button aria-pressed={open} onClick={() => setOpen(!open)}>
          {t('chart.toggle')}
        </Button>
        {open ? (
          <Segmented<CountColumn>
            aria-label={t('chart.column')}
            value={column}
            onChange={setColumn}
            options={COLUMNS.map((value) => ({ value, label: t(`stats.${value}`) }))}
          />
        ) : null}
      </div>
      {open ? (
        <Suspense fallback={<Waiting rows={6} />}>
          <BarChart
            label={t('chart.counts', { name })}
            rows={bars}
            names={{ now: name, before: '' }}
            format={asText}
            upright={search.by === 'month'}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

import '@gridward/i18n/words/insight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { useNow } from '../../platform/now.ts';
import { Blank } from '../../ui/blank.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Overtaken } from '../../ui/overtaken.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { listedPeriod, valuesQueryOf, type AppraisalSearch } from './appraisal-search.ts';
import { Controls } from './controls.tsx';
import { CountedDrawer } from './counted-drawer.tsx';
import { FigureChart } from './chart/figure-chart.tsx';
import { Definitions } from './definitions.tsx';
import { indicatorsQuery } from './indicators.ts';
import { SubjectTable } from './subject-table.tsx';
import { TotalTable } from './total-table.tsx';

interface AppraisalPageProps {
  readonly search: AppraisalSearch;
}

/** How well the work was done, by the formulas that everybody can read below; rows stand by name, never by score. */
export function AppraisalPage({ search }: AppraisalPageProps) {
  const may = useMay();
  return may('statistics.read') ? <Appraisal search={search} /> : <NoPermission permission="statistics.read" />;
}

function Appraisal({ search }: AppraisalPageProps) {
  const { t, format } = useLanguage();
  const navigate = useNavigate();
  const { areaId } = usePlace();
  const today = format.date(useNow());
  const query = valuesQueryOf(search, today, areaId);
  const catalogue = useQuery(indicatorsQuery);
  const values = useQuery({
    queryKey: ['indicator-values', query],
    queryFn: ({ signal }) => unwrap(api.readIndicatorValues({ query }, { signal })),
    placeholderData: (before) => before,
  });
  const change = (next: Partial<AppraisalSearch>): void =>
    void navigate({
      to: '/appraisal',
      search: { ...search, code: undefined, side: undefined, key: undefined, of: undefined, ...next },
    });
  const error = values.error ?? catalogue.error;
  const rows = values.data?.rows ?? [];
  const isTotal = values.data?.subject === 'total';
  const isPersonal = search.subject === 'post';
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('appraisal.title')}</h1>
        <Controls search={search} today={today} onChange={change} />
        {isPersonal ? null : (
          <Button
            aria-pressed={search.chart !== undefined}
            onClick={() => change({ chart: search.chart === undefined ? 'first' : undefined })}
          >
            {t('chart.toggle')}
          </Button>
        )}
        <DownloadButton label={t('stats.download')} ask={(signal) => unwrap(api.exportIndicatorValues({ query }, { signal }))} />
        <DownloadButton label={t('chart.word')} ask={(signal) => unwrap(api.exportIndicatorReport({ query }, { signal }))} />
      </header>
      {values.isPending || catalogue.isPending ? <Waiting rows={10} /> : null}
      {error !== null && rows.length === 0 ? (
        <PageProblem error={error} onRetry={() => void Promise.all([values.refetch(), catalogue.refetch()])} />
      ) : null}
      {values.isSuccess && rows.length === 0 ? <Blank title={t('stats.empty')} hint={t('stats.emptyHint')} /> : null}
      {values.data === undefined || catalogue.data === undefined || rows.length === 0 ? null : (
        <Overtaken isOvertaken={values.isPlaceholderData}>
          <p className="quiet">
            {t('appraisal.asOf', { at: format.dateTime(Date.parse(values.data.asOf)) })} {t('appraisal.byName')}
          </p>
          {search.chart === undefined || isPersonal ? null : (
            <FigureChart
              values={values.data}
              catalogue={catalogue.data}
              search={search}
              today={today}
              placeId={areaId}
              onChange={change}
            />
          )}
          {isTotal ? (
            <TotalTable values={values.data} catalogue={catalogue.data} onOpen={change} />
          ) : (
            <SubjectTable values={values.data} catalogue={catalogue.data} onOpen={change} />
          )}
          <Definitions catalogue={catalogue.data} codes={rows[0]?.indicators.map(({ code }) => code) ?? []} />
          {search.code === undefined ? null : (
            <CountedDrawer
              search={search}
              query={query}
              period={listedPeriod(search, today)}
              rows={rows}
              catalogue={catalogue.data}
              onClose={() => change({})}
            />
          )}
        </Overtaken>
      )}
    </div>
  );
}

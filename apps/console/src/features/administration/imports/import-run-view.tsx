import { addressOf, type ImportProgress } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { CONSOLE_ROUTES } from '../../../platform/routes.ts';
import { ExactMoment } from '../../../ui/moment.tsx';
import { PageProblem, ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { RunFindings } from './run-findings.tsx';

const REFRESH_EVERY_MS = 1000;
const SAMPLE = ['externalId', 'receivedOn', 'area', 'category', 'unit', 'requestKind', 'channel', 'outcome'] as const;

/** One import: what it would do, how far it is, and what is wrong with which line. */
export function ImportRunView({ importId }: { readonly importId: string }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const run = useQuery({
    queryKey: ['imports', 'one', importId],
    queryFn: ({ signal }) => unwrap(api.getImport({ params: { importId } }, { signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? REFRESH_EVERY_MS : false),
  });
  const act = useMutation({
    mutationFn: (verb: 'start' | 'cancel') =>
      verb === 'start'
        ? unwrap(api.startImport({ params: { importId }, body: {} }))
        : unwrap(api.cancelImport({ params: { importId }, body: {} })),
    onSuccess: (now) => {
      client.setQueryData(['imports', 'one', importId], now);
      void client.invalidateQueries({ queryKey: ['imports', 'list'] });
    },
  });
  if (run.error !== null && run.data === undefined) return <PageProblem error={run.error} onRetry={() => void run.refetch()} />;
  if (run.data === undefined) return <Waiting rows={8} />;
  const { data } = run;
  const toWrite = data.lineCount - data.linesFailed;
  const mayStart = data.acceptable && toWrite > 0 && data.state !== 'running' && data.state !== 'done';
  return (
    <>
      <h2>
        {data.fileName} <span className="quiet">{t(`imports.state.${data.state}`)}</span>
      </h2>
      <p className="quiet">
        <ExactMoment at={data.startedAt} /> {t.word('imports.mode', data.mode)}
      </p>
      <Outcome run={data} />
      {data.failure === null ? null : <p className="hazard-mark">{data.failure}</p>}
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      <div className="row">
        {mayStart ? (
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate('start')}>
            {data.state === 'previewed' ? t('imports.start', { count: toWrite }) : t('imports.resume')}
          </Button>
        ) : null}
        {data.state === 'running' || data.state === 'previewed' ? (
          <Button onClick={() => act.mutate('cancel')}>{t(data.state === 'running' ? 'imports.stop' : 'imports.discard')}</Button>
        ) : null}
        {data.findings.length === 0 ? null : (
          <a href={addressOf(CONSOLE_ROUTES.downloadImportFindings, { params: { importId } })} download>
            {t('imports.downloadFindings')}
          </a>
        )}
      </div>
      {data.state === 'previewed' ? <Sample run={data} /> : null}
      {data.findings.length === 0 ? null : <RunFindings run={data} />}
    </>
  );
}

function Outcome({ run }: { readonly run: ImportProgress }) {
  const { t, format } = useLanguage();
  const may = useMay();
  const isPreview = run.state === 'previewed';
  const part = run.lineCount === 0 ? 0 : Math.round((100 * run.linesDone) / run.lineCount);
  return (
    <div role="status">
      {!run.acceptable ? (
        <p>
          <strong>{t('imports.notAcceptable')}</strong>
        </p>
      ) : isPreview ? (
        <p>
          <strong>
            {t('imports.would', { total: run.lineCount, good: run.lineCount - run.linesFailed, failed: run.linesFailed })}
          </strong>
        </p>
      ) : (
        <>
          <Progress
            percent={part}
            size="small"
            aria-label={run.fileName}
            status={run.state === 'failed' ? 'exception' : 'normal'}
          />
          <p className="figures">
            {t('imports.lines', {
              done: run.linesDone,
              total: run.lineCount,
              made: run.linesNew,
              known: run.linesKnown,
              failed: run.linesFailed,
            })}
            {run.rowsPerSecond === null ? '' : ` · ${t('imports.speed', { n: format.number(Math.round(run.rowsPerSecond)) })}`}
          </p>
        </>
      )}
      <p className="quiet">
        {t('imports.creates', { ...run.creates })}
        {run.suggestion === null || run.suggestion.answered === 0
          ? ''
          : ` ${t('imports.suggestion', { hits: run.suggestion.hitsAt1, of: run.suggestion.answered })}`}
      </p>
      {run.state === 'done' && run.kind === 'cases' && run.linesNew > 0 && may('case.read') ? (
        <p>
          <Link to="/cases" search={{ importId: run.id }}>
            {t('imports.openCases', { count: run.linesNew })}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Sample({ run }: { readonly run: ImportProgress }) {
  const { t } = useLanguage();
  if (run.sample.length === 0) return null;
  return (
    <section className="section" aria-label={t('imports.sample')}>
      <h3>{t('imports.sample')}</h3>
      <div className="first-lines" role="group" aria-label={t('imports.sample')} tabIndex={0}>
        <table className="case-table">
          <thead>
            <tr>
              {SAMPLE.map((column) => (
                <th key={column} scope="col">
                  {t(`imports.sample.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.sample.map((line) => (
              <tr key={line['externalId']}>
                {SAMPLE.map((column) => (
                  <td key={column}>{line[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

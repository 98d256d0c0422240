import '@gridward/i18n/words/insight';
import type { ImportProgress } from '@gridward/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { ExactMoment } from '../../ui/moment.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useMay } from '../session/me.tsx';

const REFRESH_EVERY_MS = 5000;

/** Imports with their progress and what was found in the files. */
export function ImportsPage() {
  const may = useMay();
  return may('import.run') ? <Imports /> : <NoPermission permission="import.run" />;
}

function Imports() {
  const { t } = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['imports'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => unwrap(api.listImports({ query: { cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((run) => run.state === 'running')) === true ? REFRESH_EVERY_MS : false,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('imports.title')}</h1>
      </header>
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.error === null ? null : <PageProblem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 ? <Blank title={t('imports.empty')} hint={t('imports.emptyHint')} /> : null}
      <ul className="plain-list">
        {items.map((run) => (
          <li key={run.id}>
            <Run run={run} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('app.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

function Run({ run }: { readonly run: ImportProgress }) {
  const { t, format } = useLanguage();
  const part = run.lineCount === 0 ? 0 : Math.round((100 * run.linesDone) / run.lineCount);
  return (
    <>
      <p>
        <strong>{run.fileName}</strong>{' '}
        <span className="quiet">
          {t.word('imports.kind', run.kind)} · {t(`imports.state.${run.state}`)} · <ExactMoment at={run.startedAt} />
        </span>
      </p>
      <Progress percent={part} size="small" aria-label={run.fileName} status={run.state === 'failed' ? 'exception' : 'normal'} />
      <p className="quiet figures">
        {t('imports.lines', {
          done: run.linesDone,
          total: run.lineCount,
          made: run.linesNew,
          known: run.linesKnown,
          failed: run.linesFailed,
        })}
        {run.rowsPerSecond === null ? '' : ` · ${t('imports.speed', { n: format.number(Math.round(run.rowsPerSecond)) })}`}
      </p>
      {run.failure === null ? null : <p className="hazard-mark">{run.failure}</p>}
      {run.findings.length === 0 ? null : (
        <p className="quiet">{run.findings.map(({ code, count }) => `${code} ${format.number(count)}`).join(' · ')}</p>
      )}
    </>
  );
}

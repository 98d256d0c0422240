import '@gridward/i18n/words/organising';
import '@gridward/i18n/words/rulebook';
import '@gridward/i18n/words/upkeep';
import '../editing/administration.css';
import './imports.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { useMay } from '../../session/me.tsx';
import { PagedList } from '../browsing/paged-list.tsx';
import { ImportRunView } from './import-run-view.tsx';
import { NewImport } from './new-import.tsx';

const REFRESH_EVERY_MS = 2000;

interface ImportsPageProps {
  /** `new` opens the steps of a new import; an id one that was made. */
  readonly open: string | null;
}

/** Tables of cases: chosen, understood, previewed, brought in; and everything that was imported before. */
export function ImportsPage(props: ImportsPageProps) {
  const may = useMay();
  return may('import.run') ? <Imports {...props} /> : <NoPermission permission="import.run" />;
}

function Imports({ open }: ImportsPageProps) {
  const { t } = useLanguage();
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('imports.title')}</h1>
        <span className="grow" />
        {open === null ? (
          <Link to="/admin/imports" search={{ run: 'new' }} className="new-import">
            {t('imports.new')}
          </Link>
        ) : (
          <Link to="/admin/imports" search={{}}>
            {t('imports.backToList')}
          </Link>
        )}
      </header>
      {open === null ? <RunList /> : open === 'new' ? <NewImport /> : <ImportRunView importId={open} />}
    </div>
  );
}

function RunList() {
  const { t } = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['imports', 'list'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => unwrap(api.listImports({ query: { cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((run) => run.state === 'running')) === true ? REFRESH_EVERY_MS : false,
  });
  return (
    <PagedList label={t('imports.title')} list={list} blank={{ title: t('imports.empty'), hint: t('imports.emptyHint') }}>
      {(items) => (
        <table className="case-table">
          <thead>
            <tr>
              <th scope="col">{t('imports.file')}</th>
              <th scope="col">{t('imports.kind')}</th>
              <th scope="col">{t('imports.state')}</th>
              <th scope="col">{t('imports.startedAt')}</th>
              <th scope="col">{t('imports.result')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  <Link to="/admin/imports" search={{ run: run.id }}>
                    {run.fileName}
                  </Link>
                </th>
                <td>{t.word('imports.kind', run.kind)}</td>
                <td>{t(`imports.state.${run.state}`)}</td>
                <td>
                  <ExactMoment at={run.startedAt} />
                </td>
                <td className="figures">
                  {t('imports.lines', {
                    done: run.linesDone,
                    total: run.lineCount,
                    made: run.linesNew,
                    known: run.linesKnown,
                    failed: run.linesFailed,
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PagedList>
  );
}

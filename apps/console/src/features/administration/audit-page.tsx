import '@gridward/i18n/words/insight';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { ExactMoment } from '../../ui/moment.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem, ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useMay } from '../session/me.tsx';

const PAGE_SIZE = 100;

/** Who did what, unchangeable; the chain can be checked here. */
export function AuditPage() {
  const may = useMay();
  return may('audit.read') ? <Audit /> : <NoPermission permission="audit.read" />;
}

function Audit() {
  const { t } = useLanguage();
  const [action, setAction] = useState('');
  const log = useInfiniteQuery({
    queryKey: ['audit', action],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listAudit({ query: { limit: PAGE_SIZE, before: pageParam, ...(action === '' ? {} : { action }) } }, { signal })),
    getNextPageParam: (page) => page.nextBefore ?? undefined,
  });
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('audit.title')}</h1>
        <Input.Search
          aria-label={t('audit.filterAction')}
          placeholder={t('audit.filterAction')}
          allowClear
          onSearch={setAction}
          style={{ maxWidth: 260 }}
        />
        <Verification />
      </header>
      {log.isPending ? <Waiting rows={10} /> : null}
      {log.error === null ? null : <PageProblem error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && items.length === 0 ? <Blank title={t('audit.empty')} /> : null}
      {items.length === 0 ? null : (
        <table className="case-table" aria-label={t('audit.title')}>
          <thead>
            <tr>
              {(['audit.at', 'audit.account', 'audit.action', 'audit.object', 'audit.outcome', 'audit.address'] as const).map(
                (key) => (
                  <th key={key} scope="col">
                    {t(key)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.seq}>
                <td>
                  <ExactMoment at={entry.at} />
                </td>
                <td>{entry.account?.name ?? t('case.platform')}</td>
                <td>{entry.action}</td>
                <td className="ellipsis">{[entry.objectKind, entry.objectId].filter((part) => part !== null).join(' ')}</td>
                <td>{t(`audit.${entry.outcome}`)}</td>
                <td className="figures">{entry.address}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {log.hasNextPage ? (
        <Button block type="text" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('app.loadMore')}
        </Button>
      ) : null}
    </div>
  );
}

function Verification() {
  const { t } = useLanguage();
  const verify = useMutation({ mutationFn: () => unwrap(api.verifyAudit({})) });
  return (
    <span className="row" aria-live="polite">
      <Button loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('audit.verify')}
      </Button>
      {verify.error === null ? null : <ProblemNotice error={verify.error} />}
      {verify.data === undefined ? null : verify.data.intact ? (
        t('audit.intact', { count: verify.data.entries })
      ) : (
        <strong className="hazard-mark">{t('audit.broken', { seq: verify.data.brokenAt ?? 0 })}</strong>
      )}
    </span>
  );
}

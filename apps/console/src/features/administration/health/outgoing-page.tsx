import '@gridward/i18n/words/upkeep';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { NoPermission } from '../../../ui/no-permission.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay, useMe } from '../../session/me.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';

const STATES = ['all', 'sent', 'failed', 'captured'] as const;
type State = (typeof STATES)[number];

/** Messages that went out; in demonstration mode, those that were kept instead. */
export function OutgoingPage() {
  const may = useMay();
  return may('system.manage') ? <Outgoing /> : <NoPermission permission="system.manage" />;
}

function Outgoing() {
  const { t } = useLanguage();
  const { demo } = useMe();
  const may = useMay();
  const [state, setState] = useState<State>('all');
  const list = useInfiniteQuery({
    queryKey: ['outgoing', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listOutgoing({ query: { cursor: pageParam, ...(state === 'all' ? {} : { state }) } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('outgoing.title')}</h1>
        <Segmented<State>
          aria-label={t('outgoing.state')}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: t(`outgoing.${value}`) }))}
        />
        <Link to="/admin/health">{t('outgoing.openHealth')}</Link>
      </header>
      {demo ? <p className="quiet">{t('outgoing.hint')}</p> : null}
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.error === null ? null : <PageProblem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 ? (
        <Blank title={t(state === 'all' ? 'outgoing.none' : 'outgoing.empty')} hint={t('outgoing.emptyHint')} />
      ) : null}
      <ul className="plain-list outgoing">
        {items.map((message) => (
          <li key={message.id}>
            <p className="quiet">
              <ExactMoment at={message.at} /> · {t(`outgoing.by.${message.channel}`)} · {message.address} ·{' '}
              {t(`outgoing.${message.state}`)}
              {message.caseId === null || !may('case.read') ? null : (
                <>
                  {' · '}
                  <Link to="/cases/$caseId" params={{ caseId: message.caseId }}>
                    {t('outgoing.case')}
                  </Link>
                </>
              )}
            </p>
            <p>{message.body}</p>
            {message.detail === null ? null : <p className="quiet">{t.word('health.error', message.detail)}</p>}
          </li>
        ))}
      </ul>
      <LoadMore list={list} />
    </div>
  );
}

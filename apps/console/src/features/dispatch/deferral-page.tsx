import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useLanguage } from '../../platform/language.tsx';
import { useRefreshEveryMs } from '../../platform/live.ts';
import { useWalk } from '../../platform/use-walk.ts';
import { Blank } from '../../ui/blank.tsx';
import { ExactMoment } from '../../ui/moment.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { FactList } from '../cases/page/fact-list.tsx';
import { useMay } from '../session/me.tsx';
import { atPlace, usePlace } from '../shell/place.ts';
import { DeferralReview } from './deferral-review.tsx';
import { DEFERRALS_KEY, type Deferral } from './dispatch-queries.ts';
import { LoadMore } from '../../ui/load-more.tsx';

/** Cases that cannot be handled for now, with the date on which somebody must look again. */
export function DeferralPage() {
  const may = useMay();
  return may('case.rule', 'case.supervise', 'case.handle') ? <Ledger /> : <NoPermission permission="case.rule" />;
}

function Ledger() {
  const { t } = useLanguage();
  const { areaId } = usePlace();
  const lines = useRef<HTMLUListElement>(null);
  useWalk(lines);
  const [reviewed, setReviewed] = useState<Deferral | null>(null);
  const list = useInfiniteQuery({
    queryKey: [...DEFERRALS_KEY, areaId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.listDeferrals({ query: { cursor: pageParam, ...atPlace(areaId) } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: useRefreshEveryMs(),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const late = items.filter(({ reviewOverdue }) => reviewOverdue).length;
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('deferral.title')}</h1>
        {late === 0 ? null : <span className="review-late figures">{t('deferral.lateCount', { count: late })}</span>}
      </header>
      <p className="quiet">{t('deferral.hint')}</p>
      {list.isPending ? <Waiting rows={8} /> : null}
      {list.isError && items.length === 0 ? <PageProblem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? <Blank title={t('deferral.empty')} hint={t('deferral.emptyHint')} /> : null}
      <ul ref={lines} className="plain-list deferrals">
        {items.map((item) => (
          <li key={item.case.id}>
            <DeferralLine item={item} onReview={() => setReviewed(item)} />
          </li>
        ))}
      </ul>
      <LoadMore list={list} />
      {reviewed === null ? null : <DeferralReview item={reviewed} onClose={() => setReviewed(null)} />}
    </div>
  );
}

function DeferralLine({ item, onReview }: { readonly item: Deferral; readonly onReview: () => void }) {
  const { t, format } = useLanguage();
  const { case: row, grantedBy, grantedAt, grantedReason, reviews } = item;
  const person = grantedBy?.name ?? '';
  return (
    <article aria-label={row.number}>
      <header className="deferral-head">
        <h2>
          <Link to="/cases/$caseId" params={{ caseId: row.id }}>
            {t.pick(row.category.name)}
          </Link>{' '}
          <span className="quiet figures">{row.number}</span>
        </h2>
        <span className={item.reviewOverdue ? 'review-late' : 'quiet'}>
          {item.reviewOverdue ? `${t('deferral.late')} · ` : `${t('deferral.review')} `}
          <ExactMoment at={item.nextReviewAt} />
        </span>
        {item.mayReview ? (
          <Button onClick={onReview} aria-label={t('deferral.recordOf', { number: row.number })}>
            {t('deferral.record')}
          </Button>
        ) : null}
      </header>
      <p className="ellipsis">
        {row.place === '' ? row.area.name : row.place} · {row.leadUnit?.name ?? ''}{' '}
        <span className="quiet">{row.description}</span>
      </p>
      <FactList
        facts={[
          { label: t('deferral.exit'), value: item.exitCondition },
          { label: t('field.reason'), value: item.reason },
          { label: t('deferral.until'), value: format.date(Date.parse(item.untilAt)) },
          {
            label: t('deferral.granted'),
            value: t('deferral.grantedBy', { person, at: format.date(Date.parse(grantedAt)), reason: grantedReason }),
          },
        ]}
      />
      {reviews.length === 0 ? null : (
        <details>
          <summary>{t('deferral.history', { count: reviews.length })}</summary>
          <ul>
            {reviews.map((review) => (
              <li key={review.id}>
                <ExactMoment at={review.at} /> {review.person?.name ?? ''} ·{' '}
                {t(review.conditionMet ? 'deferral.met' : 'deferral.notMet')} · {review.finding}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

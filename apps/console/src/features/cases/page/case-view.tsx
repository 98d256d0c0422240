import type { CaseMoved } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { caseQuery } from '../keys.ts';
import { CaseActions } from '../verbs/case-actions.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CasePlace } from './case-place.tsx';
import { CaseDecision } from './case-request.tsx';
import { Conversation } from './conversation.tsx';
import { Journal } from './journal.tsx';
import { SealedReporter } from './sealed-reporter.tsx';
import { StepsBar } from './steps-bar.tsx';
import { Supervision } from './supervision.tsx';
import { patiently } from '../../../platform/patiently.ts';

const CasePhotos = lazy(() => patiently(() => import('./case-photos.tsx')).then((module) => ({ default: module.CasePhotos })));

const SecondCheckResults = lazy(() =>
  patiently(() => import('./second-check-results.tsx')).then((module) => ({ default: module.SecondCheckResults })),
);

interface CaseViewProps {
  readonly caseId: string;
  readonly onMoved?: (moved: CaseMoved) => void;
}

/** One case, whole. The same on its own page and beside a queue. */
export function CaseView({ caseId, onMoved }: CaseViewProps) {
  const { data: detail, error, isPending, refetch } = useQuery({ ...caseQuery(caseId), refetchInterval: 30_000 });
  if (isPending) return <Waiting rows={10} />;
  if (detail === undefined)
    return error === null ? <Waiting rows={10} /> : <PageProblem error={error} onRetry={() => void refetch()} />;
  return (
    <article className="case" aria-labelledby={`case-${detail.id}`}>
      <CaseHead detail={detail} />
      <CaseActions detail={detail} onMoved={onMoved} />
      <StepsBar detail={detail} />
      <CaseDecision detail={detail} onMoved={onMoved} />
      <div className="case-columns">
        <div className="case-main">
          <CaseFacts detail={detail} />
          <Suspense fallback={<Waiting rows={2} />}>
            <CasePhotos attachments={detail.attachments} />
          </Suspense>
          {detail.endedAt === null && detail.counts.reopens === 0 ? null : (
            <Suspense fallback={null}>
              <SecondCheckResults caseId={caseId} />
            </Suspense>
          )}
          <Conversation caseId={caseId} />
        </div>
        <div className="case-side">
          <CasePlace detail={detail} />
          <SealedReporter detail={detail} />
          <Supervision detail={detail} />
        </div>
      </div>
      <Journal caseId={caseId} />
    </article>
  );
}

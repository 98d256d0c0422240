import { useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useHotkeys } from '../../../platform/hotkeys.ts';
import { useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';
import { CaseView } from './case-view.tsx';
import { patiently } from '../../../platform/patiently.ts';

const CaseSheet = lazy(() => patiently(() => import('./case-sheet.tsx')).then((module) => ({ default: module.CaseSheet })));

/** A case on a page of its own, which also prints. */
export function CasePage({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { history } = useRouter();
  const navigate = useNavigate();
  // In a tab of its own there is nothing to go back to.
  const leave = (): void => (history.canGoBack() ? history.back() : void navigate({ to: '/cases' }));
  useHotkeys({ Escape: leave });
  return (
    <div className="case-page">
      <h1 className="sr-only">{t('list.title')}</h1>
      <div className="queue-case-bar">
        <ActButton tone="link" onClick={leave}>
          {t('app.back')}
        </ActButton>
        <ActButton tone="link" onClick={() => window.print()}>
          {t('app.print')}
        </ActButton>
      </div>
      <CaseView key={caseId} caseId={caseId} />
      <Suspense fallback={null}>
        <CaseSheet caseId={caseId} />
      </Suspense>
    </div>
  );
}

import type { CaseDetail } from '@gridward/contract';
import type { CaseState } from '@gridward/core';
import { lazy, Suspense, useState } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { useMay } from '../session/me.tsx';
import { patiently } from '../../platform/patiently.ts';

const AskReporter = lazy(() => patiently(() => import('./ask-reporter.tsx')).then((module) => ({ default: module.AskReporter })));

const AT_INTAKE: readonly CaseState[] = ['reported', 'pre_check', 'registering'];

/** Intake asks the reporter for more, through the platform; only where there is a reporter to ask. */
export function AskButton({ detail, enabled }: { readonly detail: CaseDetail; readonly enabled: boolean }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const mayAsk = detail.sealedReporter && AT_INTAKE.includes(detail.state) && may('case.intake');
  useHotkeys({ [KEYS.ask]: () => setOpen(true) }, enabled && mayAsk && !open);
  if (!mayAsk) return null;
  return (
    <>
      <ActButton onClick={() => setOpen(true)}>
        {t('case.ask')} <kbd>{KEYS.ask}</kbd>
      </ActButton>
      {open ? (
        <Suspense fallback={null}>
          <AskReporter detail={detail} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

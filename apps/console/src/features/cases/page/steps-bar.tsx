import type { CaseDetail } from '@gridward/contract';
import { isEnd, STAGES } from '@gridward/core';
import { useT } from '../../../platform/language.tsx';

/** The seven steps. What is behind is done, what is now is named, what is ahead is plain. */
export function StepsBar({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const at = STAGES.indexOf(detail.stage);
  const ended = isEnd(detail.state);
  const statusOf = (index: number): 'Done' | 'Now' | 'Next' => {
    if (index < at || (index === at && ended)) return 'Done';
    return index === at ? 'Now' : 'Next';
  };
  return (
    <ol className="steps" aria-label={t('case.steps')}>
      {STAGES.map((stage, index) => {
        const status = statusOf(index);
        return (
          <li key={stage} className={`step step-${status.toLowerCase()}`} aria-current={status === 'Now' ? 'step' : undefined}>
            <span className="step-dot" aria-hidden>
              {status === 'Done' ? '✓' : index + 1}
            </span>
            {t(`stage.${stage}`)}
            <span className="sr-only"> {t(`case.step${status}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}

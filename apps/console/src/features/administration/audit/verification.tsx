import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';

/** Walks the whole chain. The last hash, noted elsewhere, shows later whether the end was cut off. */
export function Verification() {
  const t = useT();
  const verify = useMutation({ mutationFn: () => unwrap(api.verifyAudit({})) });
  return (
    <span className="row grow" aria-live="polite">
      <Button loading={verify.isPending} onClick={() => verify.mutate()}>
        {t('audit.verify')}
      </Button>
      {verify.error === null ? null : <ProblemNotice error={verify.error} />}
      {verify.data === undefined ? null : (
        <span>
          {verify.data.intact ? (
            t('audit.intact', { count: verify.data.entries })
          ) : (
            <strong className="hazard-mark">{t('audit.broken', { seq: verify.data.brokenAt ?? 0 })}</strong>
          )}{' '}
          <span className="quiet">
            {t('audit.lastHash')} <span className="hash">{verify.data.lastHash}</span>
          </span>
        </span>
      )}
    </span>
  );
}

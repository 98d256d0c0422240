import type { Handover } from '@gridward/contract';
import { Button } from 'antd';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useHandoverWrite } from './use-handover-write.ts';

interface SignaturesProps {
  readonly handover: Handover;
  /** Something was written that nobody would read if it were signed now. */
  readonly isUnsaved: boolean;
}

/** Whoever goes signs; whoever comes confirms, and that is somebody else. Afterwards nobody changes it. */
export function Signatures({ handover, isUnsaved }: SignaturesProps) {
  const t = useT();
  const act = useHandoverWrite(handover, () => undefined);
  const { state, version } = handover;
  return (
    <section className="section" aria-label={t('handover.signatures')}>
      <h2>{t('handover.signatures')}</h2>
      <dl className="handover-signatures">
        <Signature label={t('handover.outgoing')} signature={handover.outgoing} />
        <Signature label={t('handover.incoming')} signature={handover.incoming} />
      </dl>
      {act.error === null ? null : <ProblemNotice error={act.error} />}
      <div className="row screen-only">
        {handover.maySign ? (
          <Button
            type="primary"
            disabled={isUnsaved}
            loading={act.isPending}
            onClick={() => act.mutate({ kind: 'sign', version })}
          >
            {t('handover.sign')}
          </Button>
        ) : null}
        {handover.mayConfirm ? (
          <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ kind: 'confirm', version })}>
            {t('handover.confirm')}
          </Button>
        ) : null}
        {handover.maySign && isUnsaved ? <span className="quiet">{t('handover.saveFirst')}</span> : null}
        {state === 'signed' && !handover.mayConfirm ? <span className="quiet">{t('handover.waitIncoming')}</span> : null}
      </div>
    </section>
  );
}

function Signature({ label, signature }: { readonly label: string; readonly signature: Handover['outgoing'] }) {
  const t = useT();
  const format = useFormat();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {signature === null ? (
          <span className="quiet">{t('handover.unsigned')}</span>
        ) : (
          `${signature.name} ${format.dateTime(Date.parse(signature.at))}`
        )}
      </dd>
    </div>
  );
}

import type { CaseDetail } from '@gridward/contract';
import { useFormat, useT } from '../../../platform/language.tsx';
import { Section } from './fact-list.tsx';

interface CaseRequestPanelProps {
  readonly detail: CaseDetail;
  readonly request: NonNullable<CaseDetail['request']>;
}

/** What a unit asks for, until when it must be ruled, and the evidence in the journal beside it. */
export function CaseRequestPanel({ detail, request }: CaseRequestPanelProps) {
  const t = useT();
  const format = useFormat();
  const at = (moment: string): string => format.dateTime(Date.parse(moment));
  return (
    <div className="request-panel">
      <Section title={t(`request.${request.kind}`)} extra={t('case.requestDue', { at: at(request.dueAt) })}>
        <p>{t('case.requestBy', { unit: request.unit.name, at: at(request.at) })}</p>
        {request.counterUnit === null ? null : <p>{t('case.requestCounter', { unit: request.counterUnit.name })}</p>}
        {request.untilAt === null ? null : <p>{t('case.requestUntil', { at: format.date(Date.parse(request.untilAt)) })}</p>}
        <p className="quiet">
          {t('case.count.returns')} {detail.counts.returns} · {t('case.count.extensions')} {detail.counts.extensions}
        </p>
      </Section>
    </div>
  );
}

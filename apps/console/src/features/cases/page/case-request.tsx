import type { CaseDetail, CaseMoved } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { journalQuery } from '../keys.ts';
import { FactList, Section } from './fact-list.tsx';
import { useTeller } from './told-facts.ts';
import { patiently } from '../../../platform/patiently.ts';

const RulingPanel = lazy(() =>
  patiently(() => import('../../dispatch/ruling-panel.tsx')).then((module) => ({ default: module.RulingPanel })),
);
const AcceptSuggestion = lazy(() =>
  patiently(() => import('../../dispatch/accept-suggestion.tsx')).then((module) => ({ default: module.AcceptSuggestion })),
);

interface CaseDecisionProps {
  readonly detail: CaseDetail;
  readonly onMoved?: (moved: CaseMoved) => void;
}

const RULINGS = ['rule_return', 'rule_extension', 'rule_deferral', 'rule_exemption'];

/** What waits for a decision: the panel for whoever may decide, what is asked for everybody else. */
export function CaseDecision({ detail, onMoved }: CaseDecisionProps) {
  const { allowedVerbs, request } = detail;
  if (allowedVerbs.some((verb) => RULINGS.includes(verb)))
    return (
      <Suspense fallback={<Waiting rows={6} />}>
        <RulingPanel detail={detail} onMoved={onMoved} />
      </Suspense>
    );
  if (allowedVerbs.includes('dispatch'))
    return (
      <Suspense fallback={<Waiting rows={3} />}>
        <AcceptSuggestion detail={detail} onMoved={onMoved} />
      </Suspense>
    );
  return request === null ? null : <CaseRequestPanel detail={detail} request={request} />;
}

interface CaseRequestPanelProps {
  readonly detail: CaseDetail;
  readonly request: NonNullable<CaseDetail['request']>;
}

/** Facts of the request that the case itself knows. */
const SAID_ALREADY: ReadonlySet<string> = new Set(['counterUnitId', 'untilAt']);

/** What a unit asks for, until when it must be ruled, and with what reasons and evidence. */
function CaseRequestPanel({ detail, request }: CaseRequestPanelProps) {
  const t = useT();
  const format = useFormat();
  const { data: journal } = useQuery(journalQuery(detail.id));
  const asking = `request_${request.kind}`;
  const asked = journal?.items.findLast(({ verb }) => verb === asking);
  const tell = useTeller(journal?.names);
  const told = asked === undefined ? [] : tell(asked).filter(({ name }) => !SAID_ALREADY.has(name));
  const at = (moment: string): string => format.dateTime(Date.parse(moment));
  return (
    <div className="request-panel">
      <Section title={t(`request.${request.kind}`)} extra={t('case.requestDue', { at: at(request.dueAt) })}>
        <p>{t('case.requestBy', { unit: request.unit.name, at: at(request.at) })}</p>
        {request.counterUnit === null ? null : <p>{t('case.requestCounter', { unit: request.counterUnit.name })}</p>}
        {request.untilAt === null ? null : <p>{t('case.requestUntil', { at: format.date(Date.parse(request.untilAt)) })}</p>}
        <FactList facts={told} />
        <p className="quiet">
          {t('case.count.returns')} {detail.counts.returns} · {t('case.count.extensions')} {detail.counts.extensions}
        </p>
      </Section>
    </div>
  );
}

import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import type { CaseDetail, CaseMoved, RulingBrief } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Section } from '../cases/page/fact-list.tsx';
import { briefQuery } from './dispatch-queries.ts';
import { Precedents } from './precedents.tsx';
import { RecordsSay, UnitSays } from './ruling-sides.tsx';
import { RulingChoices } from './ruling-choices.tsx';
import { useRulingDraft } from './ruling-draft.ts';
import { isSameRequest } from './same-request.ts';

interface RulingPanelProps {
  readonly detail: CaseDetail;
  readonly onMoved?: (moved: CaseMoved) => void;
}

/** One panel for every ruling: both sides, the rule, the nearest precedents, and what follows from either choice. */
export function RulingPanel({ detail, onMoved }: RulingPanelProps) {
  const { id } = detail;
  const {
    data: brief,
    error,
    refetch,
  } = useQuery({
    ...briefQuery(detail),
    // While the same request is read anew, the panel stays: somebody may be writing in it.
    placeholderData: (before, query) =>
      before !== undefined && query?.queryKey[1] === id && isSameRequest(before, detail) ? before : undefined,
  });
  if (brief === undefined)
    return error === null ? <Waiting rows={6} /> : <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return <Ruling detail={detail} brief={brief} onMoved={onMoved} />;
}

function Ruling({ detail, brief, onMoved }: RulingPanelProps & { readonly brief: RulingBrief }) {
  const { t, format } = useLanguage();
  const draft = useRulingDraft(detail, brief);
  const { kind, asked } = brief;
  const due = asked.dueAt === null ? undefined : t('case.requestDue', { at: format.dateTime(Date.parse(asked.dueAt)) });
  return (
    <div id="ruling-panel" className="request-panel ruling" tabIndex={-1}>
      <Section title={t(`request.${kind}`)} extra={due}>
        <div className="ruling-sides">
          <UnitSays brief={brief} detail={detail} />
          <RecordsSay brief={brief} detail={detail} />
        </div>
        <h4>{t('ruling.rule')}</h4>
        <p>{t(`ruling.rule.${kind}`)}</p>
        <Precedents precedents={brief.precedents} onUse={draft.use} />
        <RulingChoices detail={detail} brief={brief} draft={draft} onMoved={onMoved} />
      </Section>
    </div>
  );
}

import { TEXT_LIMITS, type CaseDetail, type CaseMoved, type RulingBrief } from '@gridward/contract';
import { Button } from 'antd';
import { useLanguage } from '../../platform/language.tsx';
import { lettersOver, LongText, TooLong } from '../../ui/long-text.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useVerb } from '../cases/verbs/use-verb.ts';
import { useUnitNames } from '../organisation/units.ts';
import { UnitPicker } from '../organisation/unit-picker.tsx';
import type { RulingChoice, RulingDraft } from './ruling-draft.ts';

const VERB = {
  return: 'rule_return',
  extension: 'rule_extension',
  deferral: 'rule_deferral',
  exemption: 'rule_exemption',
} as const;

interface RulingChoicesProps {
  readonly detail: CaseDetail;
  readonly brief: RulingBrief;
  readonly draft: RulingDraft;
  readonly onMoved?: ((moved: CaseMoved) => void) | undefined;
}

/** What follows from either choice, its reason, and one button each. */
export function RulingChoices({ detail, brief, draft, onMoved }: RulingChoicesProps) {
  const { t } = useLanguage();
  const wish = useVerb(detail, (moved) => {
    draft.clear();
    onMoved?.(moved);
  });
  const { kind, version } = brief;
  const send = (choice: RulingChoice): void => {
    const unit = kind === 'return' ? { leadUnitId: draft.ruledUnitId } : {};
    wish.mutate({ verb: VERB[kind], version, payload: { granted: choice === 'granted', reason: draft[choice].trim(), ...unit } });
  };
  const isMine = (choice: RulingChoice): boolean =>
    wish.isPending && wish.variables.payload['granted'] === (choice === 'granted');
  return (
    <>
      {wish.error === null ? null : <ProblemNotice error={wish.error} keeps />}
      <div className="ruling-sides">
        {(['granted', 'refused'] as const).map((choice) => (
          <section
            key={choice}
            className="ruling-choice"
            aria-label={t(choice === 'granted' ? 'ruling.ifGranted' : 'ruling.ifRefused')}
          >
            <h4>{t(choice === 'granted' ? 'ruling.ifGranted' : 'ruling.ifRefused')}</h4>
            <Consequences brief={brief} choice={choice} ruledUnitId={draft.ruledUnitId} />
            {choice === 'granted' && kind === 'return' ? (
              <UnitPicker label={t('ruling.ruledUnit')} value={draft.ruledUnitId ?? undefined} onChange={draft.rule} />
            ) : null}
            <LongText
              aria-label={t(choice === 'granted' ? 'ruling.grantedReason' : 'ruling.refusedReason')}
              value={draft[choice]}
              max={TEXT_LIMITS.reason}
              minRows={2}
              maxRows={6}
              onChange={(text) => draft.write(choice, text)}
            />
            <TooLong text={draft[choice]} max={TEXT_LIMITS.reason} />
            <Button
              type={choice === 'granted' ? 'primary' : 'default'}
              disabled={brief[choice].refusal !== null || !isReason(draft[choice])}
              loading={isMine(choice)}
              onClick={() => send(choice)}
            >
              {t(choice === 'granted' ? 'ruling.grant' : 'ruling.refuse')}
            </Button>
          </section>
        ))}
      </div>
      <p className="quiet">{t('ruling.kept')}</p>
    </>
  );
}

const isReason = (text: string): boolean => text.trim() !== '' && lettersOver(text, TEXT_LIMITS.reason) === 0;

interface ConsequencesProps {
  readonly brief: RulingBrief;
  readonly choice: RulingChoice;
  readonly ruledUnitId: string | null;
}

function Consequences({ brief, choice, ruledUnitId }: ConsequencesProps) {
  const { t, format } = useLanguage();
  const unitName = useUnitNames();
  const { kind } = brief;
  const { refusal, owner, dueAt, state, mayNot } = brief[choice];
  if (refusal !== null) return <p>{t('ruling.impossible')}</p>;
  const isMoved = kind === 'return' && choice === 'granted';
  const unit = (isMoved ? unitName(ruledUnitId) : undefined) ?? owner?.name;
  const at = dueAt === null ? null : format.dateTime(Date.parse(dueAt));
  return (
    <ul className="ruling-follows">
      {unit === undefined ? null : <li>{t('ruling.owner', { unit })}</li>}
      {at === null ? null : <li>{t(state === 'deferred' ? 'ruling.wakesAt' : 'ruling.newDue', { at })}</li>}
      {kind === 'exemption' ? <li>{t(choice === 'granted' ? 'ruling.noCount' : 'ruling.counted')}</li> : null}
      {mayNot.map((verb) => (
        <li key={verb}>{t(`ruling.mayNot.${verb}`)}</li>
      ))}
    </ul>
  );
}

import { TEXT_LIMITS, type CaseDetail, type CaseMoved, type RulingBrief } from '@gridward/contract';
import { Button } from 'antd';
import { useId } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { lettersOver, LongText, TooLong } from '../../ui/long-text.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useVerb } from '../cases/verbs/use-verb.ts';
import { useUnitNames } from '../organisation/units.ts';
import { UnitPicker, UnitsPicker } from '../organisation/unit-picker.tsx';
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
  const id = useId();
  const wish = useVerb(detail, (moved) => {
    draft.clear();
    onMoved?.(moved);
  });
  const { kind, version } = brief;
  const send = (choice: RulingChoice): void => {
    const { ruledUnitId: leadUnitId, supportingUnitIds } = draft;
    const support = choice === 'granted' ? { supportingUnitIds } : {};
    const units = kind === 'return' ? { leadUnitId, ...support } : {};
    wish.mutate({
      verb: VERB[kind],
      version,
      payload: { granted: choice === 'granted', reason: draft[choice].trim(), ...units },
    });
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
              <>
                <label htmlFor={`${id}-lead`}>{t('ruling.ruledUnit')}</label>
                <UnitPicker id={`${id}-lead`} value={draft.ruledUnitId ?? undefined} onChange={draft.rule} />
                <label htmlFor={`${id}-support`}>{t('app.optional', { name: t('field.supportingUnits') })}</label>
                <UnitsPicker id={`${id}-support`} value={[...draft.supportingUnitIds]} onChange={draft.support} />
              </>
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

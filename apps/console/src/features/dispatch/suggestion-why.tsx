import '@gridward/i18n/words/dispatching';
import '@gridward/i18n/words/entering';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../platform/language.tsx';
import { useSuggestionRecord, useUnitLoads, type Suggestion } from './dispatch-queries.ts';
import { UnitLoadText } from './unit-load-text.tsx';

interface SuggestionTextProps {
  readonly suggestion: Suggestion;
  /** Beside a choice that is being made: no link may lead away from it. */
  readonly isPlain?: boolean;
}

/** A suggested unit with the reason, who would support it, and what it has in hand. */
export function SuggestionText({ suggestion, isPlain = false }: SuggestionTextProps) {
  const { t } = useLanguage();
  const { unit, supportingUnits } = suggestion;
  const load = useUnitLoads()?.get(unit.id);
  return (
    <>
      <strong>{unit.name}</strong> <SuggestionWhy suggestion={suggestion} />
      {supportingUnits.length === 0 ? null : (
        <span className="suggestion-part">
          {t('advice.supporting', { units: t.list(supportingUnits.map(({ name }) => name)) })}
        </span>
      )}
      {load === undefined ? null : (
        <span className="suggestion-part">
          <UnitLoadText load={load} isPlain={isPlain} />
        </span>
      )}
    </>
  );
}

/** Why a unit is suggested: the row with the owner that it is for and its basis, the ruling with its case, or what was learned with its share. */
export function SuggestionWhy({ suggestion }: { readonly suggestion: Suggestion }) {
  const { t, format } = useLanguage();
  const { reason, share, legalBasis, precedentCaseId, componentOwner } = suggestion;
  const rate = share === null ? null : format.rate(share, 1);
  return (
    <span className="quiet">
      {t(`suggest.${reason}`)}
      {componentOwner === null ? '' : ` · ${t('advice.byOwner', { unit: componentOwner.name })}`}
      {rate === null ? '' : ` ${t('suggest.share', { share: rate })}`}
      {precedentCaseId === null ? null : (
        <>
          {' · '}
          <Link to="/cases/$caseId" params={{ caseId: precedentCaseId }} target="_blank">
            {t('advice.precedent')}
          </Link>
        </>
      )}
      {legalBasis === null ? null : ` · ${t('suggest.legalBasis', { basis: legalBasis })}`}
    </span>
  );
}

/** A rate of fewer dispatches says nothing. */
const ENOUGH = 30;

/** How far what was learned can be trusted, measured on what dispatchers chose. */
export function SuggestionRecord() {
  const { t } = useLanguage();
  const record = useSuggestionRecord();
  if (record === undefined) return null;
  const { judged, first, amongThree } = record.learned;
  const words =
    judged === 0
      ? t('advice.recordNone')
      : judged < ENOUGH
        ? t('advice.recordSmall', { judged, first })
        : t('advice.record', { judged, first, three: amongThree });
  return <p className="quiet suggestion-record">{words}</p>;
}

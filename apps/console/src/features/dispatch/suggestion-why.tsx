import '@gridward/i18n/words/dispatching';
import '@gridward/i18n/words/entering';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../platform/language.tsx';
import { useSuggestionRecord, type Suggestion } from './dispatch-queries.ts';

/** Why a unit is suggested: the row with its basis, the ruling with its case, or what was learned with its share. */
export function SuggestionWhy({ suggestion }: { readonly suggestion: Suggestion }) {
  const { t, format } = useLanguage();
  const { reason, share, legalBasis, precedentCaseId, byOwner } = suggestion;
  const rate = share === null ? null : format.rate(share, 1);
  return (
    <span className="quiet">
      {t(`suggest.${reason}`)}
      {byOwner ? ` · ${t('advice.byOwner')}` : ''}
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

import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { lastSaved } from './saved.ts';
import type { useNewCaseDraft } from './use-new-case-draft.ts';

interface DraftStateProps {
  readonly draft: Pick<ReturnType<typeof useNewCaseDraft>, 'savedAt' | 'restoredAt'>;
  readonly onDiscard: () => void;
}

/** Since when what is on the page is kept on this computer, and how to be rid of it. */
export function DraftState({ draft: kept, onDiscard }: DraftStateProps) {
  const { t, format } = useLanguage();
  if (kept.savedAt === null && kept.restoredAt === null) return null;
  return (
    <>
      <span className="quiet" aria-live="polite">
        {kept.savedAt === null
          ? t('new.draftRestored', { at: format.dateTime(kept.restoredAt ?? 0) })
          : t('new.draftKept', { at: format.dateTime(kept.savedAt).slice(11) })}{' '}
        {t('new.draftContact')}
      </span>
      <Button type="link" onClick={onDiscard}>
        {t('new.draftDiscard')}
      </Button>
    </>
  );
}

/** The case that this desk entered before this one. */
export function LastEntered() {
  const { t } = useLanguage();
  const [last] = useState(lastSaved);
  return last === null ? null : (
    <Link className="last-entered" to="/cases/$caseId" params={{ caseId: last.id }}>
      {t('desk.last')} <span className="figures">{last.number}</span>
    </Link>
  );
}

import { Link } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { useLanguage } from '../../platform/language.tsx';
import { useNow } from '../../platform/now.ts';
import type { Saved } from './saved.ts';

/** What the reporter takes along: number and follow code. The code is shown this once. */
export function Receipt({ saved, onAnother }: { readonly saved: Saved; readonly onAnother: () => void }) {
  const { t, format } = useLanguage();
  const now = useNow();
  useHotkeys({ n: onAnother });
  return (
    <div className="page narrow receipt">
      <h1>
        {t('app.name')} · {t('new.saved')}
      </h1>
      <p className="quiet">{format.dateTime(now)}</p>
      <dl className="receipt-facts">
        <dt>{t('case.number')}</dt>
        <dd className="figures receipt-key">{saved.case.number}</dd>
        {saved.followCode === null ? null : (
          <>
            <dt>{t('new.followCode')}</dt>
            <dd className="figures receipt-key">
              <Typography.Text copyable>{saved.followCode}</Typography.Text>
            </dd>
          </>
        )}
        <dt>{t('list.matter')}</dt>
        <dd>{saved.matter}</dd>
        {saved.place === '' ? null : (
          <>
            <dt>{t('list.place')}</dt>
            <dd>{saved.place}</dd>
          </>
        )}
      </dl>
      {saved.followCode === null ? null : <p>{t('new.followHint')}</p>}
      {saved.joined === null ? null : <p>{t('new.joined', { number: saved.joined })}</p>}
      <div className="row screen-only">
        <Button type="primary" autoFocus onClick={onAnother}>
          {t('desk.next')} <kbd>n</kbd>
        </Button>
        <Button onClick={() => window.print()}>{t('new.receipt')}</Button>
        <Link to="/cases/$caseId" params={{ caseId: saved.case.id }}>
          {t('new.openCase')}
        </Link>
      </div>
    </div>
  );
}

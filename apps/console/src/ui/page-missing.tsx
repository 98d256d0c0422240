import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useT } from '../platform/language.tsx';
import { Blank } from './blank.tsx';

export function PageMissing() {
  const t = useT();
  return (
    <Blank isPage title={t('problem.pageMissing')} hint={t('problem.pageMissingHint')}>
      <Link to="/">{t('nav.mine')}</Link>
    </Blank>
  );
}

/** A fault of ours: say so, and that drafts are safe. */
export function PageCrashed() {
  const t = useT();
  return (
    <Blank isPage title={t('problem.crashed')} hint={t('problem.crashedHint')}>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </Blank>
  );
}

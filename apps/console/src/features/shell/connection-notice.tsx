import { useEffect, useRef, useState } from 'react';
import { askConnection, useOnline } from '../../platform/connection.ts';
import { useT } from '../../platform/language.tsx';
import { useLive } from '../live/use-live.ts';
import '../../styles/live.css';

const SAY_BACK_MS = 4_000;

/** Said in place, not over the work, for as long as it lasts; and that it is over, for a moment. */
export function ConnectionNotice() {
  const t = useT();
  const online = useOnline();
  const isBack = useIsBack(online);
  useLive();
  return (
    <div role="status" className="connection">
      {online ? null : (
        <p className="connection-line">
          <span>{t('problem.offline')}</span>
          <button type="button" onClick={() => void askConnection()}>
            {t('live.tryNow')}
          </button>
        </p>
      )}
      {isBack ? <p>{t('live.back')}</p> : null}
    </div>
  );
}

/** True for a moment after the connection came back. */
function useIsBack(online: boolean): boolean {
  const wasOnline = useRef(online);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    const hasReturned = online && !wasOnline.current;
    wasOnline.current = online;
    setBack(hasReturned);
    if (!hasReturned) return;
    const timer = setTimeout(() => setBack(false), SAY_BACK_MS);
    return () => clearTimeout(timer);
  }, [online]);
  return isBack;
}

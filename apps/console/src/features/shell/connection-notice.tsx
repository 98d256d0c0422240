import { useOnline } from '../../platform/connection.ts';
import { useT } from '../../platform/language.tsx';

/** Said in place, not over the work, for as long as it lasts. */
export function ConnectionNotice() {
  const t = useT();
  const online = useOnline();
  return (
    <div role="status" className="connection">
      {online ? null : <p>{t('problem.offline')}</p>}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../platform/language.tsx';
import { useRefreshEveryMs } from '../../platform/live.ts';
import { queueCountsQuery } from '../cases/keys.ts';
import type { Waiting } from '../cases/list/queues.ts';
import { useMay } from '../session/me.tsx';
import { usePlace } from './place.ts';
import { ADMIN_PLACES, waitingAt, WORK_PLACES, type WorkPlace } from './work-places.ts';

/** Work, not modules: only what my posts allow, with how much waits. */
export function Rail({ onGo }: { readonly onGo: () => void }) {
  const t = useT();
  const may = useMay();
  const { areaId } = usePlace();
  const refetchInterval = useRefreshEveryMs();
  const { data: counts } = useQuery({ ...queueCountsQuery(areaId), refetchInterval, enabled: may('case.read') });
  const mine = (places: readonly WorkPlace[]) => places.filter(({ permissions }) => may(...permissions));
  const admin = mine(ADMIN_PLACES);
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <ul>
        {mine(WORK_PLACES).map((place) => (
          <RailItem key={place.to} place={place} waiting={waitingAt(place, counts)} onGo={onGo} />
        ))}
      </ul>
      {admin.length === 0 ? null : (
        <>
          <h2>{t('nav.administration')}</h2>
          <ul>
            {admin.map((place) => (
              <RailItem key={place.to} place={place} waiting={null} onGo={onGo} />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

interface RailItemProps {
  readonly place: WorkPlace;
  readonly waiting: Waiting | null;
  readonly onGo: () => void;
}

function RailItem({ place, waiting, onGo }: RailItemProps) {
  const t = useT();
  return (
    <li>
      <Link
        to={place.to}
        className="rail-link"
        activeProps={{ className: 'rail-link is-here', 'aria-current': 'page' }}
        activeOptions={{ includeSearch: false, exact: place.isExact === true }}
        onClick={onGo}
      >
        <span>{t(place.label)}</span>
        {waiting === null || waiting.count === 0 ? null : (
          <span
            className={waiting.overdue > 0 ? 'rail-count figures has-overdue' : 'rail-count figures'}
            title={waiting.overdue > 0 ? t('nav.waitingOverdue', waiting) : t('nav.waiting', { count: waiting.count })}
          >
            {waiting.count}
          </span>
        )}
      </Link>
    </li>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../platform/language.tsx';
import { useMay } from '../../session/me.tsx';
import { usePlace } from '../../shell/place.ts';
import { queueCountsQuery } from '../keys.ts';
import { countOf, QUEUE_IDS, QUEUES } from './queues.ts';

/** What waits on the piles that I share with colleagues, where nothing waits for me alone. */
export function OtherQueues() {
  const t = useT();
  const may = useMay();
  const { areaId } = usePlace();
  const { data: counts } = useQuery(queueCountsQuery(areaId));
  const waiting = QUEUE_IDS.flatMap((id) => {
    const found = may(...QUEUES[id].permissions) ? countOf(id, counts) : null;
    return found === null || found.count === 0 ? [] : [{ id, ...found }];
  });
  if (waiting.length === 0) return null;
  return (
    <ul className="plain-list other-queues" aria-label={t('queue.elsewhere')}>
      {waiting.map(({ id, count, overdue }) => (
        <li key={id}>
          <Link to="/queue/$queue" params={{ queue: id }} search={{}}>
            {t(`nav.${id}`)}
          </Link>{' '}
          <span className={overdue > 0 ? 'figures clock-red' : 'figures quiet'}>
            {overdue > 0 ? t('nav.waitingOverdue', { count, overdue }) : t('nav.waiting', { count })}
          </span>
        </li>
      ))}
    </ul>
  );
}

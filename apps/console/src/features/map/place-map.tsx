import '@gridward/i18n/words/mapping';
import type { CaseDetail } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { GridMap } from '../../ui/grid-map.tsx';
import { CASES_KEY } from '../cases/keys.ts';
import { DistanceRows } from './distance-rows.tsx';
import './map.css';
import type { MapPoint } from './case-map.tsx';

const NEARBY = 5;

interface PlaceMapProps {
  readonly detail: CaseDetail;
  readonly position: MapPoint;
}

/** Where a case lies, and what else is open around it. */
export function PlaceMap({ detail, position }: PlaceMapProps) {
  const t = useT();
  const { lng, lat } = position;
  const nearby = useQuery({
    queryKey: [...CASES_KEY, 'nearby', detail.id, lng, lat],
    // One more than shown: the nearest is the case itself.
    queryFn: ({ signal }) =>
      unwrap(
        api.listCases(
          { query: { order: 'near', nearLng: String(lng), nearLat: String(lat), limit: String(NEARBY + 1) } },
          { signal },
        ),
      ),
  });
  const items = nearby.data?.items.filter(({ id }) => id !== detail.id).slice(0, NEARBY);
  return (
    <>
      <GridMap label={t('case.mapLabel')} pin={position} highlightAreaId={detail.area.id} />
      {items === undefined ? null : (
        <>
          <h4>{t('map.nearby')}</h4>
          {items.length === 0 ? (
            <p className="quiet">{t('map.nearbyNone')}</p>
          ) : (
            <DistanceRows label={t('map.nearby')} items={items} from={position} />
          )}
        </>
      )}
    </>
  );
}

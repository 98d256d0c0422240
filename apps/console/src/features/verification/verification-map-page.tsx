import '@gridward/i18n/words/mapping';
import '../map/map.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useHotkeys } from '../../platform/hotkeys.ts';
import { KEYS } from '../../platform/keys.ts';
import { useT } from '../../platform/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { NoPermission } from '../../ui/no-permission.tsx';
import { PageProblem } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { QUEUES } from '../cases/list/queues.ts';
import { useCaseList } from '../cases/list/use-case-list.ts';
import type { MapPoint } from '../map/case-map.tsx';
import { coarse } from '../map/distance.ts';
import { MapWithList, type MapListFilters } from '../map/map-with-list.tsx';
import { useMay } from '../session/me.tsx';
import { usePlace } from '../shell/place.ts';
import { CheckRows } from './check-rows.tsx';
import { useMyPosition } from './use-my-position.ts';
import { LoadMore } from '../../ui/load-more.tsx';

/** Checks to make, nearest first, beside the map. */
export function VerificationMapPage() {
  const may = useMay();
  const { permissions } = QUEUES.verification;
  return may(...permissions) ? <Checks /> : <NoPermission permission="case.check" />;
}

function Checks() {
  const t = useT();
  const { areaId } = usePlace();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [centre, setCentre] = useState<MapPoint | null>(null);
  const mine = useMyPosition();
  const from = mine.position ?? centre;
  const filters = { ...QUEUES.verification.filters, ...(areaId === null ? {} : { areaId }) };
  return (
    <div className="page">
      <header className="queue-head">
        <h1>{t('checkmap.title')}</h1>
        <Link to="/queue/$queue" params={{ queue: 'verification' }}>
          {t('checkmap.toQueue')}
        </Link>
        {mine.position === null ? (
          <Button loading={mine.isFinding} onClick={() => mine.find()}>
            {t('checkmap.fromHere')}
          </Button>
        ) : (
          <Button onClick={mine.forget}>{t('checkmap.fromMap')}</Button>
        )}
      </header>
      <p className="quiet" aria-live="polite">
        {mine.isDenied ? t('checkmap.denied') : t(mine.position === null ? 'checkmap.centre' : 'checkmap.mine')}
        {' · '}
        {t('checkmap.private')}
      </p>
      <MapWithList
        filters={filters}
        selectedId={selectedId}
        onSelect={setSelectedId}
        onCentre={setCentre}
        renderList={(listed) => <Nearest filters={listed} from={from} selectedId={selectedId} onSelect={setSelectedId} />}
      />
    </div>
  );
}

interface NearestProps {
  readonly filters: MapListFilters;
  readonly from: MapPoint | null;
  readonly selectedId: string | null;
  readonly onSelect: (caseId: string) => void;
}

/** The way is asked for from a place to a hundred metres; how far each is, the browser works out for itself. */
function nearest(filters: MapListFilters, from: MapPoint | null): MapListFilters {
  if (from === null) return { ...filters, order: 'due' };
  const { lng, lat } = coarse(from);
  return { ...filters, order: 'near', nearLng: String(lng), nearLat: String(lat) };
}

function Nearest({ filters, from, selectedId, onSelect }: NearestProps) {
  const t = useT();
  const navigate = useNavigate();
  const list = useCaseList(nearest(filters, from));
  const { items } = list;
  const at = items.findIndex(({ id }) => id === selectedId);
  const move = (step: number): void => {
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    if (next !== undefined) onSelect(next.id);
  };
  const check = (): void => {
    if (selectedId !== null)
      void navigate({ to: '/queue/$queue', params: { queue: 'verification' }, search: { case: selectedId } });
  };
  useHotkeys({ [KEYS.down]: () => move(1), [KEYS.up]: () => move(-1), [KEYS.open]: check, Enter: check });
  if (list.isPending) return <Waiting rows={8} />;
  if (list.isError && items.length === 0) return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <Blank title={t('checkmap.empty')} hint={t('checkmap.emptyHint')} />;
  return (
    <>
      <CheckRows items={items} from={from} selectedId={selectedId} onSelect={onSelect} />
      <LoadMore list={list} />
    </>
  );
}

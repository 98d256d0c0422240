import type { CaseDetail } from '@gridward/contract';
import { lazy, Suspense } from 'react';
import { useT } from '../../../platform/language.tsx';
import { useRested } from '../../../platform/rested.ts';
import { Waiting } from '../../../ui/waiting.tsx';
import { FactList, Section } from './fact-list.tsx';
import { patiently } from '../../../platform/patiently.ts';

const PlaceMap = lazy(() => patiently(() => import('../../map/place-map.tsx')).then((module) => ({ default: module.PlaceMap })));

/** Whoever walks through a queue needs no map of each case: making and dropping one costs more script than all the rest of a move. */
const MAP_AFTER_MS = 700;

/** Where it is: on the map with its grid and what else is open nearby, and in words. */
export function CasePlace({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const isRested = useRested(MAP_AFTER_MS);
  const empty = (
    <div className="grid-map">
      <Waiting rows={4} />
    </div>
  );
  return (
    <Section title={t('case.map')}>
      {detail.position === null ? (
        <p className="quiet">{t('case.noPosition')}</p>
      ) : (
        <Suspense fallback={empty}>{isRested ? <PlaceMap detail={detail} position={detail.position} /> : empty}</Suspense>
      )}
      <FactList
        facts={[
          { label: t('case.area'), value: detail.areaTrail.map(({ name }) => name).join(' / ') || detail.area.name },
          { label: t('case.gridLeader'), value: detail.gridLeader?.name },
        ]}
      />
    </Section>
  );
}

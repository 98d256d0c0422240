import type { CaseDetail } from '@gridward/contract';
import { lazy, Suspense } from 'react';
import { useT } from '../../../platform/language.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { FactList, Section } from './fact-list.tsx';

const GridMap = lazy(() => import('../../../ui/grid-map.tsx').then((module) => ({ default: module.GridMap })));

export function CasePlace({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  return (
    <Section title={t('case.map')}>
      {detail.position === null ? (
        <p className="quiet">{t('case.noPosition')}</p>
      ) : (
        <Suspense
          fallback={
            <div className="grid-map">
              <Waiting rows={4} />
            </div>
          }
        >
          <GridMap label={t('case.mapLabel')} pin={detail.position} highlightAreaId={detail.area.id} />
        </Suspense>
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

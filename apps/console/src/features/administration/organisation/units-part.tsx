import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { FactList } from '../../cases/page/fact-list.tsx';
import { useUnits } from '../../organisation/units.ts';
import { useMay } from '../../session/me.tsx';
import { periodText } from '../editing/period-text.ts';
import { unitQuery, type UnitDetail } from './organisation-queries.ts';
import { PostList } from './post-list.tsx';
import { CreateUnitDrawer, EditUnitDrawer, RetireUnitDrawer } from './unit-form.tsx';
import { UnitTree } from './unit-tree.tsx';
import { UnitImport } from './unit-import.tsx';

/** The tree of units, and everything about the chosen one. */
export function UnitsPart({ wantedId }: { readonly wantedId: string | null }) {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const units = useUnits();
  const [doing, setDoing] = useState<'import' | 'create' | null>(null);
  const choose = (unit: string): void => void navigate({ to: '/admin/organisation', search: { tab: 'units', unit } });
  if (units.isPending) return <Waiting rows={10} />;
  if (units.error !== null) return <PageProblem error={units.error} onRetry={() => void units.refetch()} />;
  if (doing === 'import') return <UnitImport onClose={() => setDoing(null)} />;
  const isEmpty = units.data.items.length === 0;
  const [root, second] = units.data.items.filter(({ parentId }) => parentId === null);
  const unitId = wantedId ?? (second === undefined ? (root?.id ?? null) : null);
  return (
    <>
      <div className="row">
        {may('import.run') ? <Button onClick={() => setDoing('import')}>{t('org.import')}</Button> : null}
        {may('unit.manage') && isEmpty ? <Button onClick={() => setDoing('create')}>{t('org.createRoot')}</Button> : null}
      </div>
      <div className="admin-split">
        <UnitTree units={units.data.items} chosenId={unitId} onChoose={choose} />
        <div className="admin-main">
          {unitId === null ? (
            <Blank title={t('org.choose')} hint={t('org.chooseHint')} />
          ) : (
            <ChosenUnit key={unitId} unitId={unitId} onChoose={choose} />
          )}
        </div>
      </div>
      {doing === 'create' ? (
        <CreateUnitDrawer
          parent={null}
          onClose={() => setDoing(null)}
          onMade={(id) => {
            setDoing(null);
            choose(id);
          }}
        />
      ) : null}
    </>
  );
}

function ChosenUnit({ unitId, onChoose }: { readonly unitId: string; readonly onChoose: (unitId: string) => void }) {
  const { t } = useLanguage();
  const may = useMay();
  const detail = useQuery(unitQuery(unitId));
  const [doing, setDoing] = useState<'edit' | 'create' | 'retire' | null>(null);
  if (detail.isPending) return <Waiting rows={8} />;
  if (detail.error !== null) return <PageProblem error={detail.error} onRetry={() => void detail.refetch()} />;
  const unit = detail.data;
  const close = (): void => setDoing(null);
  return (
    <>
      <section className="section" aria-label={unit.name}>
        <h2>{unit.name}</h2>
        <p className="quiet">{unit.trail.map(({ name }) => name).join(' / ')}</p>
        <UnitFacts unit={unit} />
        {may('unit.manage') && unit.validTo === null ? (
          <div className="row">
            <Button onClick={() => setDoing('edit')}>{t('setup.edit')}</Button>
            <Button onClick={() => setDoing('create')}>{t('org.create')}</Button>
            <Button onClick={() => setDoing('retire')}>{t('setup.retire')}</Button>
          </div>
        ) : null}
      </section>
      <PostList key={unit.id} title={t('org.posts')} filter={{ unitId: unit.id }} start={{ unitId: unit.id }} />
      {doing === 'edit' ? <EditUnitDrawer unit={unit} onClose={close} /> : null}
      {doing === 'retire' ? <RetireUnitDrawer unit={unit} onClose={close} /> : null}
      {doing === 'create' ? (
        <CreateUnitDrawer
          parent={unit}
          onClose={close}
          onMade={(id) => {
            close();
            onChoose(id);
          }}
        />
      ) : null}
    </>
  );
}

function UnitFacts({ unit }: { readonly unit: UnitDetail }) {
  const { t, format } = useLanguage();
  return (
    <FactList
      facts={[
        { label: t('org.kind'), value: t(`unitKind.${unit.kind}`) },
        { label: t('org.shortName'), value: unit.shortName },
        { label: t('org.code'), value: unit.code },
        {
          label: t('org.area'),
          value:
            unit.area === null ? null : (
              <Link to="/admin/areas" search={{ area: unit.area.id }}>
                {unit.area.name}
              </Link>
            ),
        },
        { label: t('org.capacity'), value: unit.capacityOpen === null ? null : format.number(unit.capacityOpen) },
        { label: t('org.namesSeen'), value: unit.namesSeen.length === 0 ? null : t.list(unit.namesSeen) },
        {
          label: t('org.duties'),
          value:
            unit.desks.length === 0
              ? null
              : t.list(unit.desks.map(({ duty, area }) => t('app.aside', { name: t(`deskDuty.${duty}`), note: area.name }))),
        },
        ...Object.entries(unit.externalIds).map(([system, id]) => ({ label: system, value: id })),
        { label: t('areas.valid'), value: periodText(unit, t, format) },
      ]}
    />
  );
}

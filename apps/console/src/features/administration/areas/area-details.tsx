import { sizeAgainstNorm } from '@gridward/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { FactList } from '../../cases/page/fact-list.tsx';
import { useUnitNames } from '../../organisation/units.ts';
import { useMay } from '../../session/me.tsx';
import { endOf } from '../editing/day.ts';
import { EndDrawer } from '../editing/end-drawer.tsx';
import { periodText } from '../editing/period-text.ts';
import { CreateAreaDrawer, EditAreaDrawer } from './area-form.tsx';
import { AREAS_KEY, gridSizeNormsQuery, type AreaDetail } from './area-queries.ts';

interface AreaDetailsProps {
  readonly area: AreaDetail;
  readonly onChoose: (areaId: string) => void;
  readonly onDraw: () => void;
}

type Doing = 'edit' | 'create' | 'retire' | null;

/** Names, code, counts and the responsible unit of an area, and what an administrator may do with it. */
export function AreaDetails({ area, onChoose, onDraw }: AreaDetailsProps) {
  const { t } = useLanguage();
  const may = useMay();
  const [doing, setDoing] = useState<Doing>(null);
  const close = (): void => setDoing(null);
  return (
    <section className="section" aria-label={area.name}>
      <h2>{area.name}</h2>
      <p className="quiet">
        {area.trail.slice(0, -1).map(({ id, name }) => (
          <span key={id}>
            <button type="button" className="link-button" onClick={() => onChoose(id)}>
              {name}
            </button>
            {' / '}
          </span>
        ))}
        {t(`areaLevel.${area.level}`)}
      </p>
      <AreaFacts area={area} />
      <SizeWarning area={area} />
      {may('area.manage') && area.validTo === null ? (
        <div className="row">
          <Button onClick={() => setDoing('edit')}>{t('setup.edit')}</Button>
          <Button onClick={onDraw}>{t('areas.draw')}</Button>
          <Button onClick={() => setDoing('create')}>{t('areas.create')}</Button>
          <Button onClick={() => setDoing('retire')}>{t('setup.retire')}</Button>
        </div>
      ) : null}
      {doing === 'edit' ? <EditAreaDrawer area={area} onClose={close} /> : null}
      {doing === 'create' ? (
        <CreateAreaDrawer
          parent={area}
          onClose={close}
          onMade={(id) => {
            close();
            onChoose(id);
          }}
        />
      ) : null}
      {doing === 'retire' ? (
        <RetireAreaDrawer
          area={area}
          onClose={close}
          onEnded={() => {
            close();
            onChoose(area.parentId ?? area.id);
          }}
        />
      ) : null}
    </section>
  );
}

/** A grid far from the usual size is said to be so; what to do about it is for people to decide. */
function SizeWarning({ area }: { readonly area: AreaDetail }) {
  const { t, format } = useLanguage();
  const sizes = useQuery({ ...gridSizeNormsQuery, enabled: area.level === 'grid' });
  const found = sizes.data === undefined || area.level !== 'grid' ? null : sizeAgainstNorm(area, sizes.data.norms);
  if (found === null) return null;
  const { fewest, most } = found.norm;
  return (
    <p className="warns" role="note">
      {t(`areas.size.${found.is}`, { fewest: format.number(fewest), most: format.number(most) })}
    </p>
  );
}

function AreaFacts({ area }: { readonly area: AreaDetail }) {
  const { t, format } = useLanguage();
  const unitName = useUnitNames();
  const counted = area.countedOn === null ? '' : t('areas.countedHint', { day: area.countedOn });
  const number = (value: number | null): string | null => (value === null ? null : `${format.number(value)}${counted}`);
  const owner = unitName(area.ownerUnitId);
  return (
    <FactList
      facts={[
        { label: t('areas.code'), value: area.code === null ? null : t('app.aside', { name: area.code, note: area.codeSystem }) },
        { label: t('areas.kind'), value: area.gridKind === null ? null : t(`gridKind.${area.gridKind}`) },
        { label: t('areas.alias'), value: area.alias.length === 0 ? null : t.list(area.alias) },
        { label: t('areas.households'), value: number(area.householdCount) },
        { label: t('areas.population'), value: number(area.population) },
        {
          label: t('areas.owner'),
          value:
            owner === undefined || area.ownerUnitId === null ? null : (
              <Link to="/admin/organisation" search={{ tab: 'units', unit: area.ownerUnitId }}>
                {owner}
              </Link>
            ),
        },
        { label: t('areas.below'), value: area.gridCount === 0 ? null : t('areas.grids', { count: area.gridCount }) },
        { label: t('areas.valid'), value: periodText(area, t, format) },
      ]}
    />
  );
}

function RetireAreaDrawer({ area, onClose, onEnded }: RetireProps) {
  const { t, format } = useLanguage();
  const client = useQueryClient();
  const title = t('areas.retireTitle', { name: area.name });
  return (
    <EndDrawer
      title={title}
      draft={['area-end', area.id]}
      verb={t('setup.retire')}
      thing={area}
      periodOf={(one) => periodText(one, t, format)}
      day={{ label: t('setup.retireDay') }}
      end={(day, version) => {
        const body = { version, validTo: endOf(day, format.timeZone) };
        return unwrap(api.retireArea({ params: { areaId: area.id }, body }));
      }}
      refresh={() => client.invalidateQueries({ queryKey: AREAS_KEY })}
      said={t('setup.done', { name: title })}
      onClose={onClose}
      onEnded={onEnded}
    >
      <p className="warns">{t('areas.retireWarns')}</p>
    </EndDrawer>
  );
}

interface RetireProps {
  readonly area: AreaDetail;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

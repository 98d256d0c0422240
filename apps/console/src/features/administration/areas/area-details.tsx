import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { FactList } from '../../cases/page/fact-list.tsx';
import { useUnitNames } from '../../organisation/units.ts';
import { useMay } from '../../session/me.tsx';
import { endOf } from '../editing/day.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { periodText } from '../editing/period-text.ts';
import { useSay } from '../editing/said.tsx';
import { CreateAreaDrawer, EditAreaDrawer } from './area-form.tsx';
import { AREAS_KEY, type AreaDetail } from './area-queries.ts';

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
        <RetireAreaDrawer area={area} onClose={close} onDone={() => onChoose(area.parentId ?? area.id)} />
      ) : null}
    </section>
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
        { label: t('areas.code'), value: area.code === null ? null : `${area.code}（${area.codeSystem}）` },
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

interface RetireProps {
  readonly area: AreaDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RetireAreaDrawer({ area, onClose, onDone }: RetireProps) {
  const { t, format } = useLanguage();
  const say = useSay();
  const client = useQueryClient();
  const [opened] = useState(area);
  const [form] = Form.useForm<{ readonly day?: string }>();
  const retire = useMutation({
    mutationFn: ({ day }: { readonly day?: string }) => {
      const validTo = endOf(day, format.timeZone);
      const body = { version: opened.version, ...(validTo === undefined ? {} : { validTo }) };
      return unwrap(api.retireArea({ params: { areaId: opened.id }, body }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: AREAS_KEY });
      say(t('setup.done', { name: t('areas.retireTitle', { name: opened.name }) }));
      onClose();
      onDone();
    },
  });
  return (
    <EditDrawer
      title={t('areas.retireTitle', { name: opened.name })}
      draft={['area-end', opened.id]}
      form={form}
      initial={{}}
      verb={t('setup.retire')}
      busy={retire.isPending}
      problem={
        <>
          <p className="warns">{t('areas.retireWarns')}</p>
          {retire.error === null ? null : <ProblemNotice error={retire.error} keeps />}
        </>
      }
      onSave={(values) => retire.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="day" label={t('setup.retireDay')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

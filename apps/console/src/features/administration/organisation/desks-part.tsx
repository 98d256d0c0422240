import { DESK_DUTIES, type DeskDuty } from '@gridward/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { Blank } from '../../../ui/blank.tsx';
import { PageProblem, ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { useMay } from '../../session/me.tsx';
import { childrenQuery } from '../areas/area-queries.ts';
import { beginningOf } from '../editing/day.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { periodText } from '../editing/period-text.ts';
import { ReadOnlyNotice } from '../editing/read-only.tsx';
import { useSay } from '../editing/said.tsx';
import { desksQuery, ORGANISATION_KEY, type Desk } from './organisation-queries.ts';

interface Setting {
  readonly duty: DeskDuty;
  readonly areaId?: string | undefined;
  readonly unitId?: string | undefined;
}

const asDuty = (text: string | undefined): DeskDuty | undefined => DESK_DUTIES.find((duty) => duty === text);

/** Who answers for each duty where; at the root every duty has a unit. */
export function DesksPart({ duty }: { readonly duty: string | undefined }) {
  const { t } = useLanguage();
  const may = useMay();
  const wanted = asDuty(duty);
  const [setting, setSetting] = useState<Setting | null>(wanted === undefined || !may('unit.manage') ? null : { duty: wanted });
  const desks = useQuery(desksQuery);
  const top = useQuery(childrenQuery(null));
  if (desks.isPending || top.isPending) return <Waiting rows={8} />;
  if (desks.error !== null) return <PageProblem error={desks.error} onRetry={() => void desks.refetch()} />;
  const root = top.data?.items[0];
  if (top.isSuccess && root === undefined) return <Blank title={t('desks.noArea')} hint={t('desks.noAreaHint')} />;
  return (
    <>
      <p>{t('desks.intro')}</p>
      <ReadOnlyNotice permission="unit.manage" />
      {DESK_DUTIES.map((each) => (
        <DutySection
          key={each}
          duty={each}
          desks={desks.data.items.filter((desk) => desk.duty === each)}
          root={root}
          onSet={setSetting}
        />
      ))}
      {setting === null ? null : (
        <DeskDrawer
          key={`${setting.duty} ${setting.areaId ?? ''}`}
          setting={{ ...setting, areaId: setting.areaId ?? root?.id }}
          onClose={() => setSetting(null)}
        />
      )}
    </>
  );
}

interface DutySectionProps {
  readonly duty: DeskDuty;
  readonly desks: readonly Desk[];
  readonly root: { readonly id: string; readonly name: string } | undefined;
  readonly onSet: (setting: Setting) => void;
}

function DutySection({ duty, desks, root, onSet }: DutySectionProps) {
  const { t, format } = useLanguage();
  const may = useMay();
  const mayEdit = may('unit.manage');
  const isMissing = root !== undefined && !desks.some(({ area }) => area.id === root.id);
  const atRootFirst = desks.toSorted((a, b) => Number(b.area.id === root?.id) - Number(a.area.id === root?.id));
  return (
    <section className="section" aria-label={t(`deskDuty.${duty}`)}>
      <h2>
        {t(`deskDuty.${duty}`)}
        {mayEdit ? (
          <Button size="small" onClick={() => onSet({ duty })}>
            {t('desks.add')}
          </Button>
        ) : null}
      </h2>
      {isMissing ? <p className="hazard-mark">{t('desks.missing')}</p> : null}
      <ul className="admin-section-list">
        {atRootFirst.map((desk) => (
          <li key={desk.id}>
            <span>{desk.area.name}</span>
            <strong>{desk.unit.name}</strong>
            <span className="quiet figures">{periodText(desk, t, format)}</span>
            {mayEdit ? (
              <Button size="small" onClick={() => onSet({ duty, areaId: desk.area.id, unitId: desk.unit.id })}>
                {t('desks.change')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DeskValues {
  readonly areaId: string;
  readonly unitId: string;
  readonly from?: string;
}

function DeskDrawer({ setting, onClose }: { readonly setting: Setting; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const say = useSay();
  const client = useQueryClient();
  const today = format.date(useNow());
  const [form] = Form.useForm<DeskValues>();
  const write = async (values: DeskValues): Promise<Desk> => {
    const validFrom = beginningOf(values.from, today, format.timeZone);
    const { areaId, unitId } = values;
    const body = { duty: setting.duty, areaId, unitId, ...(validFrom === undefined ? {} : { validFrom }) };
    const saved = await unwrap(api.setDesk({ body }));
    await client.invalidateQueries({ queryKey: ORGANISATION_KEY });
    return saved;
  };
  const save = useMutation({
    mutationFn: write,
    onSuccess: (desk, { areaId }) => {
      const { unitId } = setting;
      const undo = unitId === undefined ? undefined : () => write({ areaId, unitId });
      say(t('desks.saved', { duty: t(`deskDuty.${desk.duty}`), unit: desk.unit.name }), undo);
      onClose();
    },
  });
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <EditDrawer
      title={t('desks.setTitle', { duty: t(`deskDuty.${setting.duty}`) })}
      draft={['desk', setting.duty, setting.areaId ?? 'new']}
      form={form}
      initial={{
        ...(setting.areaId === undefined ? {} : { areaId: setting.areaId }),
        ...(setting.unitId === undefined ? {} : { unitId: setting.unitId }),
      }}
      verb={t('desks.set')}
      sent={save}
      problem={
        <>
          <p className="warns">{t('desks.takesOver')}</p>
          {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
        </>
      }
      onSave={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="areaId" label={t('desks.area')} rules={required(t('desks.area'))}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="unitId" label={t('desks.unit')} rules={required(t('desks.unit'))}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="from" label={t('setup.firstDay')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

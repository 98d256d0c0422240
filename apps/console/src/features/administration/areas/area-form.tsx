import { AREA_LEVELS, GRID_KINDS, mayContain, type AreaLevel } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { UnitPicker } from '../../organisation/unit-picker.tsx';
import { useUnitNames } from '../../organisation/units.ts';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { RecordDrawer } from '../editing/record-drawer.tsx';
import type { ComparedField } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { AREAS_KEY, areaQuery, type AreaDetail } from './area-queries.ts';

interface AreaValues {
  readonly level?: AreaLevel;
  readonly gridKind?: (typeof GRID_KINDS)[number];
  readonly name: string;
  readonly alias?: string[];
  readonly code?: string | null;
  readonly householdCount?: number | null;
  readonly population?: number | null;
  readonly ownerUnitId?: string | null;
}

const valuesOf = (area: AreaDetail): AreaValues => ({
  ...(area.gridKind === null ? {} : { gridKind: area.gridKind }),
  name: area.name,
  alias: area.alias,
  code: area.code,
  householdCount: area.householdCount,
  population: area.population,
  ownerUnitId: area.ownerUnitId,
});

/** What is sent: an emptied field is emptied there too. */
const bodyOf = ({ level: _level, gridKind, ...values }: AreaValues) => ({
  ...(gridKind === undefined ? {} : { gridKind }),
  name: values.name,
  alias: values.alias ?? [],
  code: values.code === undefined || values.code === '' ? null : values.code,
  householdCount: values.householdCount ?? null,
  population: values.population ?? null,
  ownerUnitId: values.ownerUnitId ?? null,
});

export function EditAreaDrawer({ area, onClose }: { readonly area: AreaDetail; readonly onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const unitName = useUnitNames();
  const fields: readonly ComparedField<AreaValues>[] = [
    { label: t('areas.name'), read: ({ name }) => name },
    { label: t('areas.alias'), read: ({ alias }) => t.list(alias ?? []) },
    { label: t('areas.code'), read: ({ code }) => code ?? '' },
    { label: t('areas.households'), read: ({ householdCount }) => String(householdCount ?? '') },
    { label: t('areas.population'), read: ({ population }) => String(population ?? '') },
    { label: t('areas.owner'), read: ({ ownerUnitId }) => unitName(ownerUnitId) ?? '' },
  ];
  return (
    <RecordDrawer
      title={t('areas.editTitle', { name: area.name })}
      draft={['area', area.id]}
      record={area}
      valuesOf={valuesOf}
      fields={fields}
      nameOf={({ name }) => name}
      write={async (values, version) => {
        const saved = await unwrap(api.updateArea({ params: { areaId: area.id }, body: { ...bodyOf(values), version } }));
        client.setQueryData(areaQuery(saved.id).queryKey, saved);
        return saved;
      }}
      refresh={() => void client.invalidateQueries({ queryKey: AREAS_KEY })}
      onClose={onClose}
    >
      <AreaFields isGrid={area.level === 'grid'} />
    </RecordDrawer>
  );
}

interface CreateAreaProps {
  /** `null`: it becomes the top of the tree. */
  readonly parent: AreaDetail | null;
  readonly onMade: (areaId: string) => void;
  readonly onClose: () => void;
}

export function CreateAreaDrawer({ parent, onMade, onClose }: CreateAreaProps) {
  const t = useT();
  const say = useSay();
  const client = useQueryClient();
  const [form] = Form.useForm<AreaValues>();
  const levels = parent === null ? AREA_LEVELS : AREA_LEVELS.filter((level) => mayContain(parent.level, level));
  const usual = parent === null ? 'county' : levels[0];
  const level = Form.useWatch('level', form) ?? usual;
  const keyFor = useCommandKey();
  const create = useMutation({
    mutationFn: (values: AreaValues) => {
      const body = { ...bodyOf(values), parentId: parent?.id ?? null, level: values.level ?? usual ?? 'grid' };
      return unwrap(api.createArea({ body }, { commandId: keyFor(body) }));
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: AREAS_KEY });
      say([t('setup.done', { name: made.name }), ...made.warnings].join(' '));
      onMade(made.id);
    },
  });
  return (
    <EditDrawer
      title={parent === null ? t('areas.createRoot') : t('areas.createIn', { name: parent.name })}
      draft={['area-in', parent?.id ?? 'root']}
      form={form}
      initial={usual === undefined ? {} : { level: usual }}
      verb={t(parent === null ? 'areas.createRoot' : 'areas.create')}
      sent={create}
      problem={create.error === null ? null : <ProblemNotice error={create.error} keeps />}
      onSave={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="level" label={t('areas.level')}>
        <Select options={levels.map((value) => ({ value, label: t(`areaLevel.${value}`) }))} />
      </Form.Item>
      <AreaFields isGrid={level === 'grid'} />
    </EditDrawer>
  );
}

function AreaFields({ isGrid }: { readonly isGrid: boolean }) {
  const t = useT();
  return (
    <>
      <Form.Item
        name="name"
        label={t('areas.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required', { name: t('areas.name') }) }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="code" label={t('areas.code')}>
        <Input maxLength={40} />
      </Form.Item>
      {isGrid ? (
        <Form.Item name="gridKind" label={t('areas.kind')}>
          <Select options={GRID_KINDS.map((value) => ({ value, label: t(`gridKind.${value}`) }))} />
        </Form.Item>
      ) : null}
      <Form.Item name="alias" label={t('areas.alias')}>
        <Select mode="tags" maxCount={20} open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} />
      </Form.Item>
      <Form.Item name="householdCount" label={t('areas.households')}>
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="population" label={t('areas.population')}>
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="ownerUnitId" label={t('areas.owner')}>
        <UnitPicker />
      </Form.Item>
    </>
  );
}

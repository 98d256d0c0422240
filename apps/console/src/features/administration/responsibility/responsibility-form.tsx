import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import { CategoryPicker } from '../../catalogue/category-picker.tsx';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { UnitPicker, UnitsPicker } from '../../organisation/unit-picker.tsx';
import { useUnitNames } from '../../organisation/units.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import type { ResponsibilityRow, ResponsibilitySearch } from './responsibility.ts';

interface ResponsibilityFormProps {
  /** `null` adds one. */
  readonly row: ResponsibilityRow | null;
  /** What a new row begins with. */
  readonly preset?: Pick<ResponsibilitySearch, 'category' | 'area' | 'unit'>;
  readonly onClose: () => void;
}

interface Values {
  readonly categoryId?: string;
  readonly areaId?: string;
  readonly leadUnitId?: string;
  readonly supportingUnitIds?: string[];
  readonly componentOwnerId?: string;
  readonly legalBasis?: string;
  readonly validFrom?: string;
}

const initialOf = (row: ResponsibilityRow | null, preset: ResponsibilityFormProps['preset']): Partial<Values> =>
  row === null
    ? {
        supportingUnitIds: [],
        ...(preset?.category === undefined ? {} : { categoryId: preset.category }),
        ...(preset?.area === undefined ? {} : { areaId: preset.area }),
        ...(preset?.unit === undefined ? {} : { leadUnitId: preset.unit }),
      }
    : {
        categoryId: row.category.id,
        leadUnitId: row.leadUnit.id,
        supportingUnitIds: row.supportingUnits.map(({ id }) => id),
        legalBasis: row.legalBasis ?? '',
        ...(row.area === null ? {} : { areaId: row.area.id }),
        ...(row.componentOwner === null ? {} : { componentOwnerId: row.componentOwner.id }),
      };

const bodyOf = (values: Values) => ({
  categoryId: values.categoryId ?? '',
  areaId: values.areaId ?? null,
  componentOwnerId: values.componentOwnerId ?? null,
  leadUnitId: values.leadUnitId ?? '',
  supportingUnitIds: [...(values.supportingUnitIds ?? [])],
  legalBasis: values.legalBasis === undefined || values.legalBasis.trim() === '' ? null : values.legalBasis,
  ...(values.validFrom === undefined || values.validFrom === '' ? {} : { validFrom: values.validFrom }),
});

/** A new row, or another in the place of one from a day on. Past cases were dispatched by the old one, so it stays. */
export function ResponsibilityForm({ row, preset, onClose }: ResponsibilityFormProps) {
  const t = useT();
  const say = useSay();
  const unitName = useUnitNames();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch<Values | undefined>([], form);
  const refresh = (): Promise<unknown> =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['responsibility'] }),
      client.invalidateQueries({ queryKey: ['categories'] }),
    ]);
  const save = useMutation({
    mutationFn: ({ given, version }: { given: Values; version: number }) => {
      const body = bodyOf(given);
      const key = { commandId: keyFor({ body, version }) };
      return row === null
        ? unwrap(api.createResponsibility({ body }, key))
        : unwrap(api.replaceResponsibility({ params: { rowId: row.id }, body: { ...body, version } }, key));
    },
    onSuccess: async (saved) => {
      await refresh();
      say(t('responsibility.saved', { unit: saved.leadUnit.name, from: saved.validFrom }));
      onClose();
    },
  });
  const send = (given: Values, version = row?.version ?? 0): Promise<unknown> => save.mutateAsync({ given, version });
  const needed = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  const category = values?.categoryId ?? row?.category.id;
  return (
    <EditDrawer<Values>
      title={t(row === null ? 'responsibility.add' : 'responsibility.replace')}
      draft={['responsibility', row?.id ?? 'new']}
      form={form}
      initial={initialOf(row, preset)}
      verb={t('setup.save')}
      sent={save}
      problem={
        <SaveProblem<Values>
          error={save.error}
          mine={values ?? {}}
          fields={[
            { label: t('field.leadUnit'), read: ({ leadUnitId }) => unitName(leadUnitId) ?? '' },
            { label: t('responsibility.basis'), read: ({ legalBasis }) => legalBasis ?? '' },
          ]}
          theirsOf={(current) => {
            const theirs = current as { leadUnitId?: string; legalBasis?: string | null };
            return { leadUnitId: theirs.leadUnitId ?? '', legalBasis: theirs.legalBasis ?? '' };
          }}
          onKeepMine={(current) => send(form.getFieldsValue(true) as Values, (current as { version: number }).version)}
          onTakeTheirs={() => void refresh().then(onClose)}
        />
      }
      onSave={(given) => send(given)}
      onClose={onClose}
    >
      {category === undefined ? null : <WhatThisChanges categoryId={category} />}
      <Form.Item name="categoryId" label={t('field.category')} rules={needed(t('field.category'))}>
        <CategoryPicker />
      </Form.Item>
      <Form.Item name="areaId" label={t('responsibility.where')} extra={t('responsibility.whereHint')}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="leadUnitId" label={t('field.leadUnit')} rules={needed(t('field.leadUnit'))}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="supportingUnitIds" label={t('field.supportingUnits')}>
        <UnitsPicker />
      </Form.Item>
      <Form.Item name="componentOwnerId" label={t('responsibility.owner')} extra={t('responsibility.ownerHint')}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="legalBasis" label={t('responsibility.basis')}>
        <Input.TextArea autoSize maxLength={1000} />
      </Form.Item>
      <Form.Item name="validFrom" label={t('catalogue.validFrom')} extra={t('catalogue.validFromHint')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

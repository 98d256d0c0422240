import type { Limit } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { LimitInput } from '../../catalogue/limit-input.tsx';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import type { CategoryDetail, StandardRow } from './category.ts';

interface RowFormProps {
  readonly detail: CategoryDetail;
  /** `null` adds one. */
  readonly row: StandardRow | null;
  readonly onClose: () => void;
}

interface RowValues {
  readonly filing: string;
  readonly filingEn?: string;
  readonly closing: string;
  readonly closingEn?: string;
  readonly limit: Limit | null;
  readonly makeSafe: Limit | null;
  readonly hazard: boolean;
  readonly urgency?: 'normal' | 'urgent' | 'critical';
  readonly law?: string;
  readonly validFrom?: string;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);
const plain = (limit: StandardRow['limit'] | null): Limit | null =>
  limit === null ? null : { value: limit.value, unit: limit.unit };
const URGENCIES = ['normal', 'urgent', 'critical'] as const;

function initialOf(row: StandardRow | null): Partial<RowValues> {
  if (row === null) return { hazard: false, limit: { value: 5, unit: 'WD' }, makeSafe: null };
  const urgency = URGENCIES.find((known) => known === row.urgency);
  return {
    filing: row.filing.zh,
    filingEn: row.filing.en ?? '',
    closing: row.closing.zh,
    closingEn: row.closing.en ?? '',
    limit: plain(row.limit),
    makeSafe: plain(row.makeSafe),
    hazard: row.hazard,
    law: row.law ?? '',
    ...(urgency === undefined ? {} : { urgency }),
  };
}

/** Adds a condition, or puts another in the place of one from a day on; the old one stays readable. */
export function RowForm({ detail, row, onClose }: RowFormProps) {
  const t = useT();
  const say = useSay();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<RowValues>();
  const values = Form.useWatch<RowValues | undefined>([], form);
  const save = useMutation({
    mutationFn: ({ body, version }: { body: ReturnType<typeof bodyOf>; version: number }) =>
      row === null
        ? unwrap(api.createStandardRow({ params: { categoryId: detail.category.id }, body }, { commandId: keyFor(body) }))
        : unwrap(
            api.replaceStandardRow(
              { params: { rowId: row.id }, body: { ...body, version } },
              { commandId: keyFor({ body, version }) },
            ),
          ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['categories'] });
      say(t(row === null ? 'catalogue.rowAdded' : 'catalogue.rowReplaced'));
      onClose();
    },
  });
  const send = (given: RowValues, version = row?.version ?? 0): Promise<unknown> =>
    save.mutateAsync({ body: bodyOf(given, row), version });
  const needed = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <EditDrawer<RowValues>
      title={t(row === null ? 'catalogue.addRow' : 'catalogue.replaceRow')}
      draft={['condition', row?.id ?? detail.category.id]}
      form={form}
      initial={initialOf(row)}
      verb={t('setup.save')}
      sent={save}
      problem={
        <SaveProblem<Readonly<Record<string, string>>>
          error={save.error}
          mine={{ filing: values?.filing ?? '', limit: JSON.stringify(values?.limit ?? null) }}
          fields={[
            { label: t('catalogue.filing'), read: ({ filing }) => filing ?? '' },
            { label: t('catalogue.limit'), read: ({ limit }) => limit ?? '' },
          ]}
          theirsOf={(current) => {
            const theirs = current as { filingZh?: string; limit?: Limit };
            return { filing: theirs.filingZh ?? '', limit: JSON.stringify(theirs.limit ?? null) };
          }}
          onKeepMine={(current) => send(form.getFieldsValue(true) as RowValues, versionOf(current))}
          onTakeTheirs={() => void client.invalidateQueries({ queryKey: ['categories'] }).then(onClose)}
        />
      }
      onSave={(given) => send(given)}
      onClose={onClose}
    >
      <WhatThisChanges categoryId={detail.category.id} />
      <Form.Item name="validFrom" label={t('catalogue.validFrom')} extra={t('catalogue.validFromHint')}>
        <DayInput />
      </Form.Item>
      <Form.Item name="limit" label={t('catalogue.limit')} rules={needed(t('catalogue.limit'))}>
        <LimitInput label={t('catalogue.limit')} />
      </Form.Item>
      <Form.Item name="filing" label={t('catalogue.filing')} rules={needed(t('catalogue.filing'))}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="closing" label={t('catalogue.closing')} rules={needed(t('catalogue.closing'))}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="hazard" valuePropName="checked">
        <Checkbox>{t('catalogue.hazardBox')}</Checkbox>
      </Form.Item>
      <Form.Item name="makeSafe" label={t('catalogue.makeSafe')} extra={t('catalogue.makeSafeHint')}>
        <LimitInput label={t('catalogue.makeSafe')} />
      </Form.Item>
      <Form.Item name="urgency" label={t('catalogue.urgency')}>
        <Select allowClear options={URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))} />
      </Form.Item>
      <Form.Item name="law" label={t('catalogue.law')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="filingEn" label={t('catalogue.filingEn')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="closingEn" label={t('catalogue.closingEn')}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
    </EditDrawer>
  );
}

const versionOf = (current: unknown): number => (current as { version?: number }).version ?? 0;

const bodyOf = (values: RowValues, row: StandardRow | null) => ({
  filing: { zh: values.filing, en: orNull(values.filingEn) },
  closing: { zh: values.closing, en: orNull(values.closingEn) },
  limit: values.limit ?? { value: 1, unit: 'WD' as const },
  hazard: values.hazard,
  makeSafe: values.makeSafe,
  areaLevel: row?.areaLevel ?? null,
  urgency: values.urgency ?? null,
  law: orNull(values.law),
  ...(values.validFrom === undefined || values.validFrom === '' ? {} : { validFrom: values.validFrom }),
});

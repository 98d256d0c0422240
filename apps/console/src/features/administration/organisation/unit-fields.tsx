import { UNIT_KINDS } from '@gridward/core';
import { Form, Input, InputNumber, Select } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { AreaPicker } from '../../areas/area-picker.tsx';
import type { UnitDetail } from './organisation-queries.ts';

/** A unit as its form holds it. */
export interface UnitValues {
  readonly kind: (typeof UNIT_KINDS)[number];
  readonly name: string;
  readonly shortName?: string | null;
  readonly code?: string | null;
  readonly areaId?: string | null;
  readonly capacityOpen?: number | null;
  readonly namesSeen?: string[];
  readonly externalIds?: string;
}

export const valuesOf = (unit: UnitDetail): UnitValues => ({
  kind: unit.kind,
  name: unit.name,
  shortName: unit.shortName,
  code: unit.code,
  ...(unit.area === null ? {} : { areaId: unit.area.id }),
  capacityOpen: unit.capacityOpen,
  namesSeen: unit.namesSeen,
  externalIds: Object.entries(unit.externalIds)
    .map(([system, id]) => `${system} = ${id}`)
    .join('\n'),
});

const linesOf = (text = ''): string[] => text.split('\n').filter((line) => line.trim() !== '');
const pairOf = (line: string): [string, string] => {
  const [system = '', ...rest] = line.split('=');
  return [system.trim(), rest.join('=').trim()];
};
const filled = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text);

export const bodyOf = (values: UnitValues) => ({
  kind: values.kind,
  name: values.name,
  shortName: filled(values.shortName),
  code: filled(values.code),
  areaId: values.areaId ?? null,
  capacityOpen: values.capacityOpen ?? null,
  namesSeen: values.namesSeen ?? [],
  externalIds: Object.fromEntries(linesOf(values.externalIds).map(pairOf)),
});

/** What is asked about a unit, new or old. */
export function UnitFields() {
  const t = useT();
  return (
    <>
      <Form.Item
        name="name"
        label={t('org.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required', { name: t('org.name') }) }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="kind" label={t('org.kind')}>
        <Select options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="shortName" label={t('org.shortName')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="code" label={t('org.code')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="areaId" label={t('org.area')}>
        <AreaPicker />
      </Form.Item>
      <Form.Item name="capacityOpen" label={t('org.capacity')}>
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="namesSeen" label={t('org.namesSeen')}>
        <Select mode="tags" maxCount={50} open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} />
      </Form.Item>
      <Form.Item
        name="externalIds"
        label={t('org.externalIds')}
        rules={[
          {
            validator: (_, text: string | undefined) =>
              linesOf(text).every((line) => pairOf(line).every((part) => part !== ''))
                ? Promise.resolve()
                : Promise.reject(new Error(t('org.externalBad'))),
          },
        ]}
      >
        <Input.TextArea rows={2} />
      </Form.Item>
    </>
  );
}

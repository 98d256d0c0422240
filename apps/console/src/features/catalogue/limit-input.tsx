import '@gridward/i18n/words/rulebook';
import { LIMIT_UNITS, type Limit, type LimitUnit } from '@gridward/core';
import { InputNumber, Select, Space } from 'antd';
import { useT } from '../../platform/language.tsx';

interface LimitInputProps {
  readonly id?: string;
  readonly value?: Limit | null;
  readonly onChange?: (limit: Limit | null) => void;
  /** What the limit is of; the number and the unit are named after it. */
  readonly label: string;
}

const USUAL_UNIT: LimitUnit = 'WD';

/** A limit as people state it: a number and a unit in words; an empty number means none. */
export function LimitInput({ id, value, onChange, label }: LimitInputProps) {
  const t = useT();
  const unit = value?.unit ?? USUAL_UNIT;
  return (
    <Space.Compact>
      <InputNumber
        id={id}
        aria-label={label}
        min={1}
        max={10_000}
        precision={0}
        value={value?.value ?? null}
        onChange={(next) => onChange?.(next === null ? null : { value: next, unit })}
      />
      <Select<LimitUnit>
        aria-label={t('limit.unitOf', { name: label })}
        value={unit}
        style={{ minWidth: 190 }}
        options={LIMIT_UNITS.map((one) => ({ value: one, label: t(`limit.unit.${one}`) }))}
        onChange={(next) => onChange?.({ value: value?.value ?? 1, unit: next })}
      />
    </Space.Compact>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../platform/language.tsx';
import { useUnitLoads } from '../dispatch/dispatch-queries.ts';
import { UnitLoadText } from '../dispatch/unit-load-text.tsx';
import { staffQuery, useUnits } from './units.ts';

interface PickerProps<T> {
  readonly id?: string;
  readonly value?: T;
  readonly onChange?: (value: T) => void;
}

const matches = (input: string, option?: { label?: string }): boolean =>
  option?.label?.toLowerCase().includes(input.toLowerCase()) ?? false;

function useUnitOptions() {
  const t = useT();
  const { data, isPending } = useUnits();
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  const options = data?.items.map(({ id, name, parentId }) => {
    const parent = parentId === null ? undefined : names.get(parentId);
    return { value: id, label: parent === undefined ? name : t('app.aside', { name, note: parent }) };
  });
  return { options, isPending };
}

/** A unit in the list with what it has in hand, for those who dispatch. */
function useLoadedOption() {
  const loads = useUnitLoads();
  return ({ label, value }: { readonly label?: ReactNode; readonly value?: string | number | null }) => {
    const load = loads?.get(String(value));
    return (
      <>
        {label}
        {load === undefined ? null : (
          <span className="unit-option-load">
            <UnitLoadText load={load} short />
          </span>
        )}
      </>
    );
  };
}

/** One unit of the tree, found by its name or that of the unit above. */
export function UnitPicker({ id, value, onChange, label }: PickerProps<string> & { readonly label?: string }) {
  const t = useT();
  const { options, isPending } = useUnitOptions();
  const renderOption = useLoadedOption();
  return (
    <Select<string, { value: string; label: string }>
      id={id}
      aria-label={label}
      value={value}
      onChange={onChange}
      options={options}
      loading={isPending}
      style={{ minWidth: 200 }}
      optionRender={renderOption}
      showSearch={{ filterOption: matches }}
      placeholder={label ?? t('form.search')}
      notFoundContent={t('form.nothingFound')}
    />
  );
}

export function UnitsPicker({ id, value, onChange }: PickerProps<string[]>) {
  const t = useT();
  const { options, isPending } = useUnitOptions();
  const renderOption = useLoadedOption();
  return (
    <Select<string[], { value: string; label: string }>
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      options={options}
      loading={isPending}
      maxCount={10}
      optionRender={renderOption}
      showSearch={{ filterOption: matches }}
      placeholder={t('form.search')}
      notFoundContent={t('form.nothingFound')}
    />
  );
}

/** Somebody of the unit who may be given the case. */
export function StaffPicker({ id, value, onChange, unitId }: PickerProps<string> & { readonly unitId: string }) {
  const t = useT();
  const { data, isPending } = useQuery(staffQuery(unitId));
  return (
    <Select<string, { value: string; label: string }>
      id={id}
      value={value}
      onChange={onChange}
      loading={isPending}
      options={data?.items.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      showSearch={{ filterOption: matches }}
      placeholder={t('form.choose')}
      notFoundContent={t('form.nothingFound')}
    />
  );
}

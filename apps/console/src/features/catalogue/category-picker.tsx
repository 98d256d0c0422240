import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useT } from '../../platform/language.tsx';
import { categoryQuery, categorySearchQuery } from './catalogue.ts';

interface CategoryPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (categoryId: string | undefined) => void;
  readonly label?: string;
}

/** A matter, found by name, pinyin initials or code; the classes above it stand beside each. */
export function CategoryPicker({ id, value, onChange, label }: CategoryPickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ ...categorySearchQuery(q), placeholderData: (before) => (q === '' ? undefined : before) });
  const chosen = useQuery({ ...categoryQuery(value ?? ''), enabled: value !== undefined && value !== '' });
  const options = (found.data?.items ?? []).map(({ category, trail }) => ({
    value: category.id,
    label: t.pick(category.name),
    where: [...trail.filter(({ id: above }) => above !== category.id).map(({ name }) => t.pick(name)), category.code].join(' / '),
  }));
  const current = chosen.data?.category;
  const isListed = options.some((option) => option.value === value);
  const all =
    current !== undefined && !isListed
      ? [{ value: current.id, label: t.pick(current.name), where: current.code }, ...options]
      : options;
  return (
    <Select<string, (typeof options)[number]>
      id={id}
      aria-label={label}
      value={value}
      onChange={onChange}
      options={all}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      optionRender={({ data }) => (
        <span>
          {data.label} <span className="quiet">{data.where}</span>
        </span>
      )}
      placeholder={t('new.categoryHint')}
      notFoundContent={q === '' ? t('new.categoryHint') : t('form.nothingFound')}
    />
  );
}

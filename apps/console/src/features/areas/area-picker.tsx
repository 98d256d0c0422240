import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { areaQuery } from './areas.ts';

interface AreaPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (areaId: string) => void;
  readonly label?: string;
  readonly placeholder?: string;
}

const FOUND_LIMIT = 50;

/** An area or grid of the reader's scope, found by name or code. */
export function AreaPicker({ id, value, onChange, label, placeholder }: AreaPickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const found = useQuery({
    queryKey: ['areas', 'search', q],
    queryFn: ({ signal }) =>
      unwrap(api.listAreas({ query: q === '' ? { limit: FOUND_LIMIT } : { q, limit: FOUND_LIMIT } }, { signal })),
    placeholderData: (before) => before,
  });
  const chosen = useQuery({ ...areaQuery(value ?? ''), enabled: value !== undefined && value !== '' });
  const options = (found.data?.items ?? []).map((area) => ({
    value: area.id,
    label: area.code === null ? area.name : `${area.name} ${area.code}`,
  }));
  const missing = chosen.data !== undefined && !options.some((option) => option.value === chosen.data.id);
  return (
    <Select<string, { value: string; label: string }>
      id={id}
      aria-label={label}
      value={value}
      onChange={onChange}
      options={missing && chosen.data !== undefined ? [{ value: chosen.data.id, label: chosen.data.name }, ...options] : options}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={placeholder ?? t('form.search')}
      notFoundContent={t('form.nothingFound')}
      style={{ minWidth: 200 }}
    />
  );
}

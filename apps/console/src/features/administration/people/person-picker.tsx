import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { useMay } from '../../session/me.tsx';
import { ORGANISATION_KEY } from '../organisation/organisation-queries.ts';

interface PersonPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (personId: string) => void;
}

const FOUND_LIMIT = 30;

/** Somebody of the directory of staff, found by name. Security administrators see names and numbers, no telephones. */
export function PersonPicker({ id, value, onChange }: PersonPickerProps) {
  const t = useT();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed);
  const query = { limit: FOUND_LIMIT, ...(q === '' ? {} : { q }) };
  const found = useQuery({
    queryKey: [...ORGANISATION_KEY, 'person-search', q],
    queryFn: async ({ signal }) => {
      const answer = may('role.manage') ? api.listAppointees({ query }, { signal }) : api.listPersons({ query }, { signal });
      return (await unwrap<{ items: readonly { id: string; name: string; number: string | null }[] }>(answer)).items;
    },
    placeholderData: (before) => before,
  });
  return (
    <Select<string>
      id={id}
      value={value}
      onChange={onChange}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t('people.find')}
      notFoundContent={t('form.nothingFound')}
      options={found.data?.map(({ id: personId, name, number }) => ({
        value: personId,
        label: number === null ? name : t('app.aside', { name, note: number }),
      }))}
    />
  );
}

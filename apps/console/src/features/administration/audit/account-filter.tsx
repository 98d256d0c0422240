import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';

interface AccountFilterProps {
  readonly value: string | undefined;
  /** The name of the chosen account, where the page knows it already. */
  readonly name: string | undefined;
  readonly onChange: (accountId: string | undefined) => void;
}

/** Somebody, found by name or sign-in name. */
export function AccountFilter({ value, name, onChange }: AccountFilterProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['audit', 'accounts', q],
    queryFn: ({ signal }) => unwrap(api.findAuditAccounts({ query: { q } }, { signal })),
    enabled: q !== '',
  });
  const options = (found.data?.items ?? []).map((account) => ({ value: account.id, label: account.name }));
  const isListed = value === undefined || options.some((option) => option.value === value);
  return (
    <Select<string>
      aria-label={t('audit.account')}
      placeholder={t('audit.anyAccount')}
      allowClear
      value={value}
      options={isListed ? options : [{ value, label: name ?? value }, ...options]}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={q === '' ? t('form.search') : t('form.nothingFound')}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

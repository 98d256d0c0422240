import type { CaseDetail, CaseSummary } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { CASES_KEY } from './keys.ts';

interface CasePickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (caseId: string) => void;
  readonly detail: CaseDetail;
}

const FOUND_LIMIT = 8;

/** Another case: likely duplicates first, or one found by number and words. */
export function CasePicker({ id, value, onChange, detail }: CasePickerProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const likely = useQuery({
    queryKey: [...CASES_KEY, 'duplicates', detail.id],
    queryFn: ({ signal }) =>
      unwrap(
        api.findDuplicates(
          {
            query: {
              description: detail.description,
              categoryId: detail.category.id,
              areaId: detail.area.id,
              ...(detail.position === null ? {} : detail.position),
              exceptCaseId: detail.id,
            },
          },
          { signal },
        ),
      ),
  });
  const found = useQuery({
    queryKey: [...CASES_KEY, 'find', q],
    queryFn: ({ signal }) => unwrap(api.listCases({ query: { q, limit: FOUND_LIMIT } }, { signal })),
    enabled: q !== '',
  });
  const items =
    (q === '' ? likely.data?.items.map((candidate) => candidate.case) : found.data?.items)?.filter(
      // Nothing joins a case that has ended.
      (item) => item.id !== detail.id && item.endedAt === null,
    ) ?? [];
  return (
    <div>
      <Input
        id={id}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t('app.searchPlaceholder')}
        allowClear
      />
      <Radio.Group
        value={value}
        onChange={(event) => onChange?.(String(event.target.value))}
        className="choices"
        aria-label={t('new.duplicates')}
      >
        {items.map((item) => (
          <Radio key={item.id} value={item.id}>
            <CaseLine item={item} />
          </Radio>
        ))}
      </Radio.Group>
      {items.length === 0 && !likely.isPending ? <p className="quiet">{t('form.nothingFound')}</p> : null}
    </div>
  );
}

export function CaseLine({ item }: { readonly item: CaseSummary }) {
  const t = useT();
  return (
    <span>
      <span className="figures">{item.number}</span> <strong>{t.pick(item.category.name)}</strong>{' '}
      <span className="quiet">{t(`state.${item.state}`)}</span>
      <br />
      {item.place} {item.description}
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useEffect } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { categoryQuery } from './catalogue.ts';

interface StandardRowPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (rowId: string) => void;
  readonly categoryId: string;
}

/** The condition under which the case is filed, with its limit and when it may be closed. A single one is chosen already. */
export function StandardRowPicker({ id, value, onChange, categoryId }: StandardRowPickerProps) {
  const { t } = useLanguage();
  const { data, error, refetch } = useQuery(categoryQuery(categoryId));
  const only = data?.rows.length === 1 ? data.rows[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined && value === undefined) onChange?.(only);
  }, [only, value, onChange]);
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={2} />;
  if (data.rows.length === 0) return <p>{t('row.none')}</p>;
  return (
    <Radio.Group id={id} value={value} onChange={(event) => onChange?.(String(event.target.value))} className="choices">
      {data.rows.map((row) => (
        <Radio key={row.id} value={row.id}>
          <strong>{t.pick(row.filing)}</strong> <span className="figures">{t.pick(row.limit)}</span>
          <br />
          <span className="quiet">{t('row.closing', { text: t.pick(row.closing) })}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
}

import '@gridward/i18n/words/dispatching';
import type { CaseDetail } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { Input } from 'antd';
import { useLanguage } from '../../platform/language.tsx';

interface ExtensionReasonProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly detail: CaseDetail;
  readonly maxLength: number;
  readonly autoFocus: boolean;
}

/** Why more time is needed, below what more time would mean. */
export function ExtensionReason({ detail, value, onChange, ...rest }: ExtensionReasonProps) {
  const { t, format, locale } = useLanguage();
  const limit = detail.standardRow === null ? null : formatLimit(detail.standardRow.limit, locale);
  const dueAt = detail.clock?.dueAt;
  return (
    <>
      {limit === null || dueAt === undefined ? null : (
        <p>{t('extension.means', { due: format.dateTime(Date.parse(dueAt)), limit, count: detail.counts.extensions })}</p>
      )}
      <Input.TextArea
        {...rest}
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        autoSize={{ minRows: 3, maxRows: 10 }}
      />
    </>
  );
}

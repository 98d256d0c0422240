import '@gridward/i18n/words/dispatching';
import type { CaseDetail } from '@gridward/contract';
import { formatLimit } from '@gridward/core';
import { useLanguage } from '../../platform/language.tsx';
import { LongText } from '../../ui/long-text.tsx';

interface ExtensionReasonProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly detail: CaseDetail;
  readonly max: number;
  readonly autoFocus: boolean;
}

/** Why more time is needed, below what more time would mean. */
export function ExtensionReason({ detail, ...rest }: ExtensionReasonProps) {
  const { t, format, locale } = useLanguage();
  const limit = detail.standardRow === null ? null : formatLimit(detail.standardRow.limit, locale);
  const dueAt = detail.clock?.dueAt;
  return (
    <>
      {limit === null || dueAt === undefined ? null : (
        <p>{t('extension.means', { due: format.dateTime(Date.parse(dueAt)), limit, count: detail.counts.extensions })}</p>
      )}
      <LongText {...rest} />
    </>
  );
}

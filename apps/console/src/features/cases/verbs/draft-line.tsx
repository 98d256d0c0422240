import { Button } from 'antd';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import type { VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';

interface DraftLineProps {
  readonly form: VerbForm;
  readonly values: FormValues;
  readonly savedAt: number | null;
  readonly restoredAt: number | null;
  readonly onDiscard: () => void;
}

/** That what is typed is safe, or that it was found again. */
export function DraftLine({ form, values, savedAt, restoredAt, onDiscard }: DraftLineProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const photos = form.fields.flatMap(({ name, kind }) => {
    const ids = values[name];
    return kind === 'photos' && Array.isArray(ids) ? (ids as readonly unknown[]) : [];
  });
  const hasDraft = savedAt !== null || restoredAt !== null;
  return (
    <p className="draft-line quiet" aria-live="polite">
      {savedAt !== null ? t('draft.kept') : null}
      {savedAt === null && restoredAt !== null ? (
        <>
          {t('draft.restored', { at: format.shortDateTime(restoredAt, now) })}
          {photos.length === 0 ? null : ` · ${t('draft.photos', { count: photos.length })}`}
        </>
      ) : null}
      {hasDraft ? (
        <Button type="link" size="small" onClick={onDiscard}>
          {t('draft.discard')}
        </Button>
      ) : null}
    </p>
  );
}

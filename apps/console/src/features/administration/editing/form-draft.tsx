import { Button, type FormInstance } from 'antd';
import { createContext, useState } from 'react';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { useMe } from '../../session/me.tsx';

/** Keeps on this computer what somebody changed in a form, field by field: the fields nobody touched come anew from the server. */
export function useFormDraft<V extends object>(name: readonly string[], form: FormInstance<V>, initial: Partial<V>) {
  const [blank] = useState<Partial<V>>({});
  const draft = useDraft<Partial<V>>(draftKey(useMe().accountId, 'form', ...name), blank);
  const { clear } = draft;
  return {
    ...draft,
    initial: { ...initial, ...draft.value },
    discard: (): void => {
      const fields = Object.keys(draft.value) as (keyof V)[];
      clear();
      form.setFieldsValue(
        Object.fromEntries(fields.map((field) => [field, initial[field]])) as Parameters<FormInstance<V>['setFieldsValue']>[0],
      );
    },
  };
}

/** Deletes the draft of the form around it, for what takes the place of what was typed. */
export const ForgetDraft = createContext<() => void>(() => undefined);

interface FormDraftLineProps {
  readonly savedAt: number | null;
  readonly restoredAt: number | null;
  readonly onDiscard: () => void;
}

/** Says that what is typed is safe, or that it was found again. */
export function FormDraftLine({ savedAt, restoredAt, onDiscard }: FormDraftLineProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const [isGone, setGone] = useState(false);
  if (savedAt === null && (restoredAt === null || isGone)) return null;
  return (
    <p className="draft-line quiet" aria-live="polite">
      {savedAt === null ? t('draft.restored', { at: format.shortDateTime(restoredAt ?? now, now) }) : t('draft.kept')}
      <Button
        type="link"
        size="small"
        onClick={() => {
          setGone(true);
          onDiscard();
        }}
      >
        {t('draft.discard')}
      </Button>
    </p>
  );
}

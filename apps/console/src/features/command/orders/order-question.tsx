import '@gridward/i18n/words/command';
import '../command.css';
import { TEXT_LIMITS } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { lettersOver, LongText, TooLong } from '../../../ui/long-text.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMe } from '../../session/me.tsx';

/** What an order of supervision asks, and by when. */
export interface Question {
  readonly text: string;
  readonly dueAt: string;
}

interface OrderQuestionProps {
  /** What the question is about: its draft is kept under this name. */
  readonly about: string;
  readonly label: string;
  readonly isSending?: boolean;
  /** @param forget lets the draft go, once the question has arrived */
  readonly onSend: (question: Question, forget: () => void) => void;
  readonly onCancel?: () => void;
}

const UNWRITTEN: { readonly text: string; readonly dueAt: string | null } = { text: '', dueAt: null };

/** What is asked and by when, kept while it is being written; a date that has passed meanwhile is asked anew. */
export function OrderQuestion({ about, label, isSending = false, onSend, onCancel }: OrderQuestionProps) {
  const t = useT();
  const draft = useDraft(draftKey(useMe().accountId, 'order', about), UNWRITTEN);
  const now = useNow();
  const { dueAt: keptDueAt } = draft.value;
  const dueAt = keptDueAt === null || Date.parse(keptDueAt) <= now ? null : keptDueAt;
  const [isMissing, setMissing] = useState(false);
  const submit = (): void => {
    if (dueAt === null || draft.value.text.trim() === '') setMissing(true);
    else if (lettersOver(draft.value.text, TEXT_LIMITS.order) === 0) onSend({ text: draft.value.text, dueAt }, draft.clear);
  };
  const wanted = (name: string, isEmpty: boolean) =>
    isMissing && isEmpty ? { validateStatus: 'error' as const, help: t('form.required', { name }) } : {};
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        label={t('supervision.text')}
        htmlFor={`order-text-${about}`}
        {...wanted(t('supervision.text'), draft.value.text.trim() === '')}
      >
        <LongText
          id={`order-text-${about}`}
          max={TEXT_LIMITS.order}
          autoFocus
          value={draft.value.text}
          onChange={(text) => draft.change({ text })}
        />
        <TooLong text={draft.value.text} max={TEXT_LIMITS.order} />
      </Form.Item>
      <Form.Item
        label={t('supervision.dueAt')}
        htmlFor={`order-due-${about}`}
        {...wanted(t('supervision.dueAt'), dueAt === null)}
      >
        <DueInput id={`order-due-${about}`} value={dueAt} onChange={(chosen) => draft.change({ dueAt: chosen })} />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={isSending}>
          {label}
        </Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t('app.cancel')}</Button>}
      </div>
    </Form>
  );
}

interface DueInputProps {
  readonly id: string;
  readonly value: string | null;
  readonly onChange: (dueAt: string | null) => void;
}

/** The dates that people mean, and any other by the calendar. What was chosen is said in words. */
function DueInput({ id, value, onChange }: DueInputProps) {
  const t = useT();
  const format = useFormat();
  const [isOwn, setOwn] = useState(false);
  const { data } = useQuery({
    queryKey: [...CASES_KEY, 'order-dates'],
    queryFn: ({ signal }) => unwrap(api.suggestOrderDates({}, { signal })),
  });
  return (
    <div className="due-input">
      <div className="row" role="group" aria-label={t('orders.choices')}>
        {data?.items.map(({ choice, dueAt }) => (
          <Button
            key={choice}
            aria-pressed={value === dueAt}
            type={value === dueAt ? 'primary' : 'default'}
            onClick={() => {
              setOwn(false);
              onChange(dueAt);
            }}
          >
            {t(`orders.choice.${choice}`)}
          </Button>
        ))}
      </div>
      <DatePicker
        key={isOwn ? 'own' : 'chosen'}
        id={id}
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        placeholder={isOwn || value === null ? undefined : format.dateTime(Date.parse(value))}
        disabledDate={(day) => day.endOf('day').valueOf() < Date.now()}
        autoFocus={isOwn}
        onChange={(moment) => {
          onChange(moment === null ? null : moment.toISOString());
        }}
        onOpenChange={(isOpen) => (isOpen && !isOwn ? setOwn(true) : undefined)}
      />
    </div>
  );
}

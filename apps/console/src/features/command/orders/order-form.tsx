import '@gridward/i18n/words/command';
import '../command.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMe } from '../../session/me.tsx';

interface OrderFormProps {
  readonly caseId: string;
  /** The order whose reply was not enough; without it the question is a new one. */
  readonly againOf?: string | undefined;
  readonly onDone: () => void;
}

/** What is asked and by when. The text is kept while it is being written; the usual dates are one press. */
export function OrderForm({ caseId, againOf, onDone }: OrderFormProps) {
  const t = useT();
  const { message } = App.useApp();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const draft = useDraft(draftKey(useMe().accountId, 'order', againOf ?? caseId), { text: '' });
  const [dueAt, setDueAt] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: (body: { text: string; dueAt: string }) =>
      againOf === undefined
        ? unwrap(api.orderSupervision({ params: { caseId }, body }, { commandId: keyOf(body) }))
        : unwrap(api.askOrderAgain({ params: { caseId, orderId: againOf }, body }, { commandId: keyOf(body) })),
    onSuccess: async () => {
      draft.clear();
      void message.success(t('orders.sent'));
      onDone();
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const submit = (): void => {
    if (dueAt === null || draft.value.text.trim() === '') setMissing(true);
    else send.mutate({ text: draft.value.text, dueAt });
  };
  const wanted = (name: string, isEmpty: boolean) =>
    isMissing && isEmpty ? { validateStatus: 'error' as const, help: t('form.required', { name }) } : {};
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      {send.error === null ? null : <ProblemNotice error={send.error} keeps />}
      <Form.Item
        label={t('supervision.text')}
        htmlFor={`order-text-${caseId}`}
        {...wanted(t('supervision.text'), draft.value.text.trim() === '')}
      >
        <Input.TextArea
          id={`order-text-${caseId}`}
          rows={3}
          maxLength={1000}
          autoFocus
          value={draft.value.text}
          onChange={(event) => draft.change({ text: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('supervision.dueAt')}
        htmlFor={`order-due-${caseId}`}
        {...wanted(t('supervision.dueAt'), dueAt === null)}
      >
        <DueInput id={`order-due-${caseId}`} value={dueAt} onChange={setDueAt} />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={send.isPending}>
          {t(againOf === undefined ? 'supervision.order' : 'orders.askAgain')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
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

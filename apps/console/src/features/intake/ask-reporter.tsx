import './intake-desk.css';
import '@gridward/i18n/words/desk';
import { TEXT_LIMITS, type CaseDetail } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form } from 'antd';
import { useRef } from 'react';
import { api, unwrap } from '../../platform/api.ts';
import { useKeptCommandKey } from '../../platform/command-key.ts';
import { draftKey } from '../../platform/draft.ts';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useT } from '../../platform/language.tsx';
import { lengthRule } from '../../ui/long-text.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { FormDraftLine, useFormDraft } from '../administration/editing/form-draft.tsx';
import { CASES_KEY } from '../cases/keys.ts';
import { useMe } from '../session/me.tsx';
import { ReadyQuestion } from './ready-texts.tsx';

interface Question {
  readonly body: string;
}

const NOTHING: Partial<Question> = {};

/** A question to the reporter; until it is answered the case says that it waits. */
export function AskReporter({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Question>();
  const draft = useFormDraft<Question>(['ask', detail.id], form, NOTHING);
  const box = useRef<HTMLDivElement>(null);
  const sent = useKeptCommandKey(draftKey(useMe().accountId, detail.id, 'ask-sent'));
  const ask = useMutation({
    mutationFn: ({ body }: Question) => {
      const question = { to: 'reporter' as const, body, asks: true };
      return unwrap(api.sendMessage({ params: { caseId: detail.id }, body: question }, { commandId: sent.keyOf(question) }));
    },
    onSuccess: async () => {
      sent.arrived();
      void message.success(t('desk.asked'));
      draft.clear();
      onClose();
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const sending = useSending(form, (question: Question) => ask.mutateAsync(question));
  useSubmitKey(sending.submit);
  return (
    <Drawer
      open
      title={t('desk.askTitle', { number: detail.number })}
      onClose={onClose}
      size={480}
      mask={{ closable: false }}
      styles={{ mask: { background: 'transparent' } }}
      afterOpenChange={(isOpen) => (isOpen ? box.current?.querySelector<HTMLElement>('button')?.focus() : undefined)}
      footer={
        <div className="row">
          <Button type="primary" loading={sending.isBusy} onClick={sending.submit}>
            {t('case.ask')}
          </Button>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      }
    >
      <p className="consequence">{t('desk.askHint')}</p>
      {ask.error === null ? null : <ProblemNotice error={ask.error} keeps />}
      <div ref={box}>
        <Form<Question>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={draft.initial}
          onValuesChange={(changed: Partial<Question>) => draft.change(changed)}
          {...sending.handlers}
        >
          <Form.Item
            name="body"
            label={t('desk.askQuestion')}
            extra={t('desk.readyHint')}
            rules={[
              { required: true, whitespace: true, message: t('form.required', { name: t('desk.askQuestion') }) },
              lengthRule(t, TEXT_LIMITS.message),
            ]}
          >
            <ReadyQuestion max={TEXT_LIMITS.message} />
          </Form.Item>
        </Form>
      </div>
      <FormDraftLine savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
    </Drawer>
  );
}

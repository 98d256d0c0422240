import { TEXT_LIMITS } from '@gridward/contract';
import { DAY_MS } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer, Form, Radio } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useKeptCommandKey } from '../../platform/command-key.ts';
import { draftKey } from '../../platform/draft.ts';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useLanguage } from '../../platform/language.tsx';
import { useNow } from '../../platform/now.ts';
import { lengthRule, LongText } from '../../ui/long-text.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { FormDraftLine, useFormDraft } from '../administration/editing/form-draft.tsx';
import { useMe } from '../session/me.tsx';
import { DEFERRALS_KEY, type Deferral } from './dispatch-queries.ts';

interface Values {
  readonly finding: string;
  readonly conditionMet?: boolean;
  readonly nextInDays: number;
}

/** Nothing waits for longer than 30 days. */
const REVIEW_DAYS = [7, 15, 30] as const;
const LONGEST: Partial<Values> = { nextInDays: 30 };

/** What was found, whether the condition holds by now, and when to look again: within 30 days. */
export function DeferralReview({ item, onClose }: { readonly item: Deferral; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const now = useNow();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Values>();
  const draft = useFormDraft<Values>(['deferral', item.case.id, item.nextReviewAt], form, LONGEST);
  const sent = useKeptCommandKey(draftKey(useMe().accountId, item.case.id, 'deferral-sent'));
  const save = useMutation({
    mutationFn: ({ finding, conditionMet = false, nextInDays }: Values) => {
      const body = { finding, conditionMet, nextInDays };
      return unwrap(api.reviewDeferral({ params: { caseId: item.case.id }, body }, { commandId: sent.keyOf(body) }));
    },
    onSuccess: async () => {
      sent.arrived();
      void message.success(t('deferral.saved'));
      draft.clear();
      onClose();
      await queryClient.invalidateQueries({ queryKey: DEFERRALS_KEY });
    },
  });
  const sending = useSending(form, (values: Values) => save.mutateAsync(values));
  useSubmitKey(sending.submit);
  const required = (name: string) => ({ required: true, message: t('form.required', { name }) });
  return (
    <Drawer
      open
      title={`${t('deferral.record')} · ${item.case.number}`}
      onClose={onClose}
      size={480}
      mask={{ closable: false }}
      footer={
        <div className="row">
          <Button type="primary" loading={sending.isBusy} onClick={sending.submit}>
            {t('deferral.record')}
          </Button>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      }
    >
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <p>{t.pair(t('deferral.exit'), item.exitCondition)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.initial}
        onValuesChange={(changed: Partial<Values>) => draft.change(changed)}
        {...sending.handlers}
      >
        <Form.Item
          name="finding"
          label={t('deferral.finding')}
          rules={[{ ...required(t('deferral.finding')), whitespace: true }, lengthRule(t, TEXT_LIMITS.reason)]}
        >
          <LongText max={TEXT_LIMITS.reason} maxRows={8} autoFocus />
        </Form.Item>
        <Form.Item name="conditionMet" valuePropName="checked" extra={t('deferral.conditionHint')}>
          <Checkbox>{t('deferral.conditionMet')}</Checkbox>
        </Form.Item>
        <Form.Item name="nextInDays" label={t('deferral.next')}>
          <Radio.Group
            className="choices"
            options={REVIEW_DAYS.map((days) => ({
              value: days,
              label: t('deferral.inDays', { days, day: format.date(now + days * DAY_MS) }),
            }))}
          />
        </Form.Item>
      </Form>
      <FormDraftLine savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
    </Drawer>
  );
}

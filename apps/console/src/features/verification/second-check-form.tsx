import type { SecondCheck } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useCommandKey } from '../../platform/command-key.ts';
import { useSubmitKey } from '../../platform/hotkeys.ts';
import { useT } from '../../platform/language.tsx';
import { PhotoInput } from '../../ui/photo-input.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { CASES_KEY } from '../cases/keys.ts';

interface Values {
  readonly holds: boolean;
  readonly finding: string;
  readonly photoIds?: string[];
}

/** What the second look found. Who had a part in the case reads why it is not theirs. */
export function SecondCheckForm({ check }: { readonly check: SecondCheck }) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const keyOf = useCommandKey();
  const [form] = Form.useForm<Values>();
  useSubmitKey(form.submit);
  const save = useMutation({
    mutationFn: ({ holds, finding, photoIds = [] }: Values) => {
      const body = { holds, finding, photoIds };
      return unwrap(api.recordSecondCheck({ params: { checkId: check.id }, body }, { commandId: keyOf(body) }));
    },
    onSuccess: async () => {
      void message.success(t('second.saved'));
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  if (!check.mayCheck) return <p className="consequence">{t('second.notMine')}</p>;
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => save.mutate(values)}>
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <Form.Item name="holds" label={t('second.result')} rules={required(t('second.result'))}>
        <Radio.Group>
          <Radio value={true}>{t('second.holds')}</Radio>
          <Radio value={false}>{t('second.fails')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item name="finding" label={t('field.finding')} rules={required(t('field.finding'))}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="photoIds" label={t('app.optional', { name: t('field.photos') })}>
        <PhotoInput purpose="check" />
      </Form.Item>
      <p className="quiet">{t('second.consequence')}</p>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('second.save')}
        </Button>
        <span className="quiet wide-only">{t('form.submitKey')}</span>
      </div>
    </Form>
  );
}

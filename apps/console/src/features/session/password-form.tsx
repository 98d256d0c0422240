import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useTakeMe } from './me.tsx';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Changes my password; the rule stands beside it before anything is typed. */
export function PasswordForm() {
  const t = useT();
  const { message } = App.useApp();
  const takeMe = useTakeMe();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ current, next }: Passwords) => unwrap(api.changePassword({ body: { current, next } })),
    onSuccess: (me) => {
      takeMe(me);
      form.resetFields();
      void message.success(t('signIn.passwordChanged'));
    },
  });
  const needed = (label: string) => [{ required: true, message: t('form.required', { name: label }) }];
  return (
    <Form<Passwords> form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
      {change.error === null ? null : <ProblemNotice error={change.error} />}
      <Form.Item name="current" label={t('signIn.currentPassword')} rules={needed(t('signIn.currentPassword'))}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('signIn.nextPassword')}
        extra={t('signIn.passwordRule')}
        rules={needed(t('signIn.nextPassword'))}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('signIn.nextPasswordAgain')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('signIn.passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('signIn.changePassword')}
      </Button>
    </Form>
  );
}

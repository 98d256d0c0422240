import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Typography } from 'antd';
import { api, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useTakeMe } from './me.tsx';

/** Binds an authenticator app: password first, then the secret, then a code that proves it works. */
export function SecondFactorForm() {
  const t = useT();
  const { message } = App.useApp();
  const takeMe = useTakeMe();
  const begin = useMutation({ mutationFn: (body: { password: string }) => unwrap(api.beginSecondFactor({ body })) });
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => unwrap(api.confirmSecondFactor({ body })),
    onSuccess: (me) => {
      takeMe(me);
      void message.success(t('signIn.secondFactorOn'));
    },
  });
  if (begin.data === undefined) {
    return (
      <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(values) => begin.mutate(values)}>
        {begin.error === null ? null : <ProblemNotice error={begin.error} />}
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('signIn.setUpBegin')}
        </Button>
      </Form>
    );
  }
  return (
    <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(values) => confirm.mutate(values)}>
      {confirm.error === null ? null : <ProblemNotice error={confirm.error} />}
      <p>
        {t('signIn.secret')}:{' '}
        <Typography.Text code copyable>
          {begin.data.secret}
        </Typography.Text>
      </p>
      <p>
        <a href={begin.data.uri}>{t('signIn.openApp')}</a>
      </p>
      <Form.Item name="code" label={t('signIn.code')} rules={[{ required: true, message: t('signIn.codeHint') }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {t('signIn.confirm')}
      </Button>
    </Form>
  );
}

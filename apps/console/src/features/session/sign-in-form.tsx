import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, ProblemError, unwrap } from '../../platform/api.ts';
import { useT } from '../../platform/language.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { DemoSignIns } from './demo-sign-ins.tsx';
import { useTakeMe } from './me.tsx';

interface Credentials {
  readonly signInName: string;
  readonly password: string;
  readonly code?: string;
}

const asksForCode = (error: Error | null): boolean =>
  error instanceof ProblemError &&
  (error.problem.code === 'second_factor_needed' || error.problem.code === 'second_factor_failed');

/** Name and password; when the account has a second factor, its code in a second step. */
export function SignInForm() {
  const t = useT();
  const takeMe = useTakeMe();
  const [form] = Form.useForm<Credentials>();
  const [wantsCode, setWantsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: Credentials) => unwrap(api.signIn({ body })),
    onSuccess: (me) => (me.pending === 'second_factor' ? setWantsCode(true) : takeMe(me)),
    onError: (error) => setWantsCode((before) => before || asksForCode(error)),
  });
  const refused =
    signIn.error !== null && !(signIn.error instanceof ProblemError && signIn.error.problem.code === 'second_factor_needed');
  return (
    <Form<Credentials> form={form} layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)}>
      {refused && signIn.error !== null ? <ProblemNotice error={signIn.error} /> : null}
      <div hidden={wantsCode}>
        <Form.Item name="signInName" label={t('signIn.name')} rules={[{ required: true, message: t('signIn.nameMissing') }]}>
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
      </div>
      {wantsCode ? (
        <Form.Item
          name="code"
          label={t('signIn.code')}
          extra={t('signIn.codeHint')}
          rules={[{ required: true, message: t('signIn.codeHint') }]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} size="large" autoFocus />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
      {wantsCode ? (
        <Button type="link" block onClick={() => setWantsCode(false)}>
          {t('signIn.otherAccount')}
        </Button>
      ) : (
        <DemoSignIns onChoose={({ signInName, password }) => form.setFieldsValue({ signInName, password })} />
      )}
    </Form>
  );
}

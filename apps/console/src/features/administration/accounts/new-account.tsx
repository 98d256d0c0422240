import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import { ACCOUNTS_KEY } from './account-queries.ts';
import type { ToldPassword } from './one-time-notice.tsx';
import { oneTimePassword } from './one-time-password.ts';

interface AccountValues {
  readonly personId: string;
  readonly signInName: string;
}

interface NewAccountProps {
  readonly onMade: (told: ToldPassword) => void;
  readonly onClose: () => void;
}

/** An account for somebody of the directory; its first password is made here and told once. */
export function NewAccountDrawer({ onMade, onClose }: NewAccountProps) {
  const t = useT();
  const client = useQueryClient();
  const [form] = Form.useForm<AccountValues>();
  const create = useMutation({
    mutationFn: async ({ personId, signInName }: AccountValues) => {
      const password = oneTimePassword(signInName);
      const made = await unwrap(api.createAccount({ body: { personId, signInName, password } }));
      return { signInName: made.signInName, name: made.person.name, password, isNew: true };
    },
    onSuccess: async (told) => {
      await client.invalidateQueries({ queryKey: ACCOUNTS_KEY });
      onMade(told);
    },
  });
  const required = (name: string) => [{ required: true, whitespace: true, message: t('form.required', { name }) }];
  return (
    <EditDrawer
      title={t('accounts.create')}
      draft={['account']}
      form={form}
      initial={{}}
      verb={t('accounts.create')}
      sent={create}
      problem={
        <>
          <p className="warns">{t('accounts.createHint')}</p>
          {create.error === null ? null : <ProblemNotice error={create.error} keeps />}
        </>
      }
      onSave={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="personId" label={t('accounts.person')} rules={required(t('accounts.person'))}>
        <PersonPicker />
      </Form.Item>
      <Form.Item name="signInName" label={t('accounts.signInName')} rules={required(t('accounts.signInName'))}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </EditDrawer>
  );
}

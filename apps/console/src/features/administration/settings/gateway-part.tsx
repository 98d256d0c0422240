import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useT } from '../../../platform/language.tsx';
import { PageProblem, ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMe } from '../../session/me.tsx';
import { useSay } from '../editing/said.tsx';

const KEY = ['sms-gateway'];

interface Values {
  readonly url?: string;
  readonly secret?: string;
}

/** Where text messages are handed over. The secret can be set and never read. */
export function GatewayPart() {
  const t = useT();
  const say = useSay();
  const { demo } = useMe();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const gateway = useQuery({ queryKey: KEY, queryFn: ({ signal }) => unwrap(api.getSmsGateway({}, { signal })) });
  const save = useMutation({
    mutationFn: ({ url = '', secret = '' }: Values) =>
      unwrap(
        api.saveSmsGateway({
          body: {
            version: gateway.data?.version ?? 0,
            url: url.trim() === '' ? null : url.trim(),
            ...(secret === '' ? {} : { secret }),
          },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(KEY, saved);
      form.resetFields(['secret']);
      say(t(saved.url === null ? 'settings.gatewayOff' : 'settings.gatewaySaved'));
    },
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
  if (gateway.error !== null && gateway.data === undefined)
    return <PageProblem error={gateway.error} onRetry={() => void gateway.refetch()} />;
  if (gateway.data === undefined) return <Waiting rows={4} />;
  return (
    <section className="section narrow" aria-label={t('settings.gateway')}>
      <p>{t('settings.gatewayHint')}</p>
      {demo ? <p className="warns">{t('settings.gatewayDemo')}</p> : null}
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      {save.error === null ? null : <p>{t('settings.gatewayNow', { url: gateway.data.url ?? t('setup.none') })}</p>}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ url: gateway.data.url ?? '' }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item
          name="url"
          label={t('settings.gatewayUrl')}
          extra={t('settings.gatewayUrlHint')}
          rules={[{ pattern: /^https?:\/\/\S+$/, message: t('settings.gatewayUrlRule') }]}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item
          name="secret"
          label={t('settings.gatewaySecret')}
          extra={t(gateway.data.secretStored ? 'settings.secretKept' : 'settings.secretNone')}
          rules={[{ min: 16, message: t('settings.secretRule') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('setup.save')}
        </Button>
      </Form>
    </section>
  );
}

import type { CaseDetail, RouteAnswer, caseRoutes } from '@gridward/contract';
import { isEnd } from '@gridward/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMay } from '../../session/me.tsx';
import { supervisionQuery } from '../keys.ts';
import { Section } from './fact-list.tsx';

type Order = RouteAnswer<(typeof caseRoutes)['listSupervision']>['items'][number];

/** Supervision orders with their deadline and the duty to reply. */
export function Supervision({ detail }: { readonly detail: CaseDetail }) {
  const t = useT();
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const { data, error, refetch } = useQuery(supervisionQuery(detail.id));
  const canOrder = may('case.supervise') && !isEnd(detail.state);
  if (data?.items.length === 0 && !canOrder) return null;
  return (
    <Section title={t('case.supervision')}>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 ? <p className="quiet">{t('supervision.none')}</p> : null}
      <ul className="plain-list">
        {data?.items.map((order) => (
          <OrderItem key={order.id} caseId={detail.id} order={order} />
        ))}
      </ul>
      {canOrder && !writing ? <Button onClick={() => setWriting(true)}>{t('supervision.order')}</Button> : null}
      {writing ? <OrderForm caseId={detail.id} onDone={() => setWriting(false)} /> : null}
    </Section>
  );
}

function OrderItem({ caseId, order }: { readonly caseId: string; readonly order: Order }) {
  const t = useT();
  const format = useFormat();
  const may = useMay();
  const [replying, setReplying] = useState(false);
  const at = (moment: string): string => format.dateTime(Date.parse(moment));
  return (
    <li>
      <p className="quiet">
        {order.orderedBy?.name} {at(order.orderedAt)} · {t('supervision.to', { unit: order.unit.name, at: at(order.dueAt) })}
      </p>
      <p>{order.text}</p>
      {order.repliedAt === null ? null : (
        <p>
          <span className="quiet">
            {t.pair(t('supervision.replied', { person: order.repliedBy?.name ?? order.unit.name, at: at(order.repliedAt) }), '')}
          </span>
          {order.reply}
        </p>
      )}
      {order.repliedAt === null && may('case.handle') && !replying ? (
        <Button onClick={() => setReplying(true)}>{t('supervision.reply')}</Button>
      ) : null}
      {replying ? <ReplyForm caseId={caseId} orderId={order.id} onDone={() => setReplying(false)} /> : null}
    </li>
  );
}

interface Done {
  readonly onDone: () => void;
}

function OrderForm({ caseId, onDone }: Done & { readonly caseId: string }) {
  const t = useT();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: ({ text, dueAt }: { text: string; dueAt: string }) => {
      const body = { text, dueAt: new Date(dueAt).toISOString() };
      return unwrap(api.orderSupervision({ params: { caseId }, body }, { commandId: keyOf(body) }));
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: supervisionQuery(caseId).queryKey });
      onDone();
    },
  });
  const required = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <Form<{ text: string; dueAt: string }> layout="vertical" requiredMark={false} onFinish={(values) => order.mutate(values)}>
      {order.error === null ? null : <ProblemNotice error={order.error} keeps />}
      <Form.Item name="text" label={t('supervision.text')} rules={required(t('supervision.text'))}>
        <Input.TextArea rows={3} maxLength={1000} autoFocus />
      </Form.Item>
      <Form.Item name="dueAt" label={t('supervision.dueAt')} rules={required(t('supervision.dueAt'))}>
        <Input type="datetime-local" />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={order.isPending}>
          {t('supervision.order')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </Form>
  );
}

function ReplyForm({ caseId, orderId, onDone }: Done & { readonly caseId: string; readonly orderId: string }) {
  const t = useT();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: (body: { reply: string }) =>
      unwrap(api.replySupervision({ params: { caseId, orderId }, body }, { commandId: keyOf(body) })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: supervisionQuery(caseId).queryKey });
      onDone();
    },
  });
  return (
    <Form<{ reply: string }> layout="vertical" requiredMark={false} onFinish={(values) => send.mutate(values)}>
      {send.error === null ? null : <ProblemNotice error={send.error} keeps />}
      <Form.Item
        name="reply"
        label={t('supervision.reply')}
        rules={[{ required: true, message: t('form.required', { name: t('supervision.reply') }) }]}
      >
        <Input.TextArea rows={3} maxLength={2000} autoFocus />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={send.isPending}>
          {t('supervision.reply')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </Form>
  );
}

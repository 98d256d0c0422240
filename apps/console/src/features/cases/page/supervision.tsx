import type { CaseDetail, RouteAnswer, caseRoutes } from '@gridward/contract';
import { isEnd } from '@gridward/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { OrderReply } from '../../command/orders/order-reply.tsx';
import { useMay } from '../../session/me.tsx';
import { supervisionQuery } from '../keys.ts';
import { Section } from './fact-list.tsx';
import { patiently } from '../../../platform/patiently.ts';

type Order = RouteAnswer<(typeof caseRoutes)['listSupervision']>['items'][number];

// The calendar and the words of orders come with the first order that is written.
const OrderForm = lazy(() =>
  patiently(() => import('../../command/orders/order-form.tsx')).then((module) => ({ default: module.OrderForm })),
);
const OrderActs = lazy(() =>
  patiently(() => import('../../command/orders/order-acts.tsx')).then((module) => ({ default: module.OrderActs })),
);

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
      {canOrder && !writing ? <ActButton onClick={() => setWriting(true)}>{t('supervision.order')}</ActButton> : null}
      {writing ? (
        <Suspense fallback={null}>
          <OrderForm caseId={detail.id} onDone={() => setWriting(false)} />
        </Suspense>
      ) : null}
    </Section>
  );
}

function OrderItem({ caseId, order }: { readonly caseId: string; readonly order: Order }) {
  const t = useT();
  const format = useFormat();
  const at = (moment: string): string => format.dateTime(Date.parse(moment));
  return (
    <li>
      <p className={order.state === 'overdue' ? 'clock-red' : 'quiet'}>
        {order.orderedBy?.name} {at(order.orderedAt)} · {t('supervision.to', { unit: order.unit.name, at: at(order.dueAt) })}
      </p>
      <p>{order.text}</p>
      <OrderReply order={order} />
      {order.mayAnswer || order.maySettle ? (
        <Suspense fallback={null}>
          <OrderActs caseId={caseId} order={order} />
        </Suspense>
      ) : null}
    </li>
  );
}

import '@gridward/i18n/words/command';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { OrderForm } from './order-form.tsx';
import { ReplyForm } from './reply-form.tsx';

interface OrderActsProps {
  readonly caseId: string;
  readonly order: { readonly id: string; readonly mayAnswer: boolean; readonly maySettle: boolean };
}

/** What the reader may do with one order: answer it, accept the answer, or ask again. */
export function OrderActs({ caseId, order }: OrderActsProps) {
  const t = useT();
  const { message } = App.useApp();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const [writing, setWriting] = useState<'reply' | 'again' | null>(null);
  const accept = useMutation({
    mutationFn: () => {
      const call = { params: { caseId, orderId: order.id }, body: {} };
      return unwrap(api.settleOrder(call, { commandId: keyOf(call) }));
    },
    onSuccess: async () => {
      void message.success(t('orders.accepted'));
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const close = (): void => setWriting(null);
  if (writing === 'reply') return <ReplyForm caseId={caseId} orderId={order.id} onDone={close} />;
  if (writing === 'again') return <OrderForm caseId={caseId} againOf={order.id} onDone={close} />;
  return (
    <div className="row">
      {accept.error === null ? null : <ProblemNotice error={accept.error} />}
      {order.mayAnswer ? <Button onClick={() => setWriting('reply')}>{t('supervision.reply')}</Button> : null}
      {order.maySettle ? (
        <>
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            {t('orders.accept')}
          </Button>
          <Button onClick={() => setWriting('again')}>{t('orders.askAgain')}</Button>
        </>
      ) : null}
    </div>
  );
}

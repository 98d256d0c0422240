import '@gridward/i18n/words/command';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useKeptCommandKey } from '../../../platform/command-key.ts';
import { draftKey } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMe } from '../../session/me.tsx';
import { OrderQuestion, type Question } from './order-question.tsx';

interface OrderFormProps {
  readonly caseId: string;
  /** The order whose reply was not enough; without it the question is a new one. */
  readonly againOf?: string | undefined;
  readonly onDone: () => void;
}

/** An order on one case, or the same question asked anew. */
export function OrderForm({ caseId, againOf, onDone }: OrderFormProps) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const sent = useKeptCommandKey(draftKey(useMe().accountId, 'order-sent', againOf ?? caseId));
  const send = useMutation({
    mutationFn: ({ body }: { readonly body: Question; readonly forgetDraft: () => void }) => {
      const key = { commandId: sent.keyOf(body) };
      return againOf === undefined
        ? unwrap(api.orderSupervision({ params: { caseId }, body }, key))
        : unwrap(api.askOrderAgain({ params: { caseId, orderId: againOf }, body }, key));
    },
    onSuccess: async (_answer, { forgetDraft }) => {
      sent.arrived();
      forgetDraft();
      void message.success(t('orders.sent'));
      onDone();
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  return (
    <>
      {send.error === null ? null : <ProblemNotice error={send.error} keeps />}
      <OrderQuestion
        about={againOf ?? caseId}
        label={t(againOf === undefined ? 'supervision.order' : 'orders.askAgain')}
        isSending={send.isPending}
        onSend={(body, forgetDraft) => send.mutate({ body, forgetDraft })}
        onCancel={onDone}
      />
    </>
  );
}

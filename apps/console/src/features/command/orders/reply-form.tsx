import '@gridward/i18n/words/command';
import { TEXT_LIMITS } from '@gridward/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { lettersOver, LongText, TooLong } from '../../../ui/long-text.tsx';
import { PhotoInput } from '../../../ui/photo-input.tsx';
import { usePhotoUploads } from '../../../ui/photo-uploads.ts';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useSendOnce } from '../../../ui/use-sending.ts';
import { CASES_KEY } from '../../cases/keys.ts';
import { useMe } from '../../session/me.tsx';

interface ReplyFormProps {
  readonly caseId: string;
  readonly orderId: string;
  readonly onDone: () => void;
}

/** The answer that an order asks for, with photos where they help. */
export function ReplyForm({ caseId, orderId, onDone }: ReplyFormProps) {
  const t = useT();
  const { message } = App.useApp();
  const keyOf = useCommandKey();
  const queryClient = useQueryClient();
  const draft = useDraft<{ reply: string; attachmentIds: string[] }>(draftKey(useMe().accountId, 'reply', orderId), {
    reply: '',
    attachmentIds: [],
  });
  const [isMissing, setMissing] = useState(false);
  const send = useMutation({
    mutationFn: (body: { reply: string; attachmentIds: string[] }) =>
      unwrap(api.replySupervision({ params: { caseId, orderId }, body }, { commandId: keyOf(body) })),
    onSuccess: async () => {
      draft.clear();
      void message.success(t('orders.replied'));
      onDone();
      await queryClient.invalidateQueries({ queryKey: CASES_KEY });
    },
  });
  const { reply, attachmentIds } = draft.value;
  const uploads = usePhotoUploads();
  const sending = useSendOnce();
  const [isUnsent, setUnsent] = useState(false);
  const latest = useRef(draft.value);
  useEffect(() => {
    latest.current = draft.value;
  });
  const submit = async (): Promise<void> => {
    setMissing(reply.trim() === '');
    if (reply.trim() === '' || lettersOver(reply, TEXT_LIMITS.orderReply) > 0 || !sending.start()) return;
    const areSent = await uploads.areSent();
    setUnsent(!areSent);
    if (areSent) sending.send(() => send.mutateAsync(latest.current));
    else sending.stop();
  };
  const keepPhotos = (ids: string[]): void => {
    draft.change({ attachmentIds: ids });
    // The one that was waited for goes along, although nothing was drawn since it arrived.
    latest.current = { ...latest.current, attachmentIds: ids };
  };
  const missing =
    isMissing && reply.trim() === ''
      ? { validateStatus: 'error' as const, help: t('form.required', { name: t('supervision.reply') }) }
      : {};
  return (
    <Form layout="vertical" requiredMark={false} onFinish={() => void submit()}>
      {send.error === null ? null : <ProblemNotice error={send.error} keeps />}
      <Form.Item label={t('supervision.reply')} htmlFor={`reply-${orderId}`} {...missing}>
        <LongText
          id={`reply-${orderId}`}
          max={TEXT_LIMITS.orderReply}
          autoFocus
          value={reply}
          onChange={(text) => draft.change({ reply: text })}
        />
        <TooLong text={reply} max={TEXT_LIMITS.orderReply} />
      </Form.Item>
      <Form.Item
        label={t('orders.photos')}
        htmlFor={`photos-${orderId}`}
        {...(isUnsent ? { validateStatus: 'error' as const, help: t('photos.unsent') } : {})}
      >
        <PhotoInput id={`photos-${orderId}`} purpose="message" uploads={uploads} value={attachmentIds} onChange={keepPhotos} />
      </Form.Item>
      <div className="row">
        <Button htmlType="submit" type="primary" loading={sending.isBusy}>
          {t('supervision.reply')}
        </Button>
        <Button onClick={onDone}>{t('app.cancel')}</Button>
      </div>
    </Form>
  );
}

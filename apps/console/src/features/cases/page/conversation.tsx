import { TEXT_LIMITS } from '@gridward/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useId, useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useKeptCommandKey } from '../../../platform/command-key.ts';
import { draftKey, useDraft } from '../../../platform/draft.ts';
import { useT } from '../../../platform/language.tsx';
import { ActButton } from '../../../ui/act-button.tsx';
import { lettersOver, TooLong } from '../../../ui/long-text.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useMe } from '../../session/me.tsx';
import { messagesQuery } from '../keys.ts';
import { Section } from './fact-list.tsx';

/** What was said with the reporter, through the platform, and among colleagues. */
export function Conversation({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery(messagesQuery(caseId));
  return (
    <Section title={t('case.conversation')}>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 ? <p className="quiet">{t('case.conversationEmpty')}</p> : null}
      <ul className="messages">
        {data?.items.map((message) => (
          <li key={message.id} className={`message message-${message.direction}`}>
            <p className="quiet">
              {[t(`message.${message.direction}`), message.person?.name, message.unit?.name]
                .filter((part) => part !== undefined)
                .join(' · ')}{' '}
              <Moment at={message.at} />
            </p>
            <p>{message.body}</p>
          </li>
        ))}
      </ul>
      {data === undefined ? null : <WriteMessage caseId={caseId} canReachReporter={data.canReachReporter} />}
    </Section>
  );
}

const UNWRITTEN = { body: '' };

const ADDRESSEES = ['colleagues', 'reporter'] as const;
const ADDRESSEE_WORDS = { colleagues: 'message.toColleagues', reporter: 'message.toReporter' } as const;

function WriteMessage({ caseId, canReachReporter }: { readonly caseId: string; readonly canReachReporter: boolean }) {
  const t = useT();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [to, setTo] = useState<(typeof ADDRESSEES)[number]>('colleagues');
  const choice = useId();
  const { accountId } = useMe();
  const draft = useDraft(draftKey(accountId, caseId, 'message'), UNWRITTEN);
  const { body } = draft.value;
  const sent = useKeptCommandKey(draftKey(accountId, caseId, 'message-sent'));
  const isSendable = body.trim() !== '' && lettersOver(body, TEXT_LIMITS.message) === 0;
  const send = useMutation({
    mutationFn: () =>
      unwrap(api.sendMessage({ params: { caseId }, body: { to, body } }, { commandId: sent.keyOf({ to, body }) })),
    onSuccess: async () => {
      sent.arrived();
      draft.clear();
      void message.success(t('message.sent'));
      await queryClient.invalidateQueries({ queryKey: messagesQuery(caseId).queryKey });
    },
  });
  return (
    <form
      className="write-message screen-only"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSendable) send.mutate();
      }}
    >
      {send.error === null ? null : <ProblemNotice error={send.error} keeps />}
      <textarea
        aria-label={t('message.write')}
        placeholder={t('message.write')}
        value={body}
        onChange={(event) => draft.change({ body: event.target.value })}
        // Grows by its style: to be measured by script would cost each case that is opened.
        rows={2}
      />
      <TooLong text={body} max={TEXT_LIMITS.message} />
      <div className="row">
        <span role="radiogroup" aria-label={t('message.addressee')} className="row">
          {ADDRESSEES.map((addressee) => (
            <label key={addressee}>
              <input
                type="radio"
                name={choice}
                checked={to === addressee}
                disabled={addressee === 'reporter' && !canReachReporter}
                onChange={() => setTo(addressee)}
              />{' '}
              {t(ADDRESSEE_WORDS[addressee])}
            </label>
          ))}
        </span>
        <ActButton submits disabled={!isSendable} loading={send.isPending}>
          {t('message.send')}
        </ActButton>
      </div>
      {canReachReporter ? null : <p className="quiet">{t('message.noReach')}</p>}
    </form>
  );
}

import type { notifyRoutes, RouteAnswer } from '@gridward/contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Section } from '../../cases/page/fact-list.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { useSay } from '../editing/said.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';

type Counts = RouteAnswer<(typeof notifyRoutes)['readWork']>['outbox'];
type Item = RouteAnswer<(typeof notifyRoutes)['listOutboxItems']>['items'][number];
type State = 'waiting' | 'retrying' | 'dead';
type Deed = 'retry' | 'discard';

const STATES: readonly State[] = ['dead', 'retrying', 'waiting'];

/** What still has to go out. An item that was given up waits here for a person: again, or not any more, with the reason. */
export function OutboxPart({ counts }: { readonly counts: Counts }) {
  const { t, format } = useLanguage();
  const [state, setState] = useState<State>('dead');
  const [deed, setDeed] = useState<{ readonly verb: Deed; readonly item: Item } | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['system', 'outbox', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => unwrap(api.listOutboxItems({ query: { state, cursor: pageParam } }, { signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section level={2} title={t('health.outbox')} extra={<Link to="/admin/outgoing">{t('health.openOutgoing')}</Link>}>
      <Segmented<State>
        aria-label={t('health.outbox')}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({ value, label: `${t(`health.outbox.${value}`)} ${format.number(counts[value])}` }))}
      />
      {counts.oldestWaitingAt === null ? null : (
        <p className="quiet">
          {t('health.oldest')} <ExactMoment at={counts.oldestWaitingAt} />
        </p>
      )}
      {list.error === null ? null : <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 ? <p className="quiet">{t(`health.none.${state}`)}</p> : null}
      <ul className="admin-section-list" aria-label={t(`health.outbox.${state}`)}>
        {items.map((item) => (
          <li key={item.id}>
            <strong>{t.word('health.topic', item.topic)}</strong>
            <span className="quiet">
              {t('health.since')} <ExactMoment at={item.createdAt} /> · {t('health.attempts', { count: item.attempts })}
            </span>
            <span className="outbox-error">{item.lastError === null ? null : t.word('health.error', item.lastError)}</span>
            <span className="row">
              <Button size="small" onClick={() => setDeed({ verb: 'retry', item })}>
                {t('health.retry')}
              </Button>
              {state === 'dead' ? (
                <Button size="small" onClick={() => setDeed({ verb: 'discard', item })}>
                  {t('health.discard')}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <LoadMore list={list} />
      {deed === null ? null : <DeedForm verb={deed.verb} item={deed.item} onClose={() => setDeed(null)} />}
    </Section>
  );
}

interface DeedFormProps {
  readonly verb: Deed;
  readonly item: Item;
  readonly onClose: () => void;
}

function DeedForm({ verb, item, onClose }: DeedFormProps) {
  const { t } = useLanguage();
  const say = useSay();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const settle = useMutation({
    mutationFn: ({ reason }: { reason: string }) => {
      const call = { params: { itemId: item.id }, body: { reason } };
      const key = { commandId: keyFor({ verb, reason }) };
      return unwrap(verb === 'retry' ? api.retryOutboxItem(call, key) : api.discardOutboxItem(call, key));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['system'] });
      say(t(verb === 'retry' ? 'health.retried' : 'health.discarded'));
      onClose();
    },
  });
  return (
    <EditDrawer<{ reason: string }>
      title={`${t(`health.${verb}`)} · ${t.word('health.topic', item.topic)}`}
      draft={['outbox', verb, item.id]}
      form={form}
      initial={{ reason: '' }}
      verb={t(`health.${verb}`)}
      sent={settle}
      problem={settle.error === null ? null : <ProblemNotice error={settle.error} keeps />}
      onSave={(values) => settle.mutateAsync(values)}
      onClose={onClose}
    >
      <p className="warns" role="note">
        {t(verb === 'retry' ? 'health.retryConsequence' : 'health.discardConsequence')}
      </p>
      <Form.Item
        name="reason"
        label={t('field.reason')}
        rules={[{ required: true, message: t('form.required', { name: t('field.reason') }) }]}
      >
        <Input.TextArea autoSize maxLength={300} />
      </Form.Item>
    </EditDrawer>
  );
}

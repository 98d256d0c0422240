import { CHANNEL_KINDS, type ChannelKind } from '@gridward/core';
import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { RecordDrawer } from '../editing/record-drawer.tsx';

type Channel = RouteAnswer<(typeof catalogueRoutes)['listChannels']>['items'][number];
const KEY = ['channels'];

/** Where reports come from. A channel is never deleted, for cases name it; it is switched off. */
export function ChannelsPart() {
  const t = useT();
  const may = useMay();
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  const list = useQuery({ queryKey: KEY, queryFn: ({ signal }) => unwrap(api.listChannels({}, { signal })) });
  if (list.error !== null && list.data === undefined)
    return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting rows={8} />;
  const mayEdit = may('catalogue.manage');
  return (
    <>
      <div className="row">
        <p className="quiet grow">{t('settings.channelsHint')}</p>
        {mayEdit ? (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('settings.addChannel')}
          </Button>
        ) : null}
      </div>
      <div className="table-scroll">
        <table className="case-table" aria-label={t('settings.channels')}>
          <thead>
            <tr>
              <th scope="col">{t('settings.channel')}</th>
              <th scope="col">{t('settings.channelKind')}</th>
              <th scope="col">{t('settings.adapter')}</th>
              <th scope="col">{t('settings.channelState')}</th>
              {mayEdit ? <th scope="col">{t('rules.deeds')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((channel) => (
              <tr key={channel.id}>
                <th scope="row">
                  {t.pick(channel.name)} <span className="quiet">{channel.id}</span>
                </th>
                <td>{t(`settings.kind.${channel.kind}`)}</td>
                <td>{channel.adapter === null ? t('settings.noAdapter') : t.word('settings.adapterOf', channel.adapter)}</td>
                <td>{t(channel.active ? 'settings.channelOn' : 'settings.channelOff')}</td>
                {mayEdit ? (
                  <td>
                    <Button
                      size="small"
                      aria-label={t('settings.editChannel', { name: t.pick(channel.name) })}
                      onClick={() => setEditing(channel)}
                    >
                      {t('setup.edit')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing === null ? null : <ChannelForm channel={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

interface ChannelValues {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ChannelKind;
  readonly active: boolean;
}

const valuesOf = (channel: Channel): ChannelValues => ({
  id: channel.id,
  zh: channel.name.zh,
  en: channel.name.en ?? '',
  kind: channel.kind,
  active: channel.active,
});

function ChannelForm({ channel, onClose }: { readonly channel: Channel | null; readonly onClose: () => void }) {
  const t = useT();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const write = ({ id, zh, en, kind, active }: ChannelValues, version: number): Promise<Channel> => {
    const body = { version, name: { zh, en }, kind, active, adapter: channel?.adapter ?? null };
    return unwrap(api.saveChannel({ params: { channelId: channel?.id ?? id }, body }, { commandId: keyFor(body) }));
  };
  const needed = (name: string) => [{ required: true, message: t('form.required', { name }) }];
  return (
    <RecordDrawer<ChannelValues, Channel>
      title={channel === null ? t('settings.addChannel') : t('settings.editChannel', { name: t.pick(channel.name) })}
      draft={['channel', channel?.id ?? 'new']}
      record={channel}
      valuesOf={valuesOf}
      blank={{ active: true, kind: 'other' }}
      fields={[
        { label: t('settings.chinese'), read: ({ zh }) => zh },
        { label: t('settings.english'), read: ({ en }) => en },
        { label: t('settings.channelKind'), read: ({ kind }) => t(`settings.kind.${kind}`) },
        { label: t('settings.channelState'), read: ({ active }) => t(active ? 'settings.channelOn' : 'settings.channelOff') },
      ]}
      nameOf={({ name }) => t.pick(name)}
      write={write}
      refresh={() => client.invalidateQueries({ queryKey: KEY })}
      onClose={onClose}
    >
      {channel === null ? (
        <Form.Item
          name="id"
          label={t('settings.channelId')}
          rules={[
            ...needed(t('settings.channelId')),
            { pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('settings.channelIdRule') },
          ]}
        >
          <Input maxLength={60} />
        </Form.Item>
      ) : null}
      <Form.Item name="zh" label={t('settings.chinese')} rules={needed(t('settings.chinese'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="en" label={t('settings.english')} rules={needed(t('settings.english'))}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={t('settings.channelKind')}>
        <Select options={CHANNEL_KINDS.map((value) => ({ value, label: t(`settings.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="active" valuePropName="checked" extra={t('settings.channelOffHint')}>
        <Checkbox>{t('settings.channelOn')}</Checkbox>
      </Form.Item>
    </RecordDrawer>
  );
}

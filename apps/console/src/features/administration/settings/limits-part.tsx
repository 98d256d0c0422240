import type { catalogueRoutes, RouteAnswer } from '@gridward/contract';
import type { Limit } from '@gridward/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { PageProblem } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { LimitInput } from '../../catalogue/limit-input.tsx';
import { useMay } from '../../session/me.tsx';
import { RecordDrawer } from '../editing/record-drawer.tsx';
import { sourceOf } from './limit-source.ts';

type StepLimit = RouteAnswer<(typeof catalogueRoutes)['listStepLimits']>['items'][number];

const KEY = ['step-limits'];

/** How long each desk has for its step, and where that comes from. */
export function LimitsPart() {
  const t = useT();
  const may = useMay();
  const [editing, setEditing] = useState<StepLimit | null>(null);
  const list = useQuery({ queryKey: KEY, queryFn: ({ signal }) => unwrap(api.listStepLimits({}, { signal })) });
  if (list.error !== null && list.data === undefined)
    return <PageProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting rows={8} />;
  return (
    <>
      <p className="quiet">{t('settings.limitsHint')}</p>
      <div className="table-scroll">
        <table className="case-table" aria-label={t('settings.limits')}>
          <thead>
            <tr>
              <th scope="col">{t('settings.step')}</th>
              <th scope="col">{t('settings.limit')}</th>
              <th scope="col">{t('settings.limitFrom')}</th>
              <th scope="col">{t('settings.source')}</th>
              {may('catalogue.manage') ? <th scope="col">{t('rules.deeds')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((step) => (
              <tr key={step.step}>
                <th scope="row">{nameOf(step, t)}</th>
                <td className="figures">{t.pick(step.limit)}</td>
                <td>{t(`settings.from.${step.from}`)}</td>
                <td>{sourceOf(step, t)}</td>
                {may('catalogue.manage') ? (
                  <td>
                    <Button
                      size="small"
                      aria-label={t('settings.editLimit', { name: nameOf(step, t) })}
                      onClick={() => setEditing(step)}
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
      {editing === null ? null : <LimitForm step={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

const nameOf = (step: StepLimit, t: ReturnType<typeof useT>): string =>
  step.name === null ? t.word('settings.otherStep', step.step) : t.pick(step.name);

interface LimitValues {
  readonly limit: Limit | null;
  readonly source: string;
}

function LimitForm({ step, onClose }: { readonly step: StepLimit; readonly onClose: () => void }) {
  const t = useT();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const write = ({ limit, source }: LimitValues, version: number): Promise<StepLimit> => {
    const body = { limit: limit ?? step.limit, source, version };
    return unwrap(api.saveStepLimit({ params: { step: step.step }, body }, { commandId: keyFor(body) }));
  };
  return (
    <RecordDrawer<LimitValues, StepLimit>
      title={t('settings.editLimit', { name: nameOf(step, t) })}
      draft={['step-limit', step.step]}
      record={step}
      valuesOf={(one) => ({ limit: { value: one.limit.value, unit: one.limit.unit }, source: sourceOf(one, t) })}
      fields={[
        {
          label: t('settings.limit'),
          read: ({ limit }) => (limit === null ? '' : `${limit.value} ${t(`limit.unit.${limit.unit}`)}`),
        },
        { label: t('settings.source'), read: ({ source }) => source },
      ]}
      nameOf={(saved) => nameOf(saved, t)}
      write={write}
      refresh={() => client.invalidateQueries({ queryKey: KEY })}
      onClose={onClose}
    >
      <p className="warns" role="note">
        {t('settings.limitConsequence')}
      </p>
      <Form.Item
        name="limit"
        label={t('settings.limit')}
        rules={[{ required: true, message: t('form.required', { name: t('settings.limit') }) }]}
      >
        <LimitInput label={t('settings.limit')} />
      </Form.Item>
      <Form.Item
        name="source"
        label={t('settings.source')}
        extra={t('settings.sourceHint')}
        rules={[{ required: true, message: t('form.required', { name: t('settings.source') }) }]}
      >
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
    </RecordDrawer>
  );
}

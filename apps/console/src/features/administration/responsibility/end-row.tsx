import { addDays } from '@gridward/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { datesOf } from '../catalogue/category.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import type { ResponsibilityRow } from './responsibility.ts';

interface EndValues {
  readonly lastOn?: string;
}

/** The last day of a row. Cases that were dispatched by it stay where they are. */
export function EndRow({ row, onClose }: { readonly row: ResponsibilityRow; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const say = useSay();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<EndValues>();
  const refresh = (): Promise<unknown> => client.invalidateQueries({ queryKey: ['responsibility'] });
  const end = useMutation({
    mutationFn: ({ lastOn = '', version }: EndValues & { readonly version: number }) => {
      const body = { version, lastOn: lastOn === '' ? addDays(today, -1) : lastOn };
      return unwrap(api.endResponsibility({ params: { rowId: row.id }, body }, { commandId: keyFor(body) }));
    },
    onSuccess: async () => {
      await refresh();
      say(t('responsibility.ended', { unit: row.leadUnit.name }));
      onClose();
    },
  });
  return (
    <EditDrawer<EndValues>
      title={t('responsibility.endOf', { unit: row.leadUnit.name, name: t.pick(row.category.name) })}
      draft={['responsibility-end', row.id]}
      form={form}
      initial={{}}
      verb={t('responsibility.end')}
      busy={end.isPending}
      problem={
        <SaveProblem<string>
          error={end.error}
          mine={datesOf(row, t)}
          fields={[{ label: t('catalogue.valid'), read: (value) => value }]}
          theirsOf={(current) => datesOf(current as ResponsibilityRow, t)}
          onKeepMine={(current) => end.mutate({ ...form.getFieldsValue(), version: (current as { version: number }).version })}
          onTakeTheirs={() => void refresh().then(onClose)}
        />
      }
      onSave={(values) => end.mutate({ ...values, version: row.version })}
      onClose={onClose}
    >
      <WhatThisChanges categoryId={row.category.id} />
      <Form.Item name="lastOn" label={t('responsibility.lastOn')} extra={t('responsibility.lastOnHint')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

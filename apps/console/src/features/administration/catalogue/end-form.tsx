import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { WhatThisChanges } from '../../catalogue/open-cases.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import { SaveProblem } from '../editing/save-problem.tsx';
import { useSay } from '../editing/said.tsx';
import { datesOf, type CategoryDetail, type StandardRow } from './category.ts';

export type Ending =
  | { readonly of: 'category'; readonly detail: CategoryDetail }
  | { readonly of: 'row'; readonly detail: CategoryDetail; readonly row: StandardRow };

interface EndValues {
  readonly lastOn?: string;
}

/** The last day of a category or of one condition. Cases that were filed under it keep it. */
export function EndForm({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const say = useSay();
  const keyFor = useCommandKey();
  const client = useQueryClient();
  const [form] = Form.useForm<EndValues>();
  const { category } = ending.detail;
  const target = ending.of === 'row' ? ending.row : category;
  const end = useMutation({
    mutationFn: ({ lastOn = '', version }: EndValues & { readonly version: number }) => {
      const body = { version, lastOn: lastOn === '' ? today : lastOn };
      const key = { commandId: keyFor(body) };
      return ending.of === 'row'
        ? unwrap(api.retireStandardRow({ params: { rowId: ending.row.id }, body }, key))
        : unwrap(api.retireCategory({ params: { categoryId: category.id }, body }, key));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['categories'] });
      say(t('catalogue.ended'));
      onClose();
    },
  });
  const title = t(ending.of === 'row' ? 'catalogue.retireRow' : 'catalogue.retire');
  return (
    <EditDrawer<EndValues>
      title={title}
      draft={['catalogue-end', target.id]}
      form={form}
      initial={{}}
      verb={title}
      busy={end.isPending}
      problem={
        <SaveProblem<string>
          error={end.error}
          mine={datesOf(target, t)}
          fields={[{ label: t('catalogue.valid'), read: (value) => value }]}
          theirsOf={(current) => datesOf(current as StandardRow, t)}
          onKeepMine={(current) => end.mutate({ ...form.getFieldsValue(), version: (current as { version: number }).version })}
          onTakeTheirs={() => void client.invalidateQueries({ queryKey: ['categories'] }).then(onClose)}
        />
      }
      onSave={(values) => end.mutate({ ...values, version: target.version })}
      onClose={onClose}
    >
      <WhatThisChanges categoryId={category.id} />
      <Form.Item name="lastOn" label={t('catalogue.lastOn')} extra={t('catalogue.lastOnHint')}>
        <DayInput />
      </Form.Item>
    </EditDrawer>
  );
}

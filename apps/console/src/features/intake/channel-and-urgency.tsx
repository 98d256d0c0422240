import { Form, Radio, Select } from 'antd';
import { useLanguage } from '../../platform/language.tsx';
import { useChannels } from '../catalogue/catalogue.ts';

/** Where the report came from, and how pressing it is. */
export function ChannelAndUrgency({
  required,
}: {
  readonly required: (name: string) => { required: boolean; message: string }[];
}) {
  const { t } = useLanguage();
  const channels = useChannels();
  return (
    <div className="field-row">
      <Form.Item name="channel" label={t('new.channel')} rules={required(t('new.channel'))}>
        <Select<string>
          placeholder={t('form.choose')}
          loading={channels.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={channels.data?.items
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: id, label: t.pick(name) }))}
        />
      </Form.Item>
      <Form.Item name="urgency" label={t('field.urgency')}>
        <Radio.Group
          optionType="button"
          options={(['normal', 'urgent', 'critical'] as const).map((value) => ({ value, label: t(`urgency.${value}`) }))}
        />
      </Form.Item>
    </div>
  );
}

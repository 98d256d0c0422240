import { Form, Input, Radio } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { EditDrawer, type Sent } from '../editing/edit-drawer.tsx';
import type { CalendarDay } from './calendar.ts';

/** What a day shall be; `null` leaves it to the week. */
export interface DayChoice {
  readonly day: string;
  readonly entry: CalendarDay | null;
}

interface DayFormProps {
  readonly day: string;
  readonly entry: CalendarDay | null;
  readonly sent: Sent;
  readonly error: Error | null;
  readonly onSave: (next: DayChoice) => Promise<unknown>;
  readonly onClose: () => void;
}

interface Values {
  readonly kind: 'holiday' | 'workday' | 'plain';
  readonly name?: string;
  readonly nameEn?: string;
}

/** One day: a holiday, a make-up workday, or what the week makes of it. */
export function DayForm({ day, entry, sent, error, onSave, onClose }: DayFormProps) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const save = ({ kind: chosen, name = '', nameEn = '' }: Values): Promise<unknown> =>
    onSave({
      day,
      entry: chosen === 'plain' ? null : { day, kind: chosen, name: { zh: name, en: nameEn.trim() === '' ? null : nameEn } },
    });
  return (
    <EditDrawer<Values>
      title={day}
      draft={['calendar-day', day]}
      form={form}
      initial={{ kind: entry?.kind ?? 'plain', name: entry?.name.zh ?? '', nameEn: entry?.name.en ?? '' }}
      verb={t('setup.save')}
      sent={sent}
      problem={error === null ? null : <ProblemNotice error={error} keeps />}
      onSave={save}
      onClose={onClose}
    >
      <p className="warns" role="note">
        {t('settings.dayConsequence')}
      </p>
      <Form.Item name="kind" label={t('settings.dayIs')}>
        <Radio.Group
          className="choices"
          options={[
            { value: 'plain', label: t('settings.dayPlain') },
            { value: 'holiday', label: t('settings.dayHoliday') },
            { value: 'workday', label: t('settings.dayWorkday') },
          ]}
        />
      </Form.Item>
      {kind === 'plain' || kind === undefined ? null : (
        <>
          <Form.Item
            name="name"
            label={t('settings.dayName')}
            rules={[{ required: true, message: t('form.required', { name: t('settings.dayName') }) }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('settings.dayNameEn')}>
            <Input maxLength={60} />
          </Form.Item>
        </>
      )}
    </EditDrawer>
  );
}

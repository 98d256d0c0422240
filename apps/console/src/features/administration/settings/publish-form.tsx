import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { api, unwrap } from '../../../platform/api.ts';
import { useCommandKey } from '../../../platform/command-key.ts';
import { useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { EditDrawer } from '../editing/edit-drawer.tsx';
import type { Calendar } from './calendar.ts';
import { readAnnouncement } from './publish-text.ts';

interface PublishFormProps {
  readonly calendar: Calendar;
  readonly year: number;
  readonly onDone: (saved: Calendar) => void;
  readonly onClose: () => void;
}

interface Values {
  readonly text: string;
}

/** The next year, as it was announced: one line a holiday, a span or a make-up workday. */
export function PublishForm({ calendar, year, onDone, onClose }: PublishFormProps) {
  const t = useT();
  const keyFor = useCommandKey();
  const [form] = Form.useForm<Values>();
  const publish = useMutation({
    mutationFn: ({ text }: Values) => {
      const read = readAnnouncement(text, year);
      const body = { version: calendar.version, year, days: read.ok ? [...read.days] : [] };
      return unwrap(api.publishCalendar({ body }, { commandId: keyFor(body) }));
    },
    onSuccess: onDone,
  });
  const check = (_: unknown, text: string | undefined): Promise<void> => {
    const read = readAnnouncement(text ?? '', year);
    if (read.ok) return Promise.resolve();
    const words =
      read.lines.length === 0 ? t('settings.publishEmpty') : t('settings.publishWrong', { lines: read.lines.join(', ') });
    return Promise.reject(new Error(words));
  };
  return (
    <EditDrawer<Values>
      title={t('settings.publish', { year: String(year) })}
      draft={['calendar-year', String(year)]}
      form={form}
      initial={{ text: '' }}
      verb={t('settings.publish', { year: String(year) })}
      sent={publish}
      problem={publish.error === null ? null : <ProblemNotice error={publish.error} keeps />}
      onSave={(values) => publish.mutateAsync(values)}
      onClose={onClose}
    >
      <p className="warns" role="note">
        {t('settings.publishConsequence', { year: String(year) })}
      </p>
      <Form.Item
        name="text"
        label={t('settings.publishText')}
        extra={t('settings.publishHint', { year: String(year) })}
        validateTrigger="onBlur"
        rules={[{ validator: check }]}
      >
        <Input.TextArea autoSize={{ minRows: 8 }} />
      </Form.Item>
    </EditDrawer>
  );
}

import { Form, Input, Select } from 'antd';
import { useT } from '../../platform/language.tsx';

const REPLIES = ['none', 'sms', 'call', 'visit', 'letter'] as const;

/** Who reports: optional, folded away unless it is given, sealed apart from the case, and never part of the draft. */
export function ReporterFields({ isOpen }: { readonly isOpen: boolean }) {
  const t = useT();
  return (
    <details className="reporter-fields" open={isOpen}>
      <summary>{t('desk.contact')}</summary>
      <p className="quiet">{t('new.reporterHint')}</p>
      <div className="field-row">
        <Form.Item name={['reporter', 'name']} label={t('new.reporterName')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['reporter', 'phone']} label={t('new.reporterPhone')}>
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name={['reporter', 'address']} label={t('new.reporterAddress')}>
          <Input maxLength={300} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['reporter', 'replyChannel']} label={t('new.replyChannel')}>
          <Select<string> options={REPLIES.map((value) => ({ value, label: t(`reply.${value}`) }))} />
        </Form.Item>
      </div>
    </details>
  );
}

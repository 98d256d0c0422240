import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../../../platform/language.tsx';

export interface ToldPassword {
  readonly signInName: string;
  readonly name: string;
  readonly password: string;
  readonly isNew: boolean;
}

/** Shows a one-time password, once: nothing keeps it after this is closed. */
export function OneTimeNotice({ told, onClose }: { readonly told: ToldPassword; readonly onClose: () => void }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(told.password).then(() => setCopied(true));
  return (
    <Modal
      open
      title={t(told.isNew ? 'accounts.created' : 'accounts.reset')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('accounts.close')}
        </Button>
      }
    >
      <p>
        {told.name} · {t.pair(t('accounts.signInName'), told.signInName)}
      </p>
      <p>{t('accounts.oneTime')}</p>
      <p className="row">
        <output className="one-time" aria-label={t('accounts.oneTime')}>
          {told.password}
        </output>
        {navigator.clipboard === undefined ? null : (
          <Button onClick={copy}>{t(copied ? 'accounts.copied' : 'accounts.copy')}</Button>
        )}
      </p>
      <p className="warns">{t('accounts.tell')}</p>
    </Modal>
  );
}

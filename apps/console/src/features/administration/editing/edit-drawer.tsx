import '@gridward/i18n/words/organising';
import { Button, Drawer, Form, type FormInstance } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useSubmitKey } from '../../../platform/hotkeys.ts';
import { useT } from '../../../platform/language.tsx';

interface EditDrawerProps<V extends object> {
  readonly title: string;
  readonly form: FormInstance<V>;
  readonly initial: Partial<V>;
  readonly verb: string;
  readonly busy: boolean;
  /** What the server said about the last attempt. */
  readonly problem?: ReactNode;
  readonly onSave: (values: V) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the page. What was typed stays until it is saved or the drawer is closed. */
export function EditDrawer<V extends object>(props: EditDrawerProps<V>) {
  const { title, form, initial, verb, busy, problem, onSave, onClose, children } = props;
  const t = useT();
  const body = useRef<HTMLDivElement>(null);
  useSubmitKey(form.submit);
  return (
    <Drawer
      open
      title={title}
      size={480}
      onClose={onClose}
      mask={{ closable: false }}
      afterOpenChange={(isOpen) =>
        isOpen ? body.current?.querySelector<HTMLElement>('input, textarea, button')?.focus() : undefined
      }
      footer={
        <div className="row">
          <Button type="primary" loading={busy} onClick={form.submit}>
            {verb}
          </Button>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      }
    >
      {problem}
      <div ref={body}>
        <Form<V> form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={onSave}>
          {children}
        </Form>
      </div>
    </Drawer>
  );
}

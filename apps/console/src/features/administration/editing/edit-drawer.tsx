import '@gridward/i18n/words/organising';
import { Button, Drawer, Form, type FormInstance } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSubmitKey } from '../../../platform/hotkeys.ts';
import { useT } from '../../../platform/language.tsx';
import { useSending } from '../../../ui/use-sending.ts';
import { ForgetDraft, FormDraftLine, useFormDraft } from './form-draft.tsx';

/** How sending the form went, as a mutation tells it. */
export interface Sent {
  readonly isPending: boolean;
  readonly isError: boolean;
}

interface EditDrawerProps<V extends object> {
  readonly title: string;
  /** What is being filled in, and for which object: under this name unsaved changes are kept. */
  readonly draft: readonly string[];
  readonly form: FormInstance<V>;
  readonly initial: Partial<V>;
  readonly verb: string;
  readonly sent: Sent;
  /** What the server said about the last attempt. */
  readonly problem?: ReactNode;
  readonly onSave: (values: V) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Forgets a draft with the form that was sent and taken, by whichever button. One that was closed by hand, or refused, is kept. */
function useForgetTaken({ isPending, isError }: Sent, forget: () => void) {
  const isSent = useRef(false);
  useEffect(() => {
    // A form that is taken goes while it is being sent; one that is refused stays and says so.
    if (isPending) isSent.current = true;
    else if (isError) isSent.current = false;
  }, [isPending, isError]);
  useEffect(
    () => () => {
      if (isSent.current) forget();
    },
    [forget],
  );
  return isSent;
}

/** A form beside the page. What was typed stays on this computer until it is saved or discarded. */
export function EditDrawer<V extends object>(props: EditDrawerProps<V>) {
  const { title, form, verb, problem, onSave, onClose, children } = props;
  const t = useT();
  const body = useRef<HTMLDivElement>(null);
  const draft = useFormDraft<V>(props.draft, form, props.initial);
  const isSent = useForgetTaken(props.sent, draft.clear);
  // What a conflict was settled with is on its way, too.
  const { isPending } = props.sent;
  const sending = useSending(form, (values: V) => (isPending ? Promise.resolve() : onSave(values)));
  useSubmitKey(sending.submit);
  const leave = (): void => {
    isSent.current = false;
    onClose();
  };
  return (
    <Drawer
      open
      title={title}
      size={480}
      onClose={leave}
      mask={{ closable: false }}
      afterOpenChange={(isOpen) =>
        isOpen ? body.current?.querySelector<HTMLElement>('input, textarea, button')?.focus() : undefined
      }
      footer={
        <div className="row">
          <Button type="primary" loading={sending.isBusy || isPending} onClick={sending.submit}>
            {verb}
          </Button>
          <Button onClick={leave}>{t('app.cancel')}</Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      }
    >
      <ForgetDraft value={draft.clear}>{problem}</ForgetDraft>
      <div ref={body}>
        <Form<V>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={draft.initial}
          onValuesChange={(changed: Partial<V>) => draft.change(changed)}
          {...sending.handlers}
        >
          {children}
        </Form>
      </div>
      <FormDraftLine savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={draft.discard} />
    </Drawer>
  );
}

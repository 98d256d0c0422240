import '@gridward/i18n/words/entering';
import type { CaseDetail, CaseMoved, StaffVerb } from '@gridward/contract';
import { isMessageKey } from '@gridward/i18n';
import { Button, Drawer, Form } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useSubmitKey } from '../../../platform/hotkeys.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { useSending } from '../../../ui/use-sending.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { DraftLine } from './draft-line.tsx';
import { isConflict, useVerb } from './use-verb.ts';
import { useVerbDraft } from './verb-draft.ts';
import { VerbFieldItem } from './verb-field.tsx';
import { VERB_FORMS, type VerbForm } from './verb-forms.ts';
import { payloadOf, type FormValues } from './verb-payload.ts';

interface VerbDrawerProps {
  readonly verb: StaffVerb;
  readonly detail: CaseDetail;
  readonly onMoved?: (moved: CaseMoved) => void;
  readonly onClose: () => void;
}

const FIRST_CONTROL = 'input, textarea, button';

/** The form of one verb beside the case. It starts from the version that was on screen when it was opened. */
export function VerbDrawer({ verb, detail, onMoved, onClose }: VerbDrawerProps) {
  const t = useT();
  const { timeZone } = useFormat();
  const form: VerbForm = VERB_FORMS[verb];
  const [opened] = useState(detail);
  const [fields] = Form.useForm<Record<string, unknown>>();
  const initial = useMemo(() => form.initial?.(opened) ?? {}, [form, opened]);
  const draft = useVerbDraft(detail.id, verb, form);
  const wish = useVerb(detail, (moved) => {
    draft.forget();
    onClose();
    onMoved?.(moved);
  });
  const send = (values: FormValues, version: number) =>
    wish.mutateAsync({ verb, version, payload: payloadOf(form, values, opened, timeZone) });
  const sending = useSending(fields, (values: FormValues) => send(values, opened.version));
  const discard = (): void => {
    draft.forget();
    fields.resetFields();
    fields.setFieldsValue({ ...Object.fromEntries(form.fields.map(({ name }) => [name, undefined])), ...initial });
  };
  const conflict = isConflict(wish.error);
  const body = useRef<HTMLDivElement>(null);
  useSubmitKey(sending.submit);
  return (
    <Drawer
      open
      title={`${t(`verb.${verb}`)} · ${detail.number}`}
      onClose={onClose}
      size={480}
      afterOpenChange={(isOpen) => (isOpen ? body.current?.querySelector<HTMLElement>(FIRST_CONTROL)?.focus() : undefined)}
      mask={{ closable: false }}
      styles={{ mask: { background: 'transparent' } }}
      footer={
        <div className="row">
          <Button type="primary" disabled={conflict} loading={sending.isBusy} onClick={sending.submit}>
            {t(`verb.${verb}`)}
          </Button>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <span className="quiet wide-only">{t('form.submitKey')}</span>
        </div>
      }
    >
      <Consequence verb={verb} />
      {wish.error !== null ? <ProblemNotice error={wish.error} keeps /> : null}
      {conflict ? (
        <ConflictPanel
          verb={verb}
          form={form}
          values={fields.getFieldsValue()}
          opened={opened}
          now={detail}
          onGoOn={() => sending.send(() => send(fields.getFieldsValue(), detail.version))}
          onTakeTheirs={(theirs) => {
            fields.setFieldsValue(theirs);
            draft.keep(theirs);
          }}
          onKeep={onClose}
          onDrop={() => {
            draft.forget();
            onClose();
          }}
        />
      ) : null}
      <Criterion verb={verb} detail={opened} />
      <div ref={body}>
        <Form
          form={fields}
          layout="vertical"
          requiredMark={false}
          initialValues={{ ...initial, ...draft.value }}
          onValuesChange={(changed: FormValues) => draft.keep(changed)}
          {...sending.handlers}
        >
          {form.fields.map((field, index) => (
            <VerbFieldItem key={field.name} field={field} detail={opened} autoFocus={index === 0} />
          ))}
        </Form>
      </div>
      <DraftLine form={form} values={draft.value} savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={discard} />
    </Drawer>
  );
}

/** Steps that say whether the work is good enough. */
const JUDGED: ReadonlySet<StaffVerb> = new Set([
  'submit_result',
  'confirm_result',
  'send_back',
  'check_pass',
  'check_fail',
  'close',
  'refuse_close',
]);

/** The condition that the result is held against, in sight while somebody judges it. */
function Criterion({ verb, detail }: { readonly verb: StaffVerb; readonly detail: CaseDetail }) {
  const t = useT();
  if (!JUDGED.has(verb) || detail.standardRow === null) return null;
  return (
    <section className="criterion" aria-label={t('case.closingCondition')}>
      <h3>{t('case.closingCondition')}</h3>
      <p>{t.pick(detail.standardRow.closing)}</p>
    </section>
  );
}

/** What follows from the step, before it is done. */
function Consequence({ verb }: { readonly verb: StaffVerb }) {
  const t = useT();
  return isMessageKey(`consequence.${verb}`) ? <p className="consequence">{t.word('consequence', verb)}</p> : null;
}

import '@gridward/i18n/words/entering';
import '@gridward/i18n/words/listing';
import './bulk.css';
import type { StaffVerb } from '@gridward/contract';
import { isMessageKey } from '@gridward/i18n';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form } from 'antd';
import { useSubmitKey } from '../../../platform/hotkeys.ts';
import { useFormat, useT } from '../../../platform/language.tsx';
import { ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { caseQuery } from '../keys.ts';
import { OrderQuestion } from '../../command/orders/order-question.tsx';
import { DraftLine } from '../verbs/draft-line.tsx';
import { useVerbDraft, workedOf } from '../verbs/verb-draft.ts';
import { VerbFieldItem } from '../verbs/verb-field.tsx';
import { payloadOf, type FormValues } from '../verbs/verb-payload.ts';
import { BulkRun } from './bulk-run.tsx';
import { formOfMany, type BulkCase } from './bulk-verbs.ts';
import { allows, type BulkVerb, type BulkWork } from './bulk-work.ts';
import { useBulk } from './use-bulk.ts';
import { useBulkName } from './use-bulk-name.ts';
import { caseVerbsQuery } from './use-case-verbs.ts';

interface BulkPanelProps {
  readonly cases: readonly BulkCase[];
  readonly verb: BulkVerb;
  /** What the form starts with. */
  readonly initial?: FormValues;
  /** The panel was closed; with the ids of the cases that were done. */
  readonly onDone: (doneIds: readonly string[]) => void;
}

/** The list stays readable beside the form. */
const CLEAR_MASK = { mask: { background: 'transparent' } } as const;

/**
 * One form for many cases. Each is a write of its own with its own version and key, so one refusal stops no other, and what is left
 * survives a reload of the page.
 */
export function BulkPanel({ cases, verb, initial, onDone }: BulkPanelProps) {
  const nameOf = useBulkName();
  const bulk = useBulk();
  const { data: fresh, error, refetch } = useQuery(caseVerbsQuery(cases.map(({ id }) => id)));
  const able = cases.filter(({ id }) => allows(fresh?.get(id), verb));
  const close = (): void => {
    bulk.stop();
    onDone(doneOf(bulk.work));
  };
  return (
    <Drawer open title={nameOf(verb)} onClose={close} size={520} mask={{ closable: false }} styles={CLEAR_MASK}>
      {error === null ? null : <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {fresh === undefined && error === null ? <Waiting rows={4} /> : null}
      {fresh === undefined || bulk.work !== null ? null : (
        <BulkInput
          able={able}
          all={cases.length}
          verb={verb}
          initial={initial ?? {}}
          onSend={(payload, forget) => void bulk.start({ verb, payload, cases: able }, forget)}
        />
      )}
      {bulk.work === null ? null : <BulkProgress bulk={bulk} work={bulk.work} />}
    </Drawer>
  );
}

/** Work that was left behind: where it stands, and how to go on. */
export function BulkResume({ found, onDone }: { readonly found: BulkWork; readonly onDone: () => void }) {
  const nameOf = useBulkName();
  const bulk = useBulk(found);
  const close = (): void => {
    bulk.stop();
    onDone();
  };
  return (
    <Drawer open title={nameOf(found.verb)} onClose={close} size={520} mask={{ closable: false }} styles={CLEAR_MASK}>
      <BulkProgress bulk={bulk} work={bulk.work ?? found} />
    </Drawer>
  );
}

function BulkProgress({ bulk, work }: { readonly bulk: ReturnType<typeof useBulk>; readonly work: BulkWork }) {
  const { isRunning, error, stop, goOn, retry } = bulk;
  return (
    <>
      {error === null ? null : <ProblemNotice error={error} keeps />}
      <BulkRun work={work} isRunning={isRunning} onStop={stop} onGoOn={() => void goOn(work)} onRetry={() => void retry(work)} />
    </>
  );
}

const doneOf = (work: BulkWork | null): string[] =>
  work?.items.filter(({ state }) => state === 'done').map(({ caseId }) => caseId) ?? [];

interface BulkInputProps<Verb extends BulkVerb = BulkVerb> {
  readonly able: readonly BulkCase[];
  readonly all: number;
  readonly verb: Verb;
  readonly initial: FormValues;
  /** @param forget lets the draft go */
  readonly onSend: (payload: Readonly<Record<string, unknown>>, forget: () => void) => void;
}

/** What is asked once for all of them, above those that it holds for. */
function BulkInput(props: BulkInputProps) {
  const t = useT();
  const nameOf = useBulkName();
  const { able, all, verb, onSend } = props;
  const isSome = able.length < all;
  return (
    <>
      {isSome ? <p>{t('bulk.someOnly', { able: able.length, all, verb: nameOf(verb) })}</p> : null}
      {able.length === 0 ? null : verb === 'supervise' ? (
        <BulkOrder able={able} onSend={onSend} />
      ) : (
        <BulkForm {...props} verb={verb} />
      )}
      {able.length === 0 ? null : <BulkCases able={able} />}
    </>
  );
}

/** The same question to whoever answers for each of the cases. */
function BulkOrder({ able, onSend }: Pick<BulkInputProps, 'able' | 'onSend'>) {
  const t = useT();
  const nameOf = useBulkName();
  return (
    <>
      <p className="quiet bulk-each">{t('bulk.each')}</p>
      <OrderQuestion
        about="bulk"
        label={t('bulk.start', { verb: nameOf('supervise'), count: able.length })}
        onSend={(question, forget) => onSend({ ...question }, forget)}
      />
    </>
  );
}

function BulkCases({ able }: Pick<BulkInputProps, 'able'>) {
  const t = useT();
  return (
    <details className="bulk-cases">
      <summary>{t('bulk.cases')}</summary>
      <ul className="figures">
        {able.map(({ id, number }) => (
          <li key={id}>{number}</li>
        ))}
      </ul>
    </details>
  );
}

/** What is typed outlives the panel; a choice does not, for the next cases may be others. */
function BulkForm({ able, verb, initial, onSend }: Omit<BulkInputProps<StaffVerb>, 'all'>) {
  const t = useT();
  const { timeZone } = useFormat();
  const form = formOfMany(verb);
  const draft = useVerbDraft('bulk', verb, form);
  const [fields] = Form.useForm<Record<string, unknown>>();
  const [first] = able;
  // Pickers suggest by the case that they are for; of equal cases any will do.
  const { data: detail, error, refetch } = useQuery({ ...caseQuery(first?.id ?? ''), enabled: first !== undefined });
  useSubmitKey(fields.submit);
  if (error !== null && detail === undefined) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (detail === undefined) return <Waiting rows={4} />;
  const start: FormValues = { ...form.initial?.(detail), ...initial };
  const send = (values: FormValues): void => onSend(payloadOf(form, values, detail, timeZone), () => draft.forget());
  const discard = (): void => {
    fields.setFieldsValue(Object.fromEntries(Object.keys(draft.value).map((name) => [name, start[name]])));
    draft.forget();
  };
  return (
    <>
      {isMessageKey(`consequence.${verb}`) ? <p className="consequence">{t.word('consequence', verb)}</p> : null}
      <Form
        form={fields}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...start, ...draft.value }}
        onValuesChange={(changed: FormValues) => draft.keep(workedOf(form, changed))}
        onFinish={send}
      >
        {form.fields.map((field, index) => (
          <VerbFieldItem key={field.name} field={field} detail={detail} autoFocus={index === 0} />
        ))}
      </Form>
      <DraftLine form={form} values={draft.value} savedAt={draft.savedAt} restoredAt={draft.restoredAt} onDiscard={discard} />
      <p className="quiet bulk-each">{t('bulk.each')}</p>
      <Button type="primary" onClick={fields.submit} autoFocus={form.fields.length === 0}>
        {t('bulk.start', { verb: t(`verb.${verb}`), count: able.length })}
      </Button>
    </>
  );
}

import type { CaseDetail, StaffVerb } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { journalQuery } from '../keys.ts';
import { FactList } from '../page/fact-list.tsx';
import { useToldFacts } from '../page/told-facts.ts';
import { theirChanges, type TheirChange } from './conflict-sides.ts';
import type { VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';
import '../../../styles/live.css';

interface ConflictPanelProps {
  readonly verb: StaffVerb;
  readonly form: VerbForm;
  readonly values: FormValues;
  /** The case as it was when the form was opened. */
  readonly opened: CaseDetail;
  readonly now: CaseDetail;
  readonly onGoOn: () => void;
  readonly onTakeTheirs: (theirs: FormValues) => void;
  /** Leaves the form; what was typed stays as a draft. */
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

/** Somebody was faster: their side and mine, next to each other. Nothing of mine is lost until I say so. */
export function ConflictPanel(props: ConflictPanelProps) {
  const { verb, form, values, opened, now, onGoOn, onTakeTheirs, onKeep, onDrop } = props;
  const t = useT();
  const stillAllowed = now.allowedVerbs.includes(verb);
  const changes = theirChanges(form, values, opened, now);
  const mine = form.fields.flatMap(({ name, label }) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' && !changes.some((change) => change.name === name)
      ? [{ label: t(label), value }]
      : [];
  });
  return (
    <section className="conflict" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <div className="conflict-sides">
        <div>
          <h4>{t('conflict.theirs')}</h4>
          <Theirs now={now} />
        </div>
        <div>
          <h4>{t('conflict.yours')}</h4>
          <FactList facts={mine} />
        </div>
      </div>
      {changes.length === 0 ? null : <SideBySide form={form} changes={changes} />}
      {stillAllowed ? null : <p>{t('conflict.notAllowed', { verb: t(`verb.${verb}`) })}</p>}
      <div className="row">
        {stillAllowed ? <Button onClick={onGoOn}>{t('conflict.goOn')}</Button> : null}
        {stillAllowed && changes.length > 0 ? (
          <Button onClick={() => onTakeTheirs(Object.fromEntries(changes.map(({ name, theirs }) => [name, theirs])))}>
            {t('conflict.takeTheirs')}
          </Button>
        ) : null}
        <Button onClick={onKeep}>{t('conflict.keep')}</Button>
        <Button type="text" onClick={onDrop}>
          {t('conflict.drop')}
        </Button>
      </div>
    </section>
  );
}

/** The case now, and what was done last in its own words. */
function Theirs({ now }: { readonly now: CaseDetail }) {
  const t = useT();
  const { data } = useQuery(journalQuery(now.id));
  const last = data?.items.at(-1);
  const told = useToldFacts(last?.verb ?? '', last?.facts ?? {});
  return (
    <>
      {last === undefined ? null : (
        <p>
          {t('conflict.last', { person: last.person?.name ?? t('case.platform'), verb: t.word('verb', last.verb) })}{' '}
          <ExactMoment at={last.at} />
        </p>
      )}
      <FactList
        facts={[
          { label: t('list.state'), value: t(`state.${now.state}`) },
          {
            label: t('list.owner'),
            value: now.owner === null ? null : [now.owner.unit.name, now.owner.person?.name].filter(Boolean).join(' · '),
          },
          ...told,
        ]}
      />
    </>
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));

/** The same field, as the other left it and as I typed it. Ids say nothing to a reader and are left to the form. */
function SideBySide({ form, changes }: { readonly form: VerbForm; readonly changes: readonly TheirChange[] }) {
  const t = useT();
  const readable = changes.flatMap(({ name, ...sides }) => {
    const field = form.fields.find((one) => one.name === name);
    return field?.kind === 'long_text' || field?.kind === 'line' ? [{ label: t(field.label), ...sides }] : [];
  });
  if (readable.length === 0) return null;
  return (
    <table className="conflict-table">
      <thead>
        <tr>
          <th scope="col">{t('conflict.field')}</th>
          <th scope="col">{t('conflict.theirs')}</th>
          <th scope="col">{t('conflict.yours')}</th>
        </tr>
      </thead>
      <tbody>
        {readable.map(({ label, theirs, mine }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{shown(theirs)}</td>
            <td>{shown(mine)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { CaseDetail, StaffVerb } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useLanguage, useT } from '../../../platform/language.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { journalQuery } from '../keys.ts';
import { FactList } from '../page/fact-list.tsx';
import { useTeller } from '../page/told-facts.ts';
import { ToldValue } from '../page/told-value.tsx';
import { myFields, theirChanges, type TheirChange } from './conflict-sides.ts';
import { useFieldNames } from './field-names.ts';
import { fieldWords } from './field-words.ts';
import type { VerbField, VerbForm } from './verb-forms.ts';
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
  const say = useFieldWords(form, values, now);
  const mine = myFields(form, values, opened)
    .filter(({ name }) => !changes.some(({ field }) => field.name === name))
    .map((field) => ({ label: t(field.told ?? field.label), value: say(field, values[field.name]) }));
  return (
    <section className="conflict" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <div className="conflict-sides">
        <div>
          <h4>{t('conflict.theirs')}</h4>
          <Theirs now={now} shownBelow={changes.map(({ field }) => field.name)} />
        </div>
        <div>
          <h4>{t('conflict.yours')}</h4>
          <FactList facts={mine} />
        </div>
      </div>
      {changes.length === 0 ? null : <SideBySide changes={changes} say={say} />}
      {stillAllowed ? null : <p>{t('conflict.notAllowed', { verb: t(`verb.${verb}`) })}</p>}
      <div className="row">
        {stillAllowed ? <Button onClick={onGoOn}>{t('conflict.goOn')}</Button> : null}
        {stillAllowed && changes.length > 0 ? (
          <Button onClick={() => onTakeTheirs(Object.fromEntries(changes.map(({ field, theirs }) => [field.name, theirs])))}>
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

type SayField = (field: VerbField, value: unknown) => string | undefined;

/** Words for the values of this form, mine as well as theirs. */
function useFieldWords(form: VerbForm, values: FormValues, detail: CaseDetail): SayField {
  const { t, format } = useLanguage();
  const nameOf = useFieldNames(form, values, detail);
  return (field, value) => fieldWords(field, value, { t, format, nameOf });
}

/** The case now, and what was done last in its own words. */
function Theirs({ now, shownBelow }: { readonly now: CaseDetail; readonly shownBelow: readonly string[] }) {
  const t = useT();
  const { data } = useQuery(journalQuery(now.id));
  const tell = useTeller(data?.names);
  const last = data?.items.at(-1);
  const told = last === undefined ? [] : tell(last).filter(({ name }) => !shownBelow.includes(name));
  return (
    <>
      {last === undefined ? null : (
        <p>
          {t('conflict.last', { person: last.person?.name ?? t('case.platform'), verb: t.word('verb', last.verb) })}{' '}
          <Moment at={last.at} />
        </p>
      )}
      <FactList
        facts={[
          { label: t('list.state'), value: t(`state.${now.state}`) },
          {
            label: t('list.owner'),
            value: now.owner === null ? null : [now.owner.unit.name, now.owner.person?.name].filter(Boolean).join(' · '),
          },
          ...told.map((one) => ({ label: one.label, value: <ToldValue told={one} /> })),
        ]}
      />
    </>
  );
}

/** The same field, as the other left it and as I have it. */
function SideBySide({ changes, say }: { readonly changes: readonly TheirChange[]; readonly say: SayField }) {
  const t = useT();
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
        {changes.map(({ field, theirs, mine }) => (
          <tr key={field.name}>
            <th scope="row">{t(field.label)}</th>
            <td>{say(field, theirs)}</td>
            <td>{say(field, mine)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { CaseDetail, StaffVerb } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useT } from '../../../platform/language.tsx';
import { ExactMoment } from '../../../ui/moment.tsx';
import { journalQuery } from '../keys.ts';
import { FactList } from '../page/fact-list.tsx';
import type { VerbForm } from './verb-forms.ts';
import type { FormValues } from './verb-payload.ts';

interface ConflictPanelProps {
  readonly verb: StaffVerb;
  readonly form: VerbForm;
  readonly values: FormValues;
  readonly now: CaseDetail;
  readonly onGoOn: () => void;
  readonly onDrop: () => void;
}

/** Somebody was faster: their side and mine, next to each other. Nothing of mine is lost until I say so. */
export function ConflictPanel({ verb, form, values, now, onGoOn, onDrop }: ConflictPanelProps) {
  const t = useT();
  const { data } = useQuery(journalQuery(now.id));
  const last = data?.items.at(-1);
  const stillAllowed = now.allowedVerbs.includes(verb);
  const mine = form.fields.flatMap(({ name, label }) => {
    const value = values[name];
    return typeof value === 'string' ? [{ label: t(label), value }] : [];
  });
  return (
    <section className="conflict" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <div className="conflict-sides">
        <div>
          <h4>{t('conflict.theirs')}</h4>
          <FactList
            facts={[
              { label: t('list.state'), value: t(`state.${now.state}`) },
              {
                label: t('list.owner'),
                value: now.owner === null ? null : [now.owner.unit.name, now.owner.person?.name].filter(Boolean).join(' · '),
              },
            ]}
          />
          {last === undefined ? null : (
            <p>
              {t('conflict.last', { person: last.person?.name ?? t('case.platform'), verb: t.word('verb', last.verb) })}{' '}
              <ExactMoment at={last.at} />
            </p>
          )}
        </div>
        <div>
          <h4>{t('conflict.yours')}</h4>
          <FactList facts={mine} />
        </div>
      </div>
      {stillAllowed ? null : <p>{t('conflict.notAllowed', { verb: t(`verb.${verb}`) })}</p>}
      <div className="row">
        {stillAllowed ? <Button onClick={onGoOn}>{t('conflict.goOn')}</Button> : null}
        <Button onClick={onDrop}>{t('conflict.drop')}</Button>
      </div>
    </section>
  );
}

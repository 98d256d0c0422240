import { DatePicker } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { Section } from '../../cases/page/fact-list.tsx';
import { datesOf, heldOn, historyOf, type CategoryDetail } from './category.ts';

/** Every condition that ever held, newest first; those of a chosen day are marked, so that an old case can be judged by its own rules. */
export function History({ detail }: { readonly detail: CategoryDetail }) {
  const { t, format } = useLanguage();
  const today = format.date(useNow());
  const [chosen, setChosen] = useState('');
  const day = chosen === '' ? today : chosen;
  const rows = historyOf(detail);
  if (rows.length === 0) return null;
  const count = rows.filter((row) => heldOn(row, day)).length;
  return (
    <Section title={t('catalogue.history')}>
      <label>
        {t('catalogue.onDay')}{' '}
        <DatePicker
          aria-label={t('catalogue.onDay')}
          placeholder={today}
          onChange={(_, text) => setChosen(typeof text === 'string' ? text : '')}
        />
      </label>
      <p role="status">{t('catalogue.heldOn', { day, count })}</p>
      <ol className="rule-timeline" aria-label={t('catalogue.history')}>
        {rows.map((row) => {
          const held = heldOn(row, day);
          return (
            <li key={row.id} className={held ? 'held' : undefined}>
              <span className="figures">{datesOf(row, t)}</span>{' '}
              {held ? <strong>{t('catalogue.held')}</strong> : <span className="quiet">{t('catalogue.notHeld')}</span>}
              <br />
              <strong className="figures">{t.pick(row.limit)}</strong> {t.pick(row.filing)}
              <br />
              <span className="quiet">{t('row.closing', { text: t.pick(row.closing) })}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

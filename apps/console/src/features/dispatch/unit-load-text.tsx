import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import type { UnitLoad } from '@gridward/contract';
import { HOUR_MS } from '@gridward/core';
import { useLanguage } from '../../platform/language.tsx';

/** What a unit has in hand, in words; too much of it is said as an alarm with a shape of its own. */
export function UnitLoadText({ load, short = false }: { readonly load: UnitLoad; readonly short?: boolean }) {
  const { t, format } = useLanguage();
  const { open, dueToday, overdue, capacity, usualOpen, medianHours, finished, alarm } = load;
  const carried = capacity === null ? t('load.open', { open }) : t('load.openOf', { open, capacity });
  const amount = medianHours === null ? null : format.amount(medianHours * HOUR_MS, null);
  const median = amount === null ? t('load.noMedian') : t('load.median', { amount, count: finished });
  const rest = [
    ...(dueToday === 0 ? [] : [t('load.dueToday', { count: dueToday })]),
    ...(overdue === 0 ? [] : [t('load.overdue', { count: overdue })]),
    ...(short ? [] : [median]),
  ];
  return (
    <span className="unit-load figures">
      {alarm === null ? (
        carried
      ) : (
        <strong className="load-alarm">
          <svg viewBox="0 0 16 16" role="img" aria-label={t('load.alarm')}>
            <path d="M8 1 15.5 15H.5zM7.2 6h1.6v4.6H7.2zM7.2 11.8h1.6v1.6H7.2z" fillRule="evenodd" />
          </svg>{' '}
          {alarm === 'over_capacity'
            ? t('load.overCapacity', { open, capacity: capacity ?? 0 })
            : t('load.aboveUsual', { open, usual: format.decimal(usualOpen ?? 0) })}
        </strong>
      )}
      {rest.map((part) => ` · ${part}`).join('')}
    </span>
  );
}

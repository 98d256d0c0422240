import '@gridward/i18n/words/dispatching';
import './dispatch.css';
import type { UnitLoad } from '@gridward/contract';
import { HOUR_MS } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../../platform/language.tsx';

/** What lies with units to be handled: what loads count. */
export const IN_HAND = { state: 'assigned,handling,deferred', order: 'due' } as const;

interface UnitLoadTextProps {
  readonly load: UnitLoad;
  readonly short?: boolean;
  /** Beside a choice that is being made: no link may lead away from it. */
  readonly isPlain?: boolean;
}

/** What a unit has in hand, in words, each figure a door to its cases; too much of it is said as an alarm with a shape of its own. */
export function UnitLoadText({ load, short = false, isPlain = short }: UnitLoadTextProps) {
  const { t, format } = useLanguage();
  const { unit, open, dueToday, overdue, capacity, usualOpen, medianHours, finished, alarm } = load;
  const carried = capacity === null ? t('load.open', { open }) : t('load.openOf', { open, capacity });
  const amount = medianHours === null ? null : format.amount(medianHours * HOUR_MS, null);
  const median = amount === null ? t('load.noMedian') : t('load.median', { amount, count: finished });
  const door = (figure: string, count: number, filters: Readonly<Record<string, string>> = {}): ReactNode =>
    isPlain || count === 0 ? (
      figure
    ) : (
      <Link
        to="/cases"
        search={{ leadUnitId: unit.id, ...IN_HAND, ...filters }}
        title={t('load.ofUnit', { unit: unit.name, figure })}
      >
        {figure}
      </Link>
    );
  return (
    <span className="unit-load figures">
      {alarm === null ? (
        door(carried, open)
      ) : (
        <strong className="load-alarm">
          <svg viewBox="0 0 16 16" role="img" aria-label={t('load.alarm')}>
            <path d="M8 1 15.5 15H.5zM7.2 6h1.6v4.6H7.2zM7.2 11.8h1.6v1.6H7.2z" fillRule="evenodd" />
          </svg>{' '}
          {door(
            alarm === 'over_capacity'
              ? t('load.overCapacity', { open, capacity: capacity ?? 0 })
              : t('load.aboveUsual', { open, usual: format.decimal(usualOpen ?? 0) }),
            open,
          )}
        </strong>
      )}
      {dueToday === 0 ? null : <> · {door(t('load.dueToday', { count: dueToday }), dueToday, { due: 'today' })}</>}
      {overdue === 0 ? null : <> · {door(t('load.overdue', { count: overdue }), overdue, { lamp: 'red' })}</>}
      {short ? null : ` · ${median}`}
    </span>
  );
}

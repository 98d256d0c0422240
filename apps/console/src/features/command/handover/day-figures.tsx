import type { Handover } from '@gridward/contract';
import { addDays, type DayFigure } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, useT } from '../../../platform/language.tsx';
import { Scrolling } from './named-cases.tsx';

/** Figures of a day that is over stay as they are, and so does the list behind each. */
export function DayFigures({ handover }: { readonly handover: Handover }) {
  const t = useT();
  const format = useFormat();
  const { facts, place, on, state } = handover;
  const isSettled = state === 'draft' || format.date(Date.parse(facts.at)) > on;
  const door = (figure: DayFigure, day: string, count: number): ReactNode =>
    isSettled && count > 0 ? <DayDoor figure={figure} on={day} areaId={place.id} count={count} /> : count;
  return (
    <section className="section" aria-labelledby="handover-work">
      <h2 id="handover-work">{t('handover.work')}</h2>
      <Scrolling label={t('handover.figure')}>
        <table className="case-table numbers">
          <thead>
            <tr>
              <th scope="col">{t('handover.figure')}</th>
              {(['count', 'before', 'weekMean'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`handover.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.figures.map(({ figure, count, before, weekMean }) => (
              <tr key={figure}>
                <th scope="row">{t(`dayWork.${figure}`)}</th>
                <td className="number figures">{door(figure, on, count)}</td>
                <td className="number figures">{door(figure, addDays(on, -1), before)}</td>
                <td className="number figures">{format.decimal(weekMean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}

interface DayDoorProps {
  readonly figure: DayFigure;
  readonly on: string;
  readonly areaId: string;
  readonly count: number;
}

function DayDoor({ figure, on, areaId, count }: DayDoorProps) {
  const t = useT();
  return (
    <Link
      to="/cases"
      search={{ areaId, dayWork: `${figure}:${on}` }}
      aria-label={t('handover.openFigure', { figure: t(`dayWork.${figure}`), day: on, count })}
    >
      {count}
    </Link>
  );
}

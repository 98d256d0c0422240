import { useLanguage } from '../../../platform/language.tsx';
import type { CalendarDay } from './calendar.ts';
import { weeksOf, type YearDay } from './year.ts';

interface MonthTableProps {
  readonly year: number;
  readonly month: number;
  readonly days: ReadonlyMap<string, CalendarDay>;
  /** `null` where nothing may be changed. */
  readonly onChoose: ((day: string) => void) | null;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** One month; a day that differs from Monday-to-Friday says why. */
export function MonthTable({ year, month, days, onChoose }: MonthTableProps) {
  const { t } = useLanguage();
  const name = new Intl.DateTimeFormat(t.locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1),
  );
  return (
    <section className="month" aria-label={name}>
      <h2>{name}</h2>
      <table>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {t(`settings.weekday.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((cell) => cell !== null)?.day}>
              {week.map((cell, i) =>
                cell === null ? (
                  <td key={`pad ${WEEKDAYS[i]}`} />
                ) : (
                  <td key={cell.day}>
                    <Day cell={cell} entry={days.get(cell.day)} onChoose={onChoose} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DayProps {
  readonly cell: YearDay;
  readonly entry: CalendarDay | undefined;
  readonly onChoose: MonthTableProps['onChoose'];
}

function Day({ cell, entry, onChoose }: DayProps) {
  const { t } = useLanguage();
  const kind = entry?.kind ?? (cell.isWeekend ? 'off' : 'plain');
  const mark = entry === undefined ? null : t(entry.kind === 'holiday' ? 'settings.markHoliday' : 'settings.markWorkday');
  const title = entry === undefined ? cell.day : `${cell.day} ${t.pick(entry.name)}`;
  const content = (
    <>
      {cell.number}
      {mark === null ? null : <span className="day-mark">{mark}</span>}
      <span className="sr-only"> {title}</span>
    </>
  );
  const className = kind === 'plain' ? 'day' : `day day-${kind}`;
  return onChoose === null ? (
    <span className={className} title={title}>
      {content}
    </span>
  ) : (
    <button type="button" className={className} title={title} onClick={() => onChoose(cell.day)}>
      {content}
    </button>
  );
}

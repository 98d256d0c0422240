import { DAY_MS } from '@gridward/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, unwrap } from '../../../platform/api.ts';
import { useLanguage } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { PageProblem, ProblemNotice } from '../../../ui/problem-notice.tsx';
import { Waiting } from '../../../ui/waiting.tsx';
import { useMay } from '../../session/me.tsx';
import { useSay } from '../editing/said.tsx';
import type { Calendar } from './calendar.ts';
import { DayForm, type DayChoice } from './day-form.tsx';
import { MonthTable } from './month-table.tsx';
import { PublishForm } from './publish-form.tsx';

const NOTICE_DAYS = 90;
const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const yearOf = (day: string): number => Number(day.slice(0, 4));

/** A year at a glance: holidays and make-up workdays, each to be changed with one click; the next year is published here. */
export function CalendarPart() {
  const calendar = useQuery({
    queryKey: ['calendar', 'all'],
    queryFn: ({ signal }) => unwrap(api.getCalendar({ query: {} }, { signal })),
  });
  if (calendar.error !== null && calendar.data === undefined)
    return <PageProblem error={calendar.error} onRetry={() => void calendar.refetch()} />;
  return calendar.data === undefined ? <Waiting rows={10} /> : <Year calendar={calendar.data} />;
}

function Year({ calendar }: { readonly calendar: Calendar }) {
  const { t, format } = useLanguage();
  const now = useNow();
  const may = useMay();
  const say = useSay();
  const client = useQueryClient();
  const today = format.date(now);
  const [first, last] = [yearOf(calendar.publishedFrom), yearOf(calendar.publishedUntil)];
  const [chosenYear, setYear] = useState(Math.min(Math.max(yearOf(today), first), last));
  const [choice, setChoice] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const days = new Map(calendar.days.map((day) => [day.day, day]));
  const daysLeft = Math.floor((Date.parse(`${calendar.publishedUntil}T00:00:00Z`) - now) / DAY_MS);
  const keep = (saved: Calendar): void => {
    client.setQueryData(['calendar', 'all'], saved);
    void client.invalidateQueries({ queryKey: ['calendar'] });
  };
  const write = (next: DayChoice, version: number): Promise<Calendar> =>
    unwrap(
      api.saveCalendarDays({
        body: { version, days: next.entry === null ? [] : [next.entry], removed: next.entry === null ? [next.day] : [] },
      }),
    );
  const save = useMutation({
    mutationFn: (next: DayChoice) => write(next, calendar.version),
    onSuccess: (saved, next) => {
      const before = days.get(next.day) ?? null;
      keep(saved);
      setChoice(null);
      say(t('settings.dayChanged', { day: next.day }), async () =>
        keep(await write({ day: next.day, entry: before }, saved.version)),
      );
    },
    onError: () => client.invalidateQueries({ queryKey: ['calendar'] }),
  });
  const mayEdit = may('catalogue.manage');
  return (
    <>
      <p className={daysLeft < NOTICE_DAYS ? 'warns' : undefined} role={daysLeft < NOTICE_DAYS ? 'alert' : undefined}>
        {t('settings.publishedUntil', { day: calendar.publishedUntil })}{' '}
        {daysLeft < NOTICE_DAYS ? t('settings.publishSoon', { year: String(last + 1) }) : null}
      </p>
      <p className="quiet">
        {t('settings.hours', { hours: t.list(calendar.periods.map(({ from, to }) => `${from}–${to}`)), zone: calendar.timeZone })}{' '}
        {t('settings.calendarHint')}
      </p>
      <div className="row">
        <Segmented<number>
          aria-label={t('settings.year')}
          value={chosenYear}
          onChange={setYear}
          options={Array.from({ length: last - first + 1 }, (_, i) => first + i)}
        />
        {mayEdit ? (
          <Button onClick={() => setPublishing(true)}>{t('settings.publish', { year: String(last + 1) })}</Button>
        ) : null}
      </div>
      {save.error === null ? null : <ProblemNotice error={save.error} keeps />}
      <p className="quiet">{t('settings.legend')}</p>
      <div className="year">
        {MONTHS.map((month) => (
          <MonthTable key={month} year={chosenYear} month={month} days={days} onChoose={mayEdit ? setChoice : null} />
        ))}
      </div>
      {choice === null ? null : (
        <DayForm
          day={choice}
          entry={days.get(choice) ?? null}
          sent={save}
          error={save.error}
          onSave={(next) => save.mutateAsync(next)}
          onClose={() => setChoice(null)}
        />
      )}
      {publishing ? (
        <PublishForm
          calendar={calendar}
          year={last + 1}
          onDone={(saved) => {
            keep(saved);
            setPublishing(false);
            setYear(last + 1);
            say(t('settings.published', { year: String(last + 1) }));
          }}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </>
  );
}

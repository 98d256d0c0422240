import { problem, type Problem } from '@gridward/contract';
import { err, ok, type CivilDate, type Result } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { Call } from '../../../http/host.ts';
import { invalid, logChange, type CatalogueDeps } from '../catalogue-deps.ts';
import { CALENDAR_ID, type CalendarDayRow, type CalendarRecord } from '../catalogue.repository.ts';
import { removeDays, saveDays, updateCalendar } from './calendar.repository.ts';

export type { CalendarDayRow, CalendarRecord } from '../catalogue.repository.ts';

type Outcome = Promise<Result<CalendarRecord, Problem>>;

/** The calendar, or one year of it. A year that is not published is refused, never guessed. */
export async function readCalendar(
  year: number | undefined,
  deps: Pick<CatalogueDeps, 'catalogue'>,
  trx?: Transaction<Database>,
): Outcome {
  const { calendar: record } = await deps.catalogue.records(trx);
  if (record === undefined) return err(problem('not_found'));
  if (year === undefined) return ok(record);
  const { publishedFrom, publishedUntil } = record.calendar;
  if (`${year}-12-31` < publishedFrom || `${year}-01-01` > publishedUntil) return err(problem('calendar_unpublished'));
  return ok({ ...record, days: record.days.filter(({ day }) => yearOf(day) === year) });
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));

/** Changes single days of published years. Deadlines that run keep the moment they were given. */
export async function changeDays(
  input: { readonly version: number; readonly days: readonly CalendarDayRow[]; readonly removed: readonly CivilDate[] },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const read = await readCalendar(undefined, deps, trx);
  if (!read.ok) return read;
  const { publishedFrom, publishedUntil } = read.value.calendar;
  const outside = [...input.days.map(({ day }) => day), ...input.removed].some(
    (day) => day < publishedFrom || day > publishedUntil,
  );
  if (outside) return err(problem('calendar_unpublished'));
  if (hasTwice(input.days)) return invalid('/days', { zh: '有日期重复', en: 'A day stands twice' });
  if (!(await updateCalendar(trx, input.version, publishedUntil)))
    return err(problem('version_conflict', { current: { version: read.value.version } }));
  await removeDays(trx, input.removed);
  await saveDays(trx, input.days);
  return finish('change', { days: input.days, removed: input.removed }, call, trx, deps);
}

/** Publishes the year after the last published one, with its holidays and make-up workdays. */
export async function publishYear(
  input: { readonly version: number; readonly year: number; readonly days: readonly CalendarDayRow[] },
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  const read = await readCalendar(undefined, deps, trx);
  if (!read.ok) return read;
  const next = yearOf(read.value.calendar.publishedUntil) + 1;
  if (input.year < next) return err(problem('already_exists'));
  if (input.year > next) return invalid('/year', { zh: `请先公布${next}年`, en: `Publish ${next} first` });
  if (input.days.length === 0) return invalid('/days', { zh: '一年至少有一个法定节假日', en: 'A year has statutory holidays' });
  if (input.days.some(({ day }) => yearOf(day) !== input.year))
    return invalid('/days', { zh: '有日期不在这一年', en: 'A day lies in another year' });
  if (hasTwice(input.days)) return invalid('/days', { zh: '有日期重复', en: 'A day stands twice' });
  if (!(await updateCalendar(trx, input.version, `${input.year}-12-31`))) {
    return err(problem('version_conflict', { current: { version: read.value.version } }));
  }
  await saveDays(trx, input.days);
  return finish('publish', { year: input.year, days: input.days }, call, trx, deps);
}

const hasTwice = (days: readonly CalendarDayRow[]): boolean => new Set(days.map(({ day }) => day)).size < days.length;

async function finish(
  verb: string,
  detail: Readonly<Record<string, unknown>>,
  call: Call,
  trx: Transaction<Database>,
  deps: CatalogueDeps,
): Outcome {
  await deps.catalogue.touch(trx);
  await logChange(deps, trx, call, { kind: 'calendar', verb, id: CALENDAR_ID, detail });
  return readCalendar(undefined, deps, trx);
}

import { dayNumber } from '@gridward/core';
import type { CalendarDay } from './calendar.ts';

/** What was understood of the lines, or the lines that were not. */
export type PublishText =
  | { readonly ok: true; readonly days: readonly CalendarDay[] }
  | { readonly ok: false; readonly lines: readonly number[] };

const MOST_DAYS = 40;

/**
 * Reads an announcement line by line: `2027-01-01 元旦`, `2027-02-06~2027-02-12 春节`, `2027-02-14 班 春节调休` (or `work`). A day that stands twice, lies in
 * another year or does not exist is not understood.
 */
export function readAnnouncement(text: string, year: number): PublishText {
  const days = new Map<string, CalendarDay>();
  const wrong: number[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line.trim(), year);
    if (read === null || read.some(({ day }) => days.has(day))) wrong.push(i + 1);
    else for (const day of read) days.set(day.day, day);
  }
  return wrong.length > 0 || days.size === 0 ? { ok: false, lines: wrong } : { ok: true, days: [...days.values()] };
}

function readLine(line: string, year: number): CalendarDay[] | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:\s*[~～至]\s*(\d{4}-\d{2}-\d{2}))?\s+((?:班|work)\s+)?(\S.{0,59})$/.exec(line);
  if (match === null) return null;
  const [, from = '', to = from, work, name = ''] = match;
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (!(last >= first) || last - first >= MOST_DAYS || Number(from.slice(0, 4)) !== year || Number(to.slice(0, 4)) !== year)
    return null;
  return Array.from({ length: last - first + 1 }, (_, i): CalendarDay => {
    const day = new Date((first + i) * 86_400_000).toISOString().slice(0, 10);
    return { day, kind: work === undefined ? 'holiday' : 'workday', name: { zh: name, en: null } };
  });
}

import { civilDateOf, dayNumber, weekdayOf } from '@gridward/core';

export interface YearDay {
  readonly day: string;
  readonly number: number;
  readonly isWeekend: boolean;
}

/** A month in weeks from Monday; `null` pads the first and last week. */
export function weeksOf(year: number, month: number): (YearDay | null)[][] {
  const first = dayNumber(`${year}-${String(month).padStart(2, '0')}-01`);
  const next = month === 12 ? dayNumber(`${year + 1}-01-01`) : dayNumber(`${year}-${String(month + 1).padStart(2, '0')}-01`);
  const days = Array.from({ length: next - first }, (_, i): YearDay => {
    return { day: civilDateOf(first + i), number: i + 1, isWeekend: weekdayOf(first + i) > 5 };
  });
  const cells: (YearDay | null)[] = [...Array.from({ length: weekdayOf(first) - 1 }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

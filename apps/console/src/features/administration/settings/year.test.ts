import { describe, expect, it } from 'vitest';
import { weeksOf } from './year.ts';

describe('a month of the calendar', () => {
  it('begins its weeks on Monday and holds every day once', () => {
    const weeks = weeksOf(2026, 2);
    expect(weeks[0]?.findIndex((cell) => cell !== null)).toBe(6);
    const days = weeks.flat().filter((cell) => cell !== null);
    expect(days.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
    expect(days.filter(({ isWeekend }) => isWeekend).map(({ day }) => day)).toEqual([
      '2026-02-01',
      '2026-02-07',
      '2026-02-08',
      '2026-02-14',
      '2026-02-15',
      '2026-02-21',
      '2026-02-22',
      '2026-02-28',
    ]);
  });

  it('knows leap years and the end of the year', () => {
    expect(
      weeksOf(2028, 2)
        .flat()
        .filter((cell) => cell !== null),
    ).toHaveLength(29);
    expect(
      weeksOf(2026, 12)
        .flat()
        .filter((cell) => cell !== null)
        .at(-1)?.day,
    ).toBe('2026-12-31');
  });
});

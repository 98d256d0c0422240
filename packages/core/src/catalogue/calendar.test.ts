import { expect, it } from 'vitest';
import { checkWorkCalendar, isWorkday, STANDARD_PERIODS, workingSlots, type WorkCalendar } from './calendar.ts';
import { addDays, civilDateAt, dayNumber, instantOfLocal, isTimeZone, timeOfDayMs, weekdayOf, zoneOf } from './zone.ts';

const calendar: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  periods: STANDARD_PERIODS,
  days: new Map([
    ['2026-05-01', 'holiday'],
    ['2026-05-09', 'workday'],
  ]),
  publishedFrom: '2026-01-01',
  publishedUntil: '2026-12-31',
};

it('knows holidays, make-up workdays, weekends and the edge of what is published', () => {
  expect(isWorkday(calendar, '2026-05-01')).toBe(false);
  expect(isWorkday(calendar, '2026-05-09')).toBe(true);
  expect(isWorkday(calendar, '2026-05-10')).toBe(false);
  expect(isWorkday(calendar, '2026-05-11')).toBe(true);
  expect(isWorkday(calendar, '2027-01-01')).toBeUndefined();
  expect(isWorkday(calendar, '2025-12-31')).toBeUndefined();
});

it.each([
  ['timeZone', { timeZone: 'Mars/Base' }],
  ['periods', { periods: [] }],
  ['periods', { periods: [{ from: '09:00', to: '09:00' }] }],
  ['periods', { periods: [STANDARD_PERIODS[1], STANDARD_PERIODS[0]] as WorkCalendar['periods'] }],
  ['periods', { periods: [{ from: '08:00', to: '24:30' }] }],
  ['days', { days: new Map([['2026-02-30', 'holiday' as const]]) }],
  ['published', { publishedUntil: '2025-12-31' }],
] as const)('refuses a calendar with bad %s', (field, change) => {
  expect(checkWorkCalendar({ ...calendar, ...change })).toEqual({
    ok: false,
    error: { problem: 'calendar_invalid', field },
  });
});

it('accepts periods that touch and a day that ends at midnight', () => {
  const periods = [
    { from: '00:00', to: '08:00' },
    { from: '08:00', to: '24:00' },
  ];
  expect(checkWorkCalendar({ ...calendar, periods }).ok).toBe(true);
});

it('unrolls to moments of the zone, not of the host', () => {
  const slots = workingSlots({
    ...calendar,
    publishedFrom: '2026-01-05',
    publishedUntil: '2026-01-05',
  });
  expect([...slots.startAt].map((at) => new Date(at).toISOString())).toEqual([
    '2026-01-05T00:00:00.000Z',
    '2026-01-05T06:00:00.000Z',
  ]);
  expect(slots.fromAt).toBe(Date.UTC(2026, 0, 4, 16));
  expect(slots.untilAt).toBe(Date.UTC(2026, 0, 5, 16));
  expect(slots.workingDayMs).toBe(8 * 3_600_000);
});

it('takes a skipped local time after the gap and a doubled one at its first showing', () => {
  const berlin = zoneOf('Europe/Berlin');
  expect(instantOfLocal(berlin, Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(instantOfLocal(berlin, Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
  expect(instantOfLocal(berlin, Date.UTC(2026, 6, 1, 12))).toBe(Date.UTC(2026, 6, 1, 10));
});

it('counts civil dates', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(weekdayOf(dayNumber('2026-05-10'))).toBe(7);
  expect(weekdayOf(dayNumber('1969-12-29'))).toBe(1);
  expect(dayNumber('2026-02-29')).toBeNaN();
  expect(timeOfDayMs('24:00')).toBe(86_400_000);
  expect(timeOfDayMs('24:01')).toBeNaN();
  expect(civilDateAt('Asia/Shanghai', Date.UTC(2026, 0, 1, 16))).toBe('2026-01-02');
  expect(isTimeZone('Asia/Urumqi')).toBe(true);
});

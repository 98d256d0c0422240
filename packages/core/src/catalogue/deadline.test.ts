import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_PERIODS, type WorkCalendar } from './calendar.ts';
import { addOnClock, amberFrom, deadline, deadlineAfterPause, elapsed, lamp, remaining } from './deadline.ts';
import { LIMIT_UNITS, parseLimit } from './limit.ts';
import { dayNumber, instantOfLocal, timeOfDayMs, weekdayOf, zoneOf } from './zone.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

const shanghai: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  periods: STANDARD_PERIODS,
  days: new Map([
    ['2026-05-01', 'holiday'],
    ['2026-05-04', 'holiday'],
    ['2026-05-05', 'holiday'],
    ['2026-05-09', 'workday'],
  ]),
  publishedFrom: '2026-01-01',
  publishedUntil: '2026-12-31',
};
/** A zone with summer time and a night shift, so that both changes of the clock fall into working time. */
const berlin: WorkCalendar = {
  ...shanghai,
  timeZone: 'Europe/Berlin',
  periods: [
    { from: '01:00', to: '05:00' },
    { from: '20:30', to: '24:00' },
  ],
  days: new Map([
    ['2026-03-29', 'workday'],
    ['2026-10-25', 'workday'],
    ['2026-06-10', 'holiday'],
  ]),
};

const local = (calendar: WorkCalendar, text: string): number => {
  const [date = '', time = ''] = text.split(' ');
  return instantOfLocal(zoneOf(calendar.timeZone), dayNumber(date) * DAY + timeOfDayMs(time));
};
const at = (text: string): number => local(shanghai, text);
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const dueText = (start: string, raw: string): number => value(deadline(shanghai, at(start), value(parseLimit(raw))));

describe('test vectors', () => {
  // 2026-03-13 is a Friday of a fortnight without holidays.
  it.each([
    ['2026-03-13 17:30', '4小时', '2026-03-16 11:30'],
    ['2026-03-13 17:30', '1工作日', '2026-03-16 17:30'],
    ['2026-03-16 12:30', '2小时', '2026-03-16 16:00'],
    ['2026-03-14 10:00', '2紧急工作时', '2026-03-14 12:00'],
    ['2026-03-13 09:00', '2紧急工作日', '2026-03-15 09:00'],
    ['2026-03-16 08:00', '4小时', '2026-03-16 12:00'],
    ['2026-03-16 23:50', '30分钟', '2026-03-17 00:20'],
    ['2026-04-30 17:00', '1工作日', '2026-05-06 17:00'],
    ['2026-05-08 17:00', '1工作日', '2026-05-09 17:00'],
  ])('%s + %s = %s', (start, raw, due) => {
    expect(dueText(start, raw)).toBe(at(due));
  });

  it('scales the working day to the configured day', () => {
    const sevenHours = {
      ...shanghai,
      periods: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
    };
    expect(value(deadline(sevenHours, at('2026-03-16 10:00'), { value: 1, unit: 'WD' }))).toBe(at('2026-03-17 10:00'));
  });
});

describe('the edge of the published calendar', () => {
  const edge = {
    problem: 'calendar_unpublished',
    publishedFrom: '2026-01-01',
    publishedUntil: '2026-12-31',
  };
  it('refuses working time beyond the last published year', () => {
    expect(deadline(shanghai, at('2026-12-31 17:00'), { value: 2, unit: 'WH' })).toEqual({
      ok: false,
      error: { ...edge, askedFor: '2027-01-01' },
    });
    expect(value(deadline(shanghai, at('2026-12-31 17:00'), { value: 1, unit: 'WH' }))).toBe(at('2026-12-31 18:00'));
    expect(deadline(shanghai, at('2027-03-01 09:00'), { value: 1, unit: 'WD' })).toEqual({
      ok: false,
      error: { ...edge, askedFor: '2027-03-01' },
    });
    expect(elapsed(shanghai, 'WH', at('2026-12-30 09:00'), at('2027-01-04 09:00'))).toMatchObject({
      ok: false,
    });
  });
  it('refuses working time before the first published year', () => {
    expect(elapsed(shanghai, 'WD', at('2025-12-31 09:00'), at('2026-01-04 09:00'))).toMatchObject({
      error: { askedFor: '2025-12-31' },
    });
    expect(addOnClock(shanghai, 'WH', at('2026-01-01 09:00'), -5 * HOUR)).toMatchObject({
      error: { askedFor: '2025-12-31' },
    });
  });
  it('never asks the calendar for continuous units', () => {
    expect(value(deadline(shanghai, at('2026-12-31 17:00'), { value: 2, unit: 'UD' }))).toBe(at('2026-12-31 17:00') + 2 * DAY);
  });
});

describe('lamp', () => {
  const startAt = at('2026-03-16 08:00');
  const dueAt = at('2026-03-17 11:30');
  const colour = (text: string, pause = {}) => lamp(startAt, dueAt, at(text), shanghai, 'WH', pause);
  it('is green to 80 %, amber to the deadline, red after it and grey while paused', () => {
    expect(colour('2026-03-16 18:00')).toBe('green');
    expect(colour('2026-03-17 09:12')).toBe('green');
    expect(colour('2026-03-17 09:13')).toBe('amber');
    expect(colour('2026-03-17 11:30')).toBe('amber');
    expect(colour('2026-03-17 11:31')).toBe('red');
    expect(colour('2026-03-17 11:31', { isPaused: true })).toBe('grey');
  });
  it('does not count a granted pause as part of the limit', () => {
    expect(value(amberFrom(shanghai, 'WH', startAt, dueAt, { pausedMs: 1.5 * HOUR }))).toBe(at('2026-03-17 09:30'));
  });
  it('counts what was used before the clock started anew', () => {
    expect(value(amberFrom(shanghai, 'WH', startAt, dueAt, { usedMs: 8.5 * HOUR }))).toBe(at('2026-03-16 17:30'));
    expect(value(amberFrom(shanghai, 'WH', startAt, dueAt, { usedMs: 80 * HOUR }))).toBe(startAt);
  });
  it('is red in an unpublished year when the deadline is past', () => {
    expect(lamp(startAt, dueAt, at('2030-01-01 00:00'), shanghai, 'WD')).toBe('red');
  });
});

it('moves a deadline by nothing for a pause in which its clock stood still', () => {
  const dueAt = at('2026-03-17 11:00');
  const pause = [at('2026-03-13 18:00'), at('2026-03-16 08:00')] as const;
  expect(value(deadlineAfterPause(shanghai, 'WD', dueAt, ...pause))).toBe(dueAt);
  expect(value(deadlineAfterPause(shanghai, 'UH', dueAt, ...pause))).toBe(dueAt + pause[1] - pause[0]);
});

describe.each([
  ['Asia/Shanghai', shanghai],
  ['Europe/Berlin', berlin],
])('properties in %s', (_name, calendar) => {
  const first = local(calendar, '2026-01-02 00:00');
  const instant = fc.integer({ min: 0, max: 300 * 24 * 60 }).map((minutes) => first + minutes * MINUTE);
  const unit = fc.constantFrom(...LIMIT_UNITS);
  const amount = fc.integer({ min: 1, max: 60 * 60 }).map((minutes) => minutes * MINUTE);
  const add = (u: (typeof LIMIT_UNITS)[number], start: number, ms: number) => value(addOnClock(calendar, u, start, ms));
  const between = (u: (typeof LIMIT_UNITS)[number], from: number, to: number) => value(elapsed(calendar, u, from, to));

  it('elapsed undoes addOnClock, and no earlier moment would do', () => {
    fc.assert(
      fc.property(unit, instant, amount, (u, start, ms) => {
        const due = add(u, start, ms);
        expect(between(u, start, due)).toBe(ms);
        expect(between(u, start, due - 1)).toBe(ms - 1);
        expect(value(remaining(calendar, u, start, due))).toBe(ms);
      }),
    );
  });

  it('is monotonic in start and in amount', () => {
    fc.assert(
      fc.property(unit, instant, instant, amount, amount, (u, a, b, x, y) => {
        expect(add(u, Math.min(a, b), x)).toBeLessThanOrEqual(add(u, Math.max(a, b), x));
        expect(add(u, a, Math.min(x, y))).toBeLessThanOrEqual(add(u, a, Math.max(x, y)));
      }),
    );
  });

  it('adds in steps as at once, and back again', () => {
    fc.assert(
      fc.property(unit, instant, amount, amount, (u, start, x, y) => {
        expect(add(u, add(u, start, x), y)).toBe(add(u, start, x + y));
        expect(between(u, add(u, add(u, start, x + y), -y), add(u, start, x))).toBe(0);
      }),
    );
  });

  it('pauses add up, and a resumed clock has what was left', () => {
    fc.assert(
      fc.property(unit, instant, amount, fc.tuple(amount, amount, amount), (u, start, ms, [x, y, z]) => {
        const due = add(u, start, ms);
        const [pausedAt, resumedAt] = [start + x, start + x + y];
        const [pausedAgainAt, resumedAgainAt] = [resumedAt, resumedAt + z];
        const once = value(deadlineAfterPause(calendar, u, due, pausedAt, resumedAt));
        const twice = value(deadlineAfterPause(calendar, u, once, pausedAgainAt, resumedAgainAt));
        expect(twice).toBe(value(deadlineAfterPause(calendar, u, due, pausedAt, resumedAgainAt)));
        expect(between(u, resumedAgainAt, twice)).toBe(between(u, pausedAt, due));
      }),
    );
  });

  it('agrees with a reference that walks minute by minute', () => {
    const isWorking = minuteReference(calendar);
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 900 }), (start, minutes) => {
        let walked = 0;
        let due = start;
        while (walked < minutes) {
          if (isWorking(due)) walked += 1;
          due += MINUTE;
        }
        expect(add('WH', start, minutes * MINUTE)).toBe(due);
      }),
      { numRuns: 60 },
    );
  });
});

/** Asks the wall clock of the zone about every single minute: shares nothing with the code under test but the calendar's data. */
function minuteReference(calendar: WorkCalendar): (instant: number) => boolean {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: calendar.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const known = new Map<number, boolean>();
  const ask = (instant: number): boolean => {
    const [date = '', time = ''] = format.format(instant).split(' ');
    const named = calendar.days.get(date);
    const isOpen = named === undefined ? weekdayOf(dayNumber(date)) <= 5 : named === 'workday';
    return isOpen && calendar.periods.some(({ from, to }) => time >= from && time < to);
  };
  return (instant) => {
    const answer = known.get(instant) ?? ask(instant);
    known.set(instant, answer);
    return answer;
  };
}

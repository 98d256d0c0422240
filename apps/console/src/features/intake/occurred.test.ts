import { describe, expect, test } from 'vitest';
import { momentOf, occurredFrom, textOf, timeOfDay } from './occurred.ts';

describe('a time of day', () => {
  test.each([
    ['14:30', '14:30'],
    ['1430', '14:30'],
    ['930', '09:30'],
    ['9', '09:00'],
    ['9：05', '09:05'],
    ['9.05', '09:05'],
    ['9点5分', '09:05'],
    ['9点', '09:00'],
    ['9点半', '09:30'],
    ['9 点 20 分', '09:20'],
    ['0:00', '00:00'],
  ])('is read from %s', (typed, time) => {
    expect(timeOfDay(typed)).toBe(time);
  });

  test.each(['', '24:00', '12:60', '2460', '14:30:00', '9:5', '下午3点', '-1', '12345'])('is not read from "%s"', (typed) => {
    expect(timeOfDay(typed)).toBeNull();
  });
});

describe('when it happened', () => {
  const now = { at: Date.parse('2026-11-22T05:00:00Z'), day: '2026-11-22', timeZone: 'Asia/Shanghai' };

  test('is a moment on the clocks of the deployment', () => {
    expect(momentOf({ day: '2026-11-21', time: '2330' }, now)).toEqual({ at: Date.parse('2026-11-21T15:30:00Z') });
  });

  test('is of today where only the time is given, and nothing where neither is', () => {
    expect(momentOf({ day: '', time: '9' }, now)).toEqual({ at: Date.parse('2026-11-22T01:00:00Z') });
    expect(momentOf({ day: '', time: ' ' }, now)).toEqual({ at: null });
  });

  test('says what is wrong: a day without a time, a day that is none, a moment to come', () => {
    expect(momentOf({ day: '2026-11-21', time: '' }, now)).toEqual({ fault: 'time' });
    expect(momentOf({ day: 'yesterday', time: '9' }, now)).toEqual({ fault: 'day' });
    expect(momentOf({ day: '', time: '13:01' }, now)).toEqual({ fault: 'future' });
  });

  test('goes into a draft and comes back as it was typed', () => {
    for (const occurred of [
      { day: '', time: '' },
      { day: '2026-11-21', time: '' },
      { day: '', time: '9点半' },
    ])
      expect(occurredFrom(textOf(occurred))).toEqual(occurred);
    expect(textOf({ day: '', time: '' })).toBe('');
  });
});

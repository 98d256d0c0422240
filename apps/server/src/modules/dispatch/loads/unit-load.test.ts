import { expect, it } from 'vitest';
import { alarmOf, endOfDay } from './unit-load.service.ts';

it('alarms over the capacity that a unit named, and far above its usual load, and not on a handful of cases', () => {
  expect(alarmOf(21, 20, null)).toBe('over_capacity');
  expect(alarmOf(20, 20, null)).toBeNull();
  expect(alarmOf(25, null, 12)).toBe('above_usual');
  expect(alarmOf(24, null, 12)).toBeNull();
  expect(alarmOf(9, null, 1)).toBeNull();
  expect(alarmOf(40, null, null)).toBeNull();
});

it('ends the day at midnight of the place, not of the machine', () => {
  expect(new Date(endOfDay(Date.parse('2026-05-11T15:59:00Z'), 'Asia/Shanghai')).toISOString()).toBe('2026-05-11T16:00:00.000Z');
  expect(new Date(endOfDay(Date.parse('2026-05-11T16:00:00Z'), 'Asia/Shanghai')).toISOString()).toBe('2026-05-12T16:00:00.000Z');
});

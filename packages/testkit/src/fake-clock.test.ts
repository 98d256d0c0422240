import { expect, test } from 'vitest';
import { fakeClock } from './fake-clock.ts';

test('a fake clock stands still, advances and is set', () => {
  const clock = fakeClock('2026-05-01T09:00:00+08:00');
  const start = Date.parse('2026-05-01T01:00:00Z');
  expect([clock.now(), clock.now()]).toEqual([start, start]);
  clock.advance(1500);
  expect(clock.now()).toBe(start + 1500);
  clock.set('2026-06-01T00:00:00Z');
  expect(clock.now()).toBe(Date.parse('2026-06-01T00:00:00Z'));
  expect(() => fakeClock('yesterday')).toThrow('"yesterday" is not a moment');
});

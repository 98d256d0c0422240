import { describe, expect, it } from 'vitest';
import { kindOf, momentsOf, periodAround, periodBefore } from './period.ts';

describe('periods', () => {
  it.each([
    ['day', '2026-05-13', '2026-05-13', '2026-05-13'],
    ['week', '2026-05-13', '2026-05-11', '2026-05-17'],
    ['week', '2026-05-17', '2026-05-11', '2026-05-17'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['quarter', '2026-12-31', '2026-10-01', '2026-12-31'],
    ['year', '2026-01-01', '2026-01-01', '2026-12-31'],
  ] as const)('the %s that holds %s', (kind, on, from, to) => {
    expect(periodAround(kind, on)).toEqual({ from, to });
  });

  it.each([
    [
      { from: '2026-05-13', to: '2026-05-13' },
      { from: '2026-05-12', to: '2026-05-12' },
    ],
    [
      { from: '2026-05-11', to: '2026-05-17' },
      { from: '2026-05-04', to: '2026-05-10' },
    ],
    [
      { from: '2026-03-01', to: '2026-03-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ],
    [
      { from: '2026-01-01', to: '2026-03-31' },
      { from: '2025-10-01', to: '2025-12-31' },
    ],
    [
      { from: '2026-01-01', to: '2026-12-31' },
      { from: '2025-01-01', to: '2025-12-31' },
    ],
    [
      { from: '2026-05-03', to: '2026-05-12' },
      { from: '2026-04-23', to: '2026-05-02' },
    ],
  ])('before %o comes %o', (period, before) => {
    expect(periodBefore(period)).toEqual(before);
  });

  it('knows whole periods from any other span', () => {
    expect(kindOf({ from: '2026-04-01', to: '2026-06-30' })).toBe('quarter');
    expect(kindOf({ from: '2026-04-02', to: '2026-06-30' })).toBeNull();
  });

  it('begins and ends at midnight of the zone', () => {
    const { from, before } = momentsOf({ from: '2026-05-01', to: '2026-05-31' }, 'Asia/Shanghai');
    expect(new Date(from).toISOString()).toBe('2026-04-30T16:00:00.000Z');
    expect(new Date(before).toISOString()).toBe('2026-05-31T16:00:00.000Z');
    const spring = momentsOf({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin');
    expect(spring.before - spring.from).toBe(23 * 3_600_000);
  });

  it('refuses a text that is no date', () => {
    expect(() => periodAround('month', '2026-02-30')).toThrow(RangeError);
  });
});

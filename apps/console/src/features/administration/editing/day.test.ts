import { describe, expect, it } from 'vitest';
import { beginningOf, endOf, lastMomentOf } from './day.ts';

describe('days of a form', () => {
  it('begin with their first moment, and now when they are today or left empty', () => {
    expect(beginningOf('2026-05-02', '2026-05-01')).toBe(new Date('2026-05-02T00:00:00').toISOString());
    expect(beginningOf('2026-05-01', '2026-05-01')).toBeUndefined();
    expect(beginningOf('', '2026-05-01')).toBeUndefined();
    expect(beginningOf(undefined, '2026-05-01')).toBeUndefined();
  });

  it('end when they are over, so that the last day counts', () => {
    const end = endOf('2026-12-31');
    expect(end).toBe(new Date('2027-01-01T00:00:00').toISOString());
    expect(new Date(lastMomentOf(end ?? '')).getDate()).toBe(31);
    expect(endOf('')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { nextRunAfter } from './cron.ts';

const next = (cron: string, after: string): string | null => {
  const at = nextRunAfter(cron, Date.parse(after));
  return at === null ? null : new Date(at).toISOString();
};

describe('when a job is due next', () => {
  it.each([
    ['* * * * *', '2026-05-11T01:00:30Z', '2026-05-11T01:01:00.000Z'],
    ['*/10 * * * *', '2026-05-11T01:50:00Z', '2026-05-11T02:00:00.000Z'],
    ['17 3 * * *', '2026-05-11T03:17:00Z', '2026-05-12T03:17:00.000Z'],
    ['0 0 1 1 *', '2026-05-11T03:17:00Z', '2027-01-01T00:00:00.000Z'],
    ['0 5 * * 1', '2026-05-11T06:00:00Z', '2026-05-18T05:00:00.000Z'],
  ])('%s after %s is %s', (cron, after, expected) => {
    expect(next(cron, after)).toBe(expected);
  });

  it('never for a day that does not exist', () => {
    expect(next('0 0 31 2 *', '2026-05-11T00:00:00Z')).toBeNull();
  });
});

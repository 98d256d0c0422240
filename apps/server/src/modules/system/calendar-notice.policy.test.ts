import { describe, expect, it } from 'vitest';
import { calendarNotice } from './calendar-notice.policy.ts';

const at = (moment: string): string => calendarNotice({ timeZone: 'Asia/Shanghai', until: '2026-12-31' }, Date.parse(moment));

describe('what is said of the working calendar', () => {
  it('is that it has run out only when its last day has ended, by the clocks of the place', () => {
    expect(at('2026-12-31T10:00:00+08:00')).toBe('ends_soon');
    expect(at('2026-12-31T23:59:00+08:00')).toBe('ends_soon');
    expect(at('2027-01-01T00:01:00+08:00')).toBe('over');
  });

  it('is nothing while more than three months are left', () => {
    expect(at('2026-10-02T00:00:00+08:00')).toBe('fine');
    expect(at('2026-10-03T00:00:00+08:00')).toBe('ends_soon');
  });
});

import { describe, expect, it } from 'vitest';
import { beginningOf, endOf, lastMomentOf } from './day.ts';

describe('a civil day of a form', () => {
  it('begins with its first moment where the deployment is, wherever the browser is; today and nothing mean now', () => {
    expect(beginningOf('2026-05-02', '2026-05-01', 'Asia/Shanghai')).toBe('2026-05-01T16:00:00.000Z');
    expect(beginningOf('2026-05-02', '2026-05-01', 'Asia/Urumqi')).toBe('2026-05-01T18:00:00.000Z');
    expect(beginningOf('2026-05-01', '2026-05-01', 'Asia/Shanghai')).toBeUndefined();
    expect(beginningOf('', '2026-05-01', 'Asia/Shanghai')).toBeUndefined();
    expect(beginningOf(undefined, '2026-05-01', 'Asia/Shanghai')).toBeUndefined();
  });

  it('is included when it is the last', () => {
    const end = endOf('2026-12-31', 'Asia/Shanghai');
    expect(end).toBe('2026-12-31T16:00:00.000Z');
    expect(new Date(lastMomentOf(end ?? '')).toISOString()).toBe('2026-12-31T15:59:00.000Z');
    expect(endOf('', 'Asia/Shanghai')).toBeUndefined();
  });
});

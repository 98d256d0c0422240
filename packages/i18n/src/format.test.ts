import { describe, expect, it } from 'vitest';
import { createFormatter } from './format.ts';

const HOUR_MS = 3_600_000;
const at = Date.parse('2026-05-01T01:30:00Z');
const zh = createFormatter({ locale: 'zh-CN' });
const en = createFormatter({ locale: 'en' });

describe('moments', () => {
  it('are shown in the time of the deployment', () => {
    expect(zh.dateTime(at)).toBe('2026-05-01 09:30');
    expect(createFormatter({ locale: 'en', timeZone: 'UTC' }).dateTime(at)).toBe('2026-05-01 01:30');
  });

  it('leave out the year that everybody knows', () => {
    expect(zh.shortDateTime(at, at)).toBe('05-01 09:30');
    expect(zh.shortDateTime(at, at + 300 * 24 * HOUR_MS)).toBe('2026-05-01 09:30');
  });

  it('show midnight as 00:00', () => {
    expect(zh.dateTime(Date.parse('2026-04-30T16:00:00Z'))).toBe('2026-05-01 00:00');
  });

  it('are told relative to now', () => {
    expect(en.relative(at, at + 3 * HOUR_MS)).toBe('3 hours ago');
    expect(en.relative(at + 49 * HOUR_MS, at)).toBe('in 2 days');
    expect(zh.relative(at, at + 20_000)).toBe('此刻');
  });
});

describe('amounts on the clock of the limit', () => {
  it('name the clock that they run on', () => {
    expect(zh.amount(3 * HOUR_MS, 'WH')).toBe('3 工作时');
    expect(zh.amount(3 * HOUR_MS, 'UH')).toBe('3 小时');
    expect(en.amount(3.55 * HOUR_MS, 'WH')).toBe('3.5 working h');
  });

  it('count working days by the length of a working day, others by 24 hours', () => {
    expect(zh.amount(24 * HOUR_MS, 'WD')).toBe('3 工作日');
    expect(zh.amount(24 * HOUR_MS, 'UD')).toBe('24 小时');
    expect(createFormatter({ locale: 'zh-CN', workingDayMs: 7 * HOUR_MS }).amount(35 * HOUR_MS, 'WD')).toBe('5 工作日');
  });

  it('never promise more than is left', () => {
    expect(zh.amount(59.9 * 60_000, 'UH')).toBe('59 分钟');
    expect(zh.amount(-1, 'UH')).toBe('不到 1 分钟');
  });
});

describe('rates', () => {
  it('exist only with a denominator', () => {
    expect(zh.rate(5, 6)).toBe('83.3%');
    expect(zh.rate(0, 0)).toBeNull();
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLimit, LIMIT_UNITS, parseLimit, type Limit } from './limit.ts';

const read: [string, Limit][] = [
  ['2紧急工作时', { value: 2, unit: 'UH' }],
  ['1紧急工作日', { value: 1, unit: 'UD' }],
  ['4小时', { value: 4, unit: 'WH' }],
  ['4工作时', { value: 4, unit: 'WH' }],
  ['2天', { value: 2, unit: 'WD' }],
  ['2工作日', { value: 2, unit: 'WD' }],
  [' 5 个工作日 ', { value: 5, unit: 'WD' }],
  ['１５工作日', { value: 15, unit: 'WD' }],
  ['十五个工作日', { value: 15, unit: 'WD' }],
  ['二十日', { value: 20, unit: 'WD' }],
  ['半小时', { value: 0.5, unit: 'WH' }],
  ['1.5小时', { value: 1.5, unit: 'WH' }],
  ['30分钟', { value: 30, unit: 'UM' }],
  ['3自然日', { value: 3, unit: 'UD' }],
  ['2UH', { value: 2, unit: 'UH' }],
];

it.each(read)('reads %s', (raw, value) => {
  expect(parseLimit(raw)).toEqual({ ok: true, value });
});

it.each(['', '立即', '2小时内', '1-2天', '0天', '-1天', '2', '小时', '2星期', '2XX', '十十天', '2 小时 3 分'])(
  'keeps the unreadable text %j as written',
  (raw) => {
    expect(parseLimit(raw)).toEqual({ ok: false, error: { problem: 'limit_unreadable', raw } });
  },
);

it('reads back every limit that it writes in Chinese', () => {
  const limits = fc.record({
    value: fc.integer({ min: 1, max: 999 }),
    unit: fc.constantFrom(...LIMIT_UNITS),
  });
  fc.assert(
    fc.property(limits, (limit) => {
      expect(parseLimit(formatLimit(limit, 'zh-CN'))).toEqual({ ok: true, value: limit });
    }),
  );
});

it('writes English with the right number', () => {
  expect(formatLimit({ value: 1, unit: 'WD' }, 'en')).toBe('1 working day');
  expect(formatLimit({ value: 4, unit: 'UH' }, 'en')).toBe('4 urgent hours');
});

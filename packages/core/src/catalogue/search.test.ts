import { expect, it } from 'vitest';
import { isValidOn, periodsMeet } from './entry.ts';
import { searchCategories, type SearchableCategory } from './search.ts';

const entry = (code: string, nameZh: string, pinyin: string, more: Partial<SearchableCategory> = {}): SearchableCategory => ({
  id: `id-${code}`,
  code,
  nameZh,
  nameEn: null,
  namesSeen: [],
  pinyin,
  filings: ['任何情形'],
  ...more,
});

const list = [
  entry('01', '市容环境', 'srhj', { filings: [] }),
  entry('0110', '暴露生活垃圾', 'blshlj', { nameEn: 'Exposed household waste', namesSeen: ['暴露垃圾'] }),
  entry('0108', '擅自架设管线', 'szjsgx', { filings: ['飞线充电', '擅架管线'] }),
  entry('0201', '路灯损坏', 'ldsh'),
  entry('0202', '路灯', 'ld'),
  entry('010', '垃圾', 'lj'),
];
const codes = (text: string, limit = 10): string[] => searchCategories(list, text, limit).map(({ code }) => code);

it.each([
  ['0110', ['0110']],
  ['01', ['01', '010', '0108', '0110']],
  ['垃圾', ['010', '0110']],
  ['blsh', ['0110']],
  ['LJ', ['010', '0110']],
  ['暴露垃圾', ['0110']],
  ['household', ['0110']],
  ['飞线', ['0108']],
  ['路灯坏', ['0201']],
  ['路灯 损坏', ['0201']],
  ['０１１０', ['0110']],
  ['路灯', ['0202', '0201']],
])('finds %s', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

it('asks for every word, finds nothing for nothing, and gives no more than asked for', () => {
  expect(codes('路灯 垃圾')).toEqual([]);
  expect(codes('  ')).toEqual([]);
  expect(codes('l', 10)).toEqual([]);
  expect(codes('垃圾', 1)).toEqual(['010']);
});

it('holds a period from its first day until before its last', () => {
  const period = { validFrom: '2026-01-01', validTo: '2026-02-01' };
  expect(['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => isValidOn(period, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(periodsMeet(period, { validFrom: '2026-02-01', validTo: null })).toBe(false);
  expect(periodsMeet(period, { validFrom: '2026-01-31', validTo: null })).toBe(true);
  expect(periodsMeet({ validFrom: '2026-01-01', validTo: null }, { validFrom: '2020-01-01', validTo: '2026-01-01' })).toBe(false);
});

import { expect, test } from 'vitest';
import { formatCounts } from './stats-cases.ts';

const rows = [{ key: '1583', label: '城市管理局', received: 12, closed: 10, closedOnTime: 9, overdue: 2 }];
const zh = (words: { zh: string }): string => words.zh;

test('json is one array with exactly the six fields', () => {
  const more = rows.map((row) => ({ ...row, unexpected: true }));
  const text = formatCounts(more, 'json', zh);
  expect(text).not.toContain('\n');
  expect(JSON.parse(text)).toEqual(rows);
  expect(formatCounts([], 'json', zh)).toBe('[]');
});

test('csv has Chinese headings and one line for each row', () => {
  expect(formatCounts(rows, 'csv', zh)).toBe('\uFEFF编号,名称,收件,结案,按期结案,超期\r\n1583,城市管理局,12,10,9,2');
});

test('a table lines up', () => {
  expect(formatCounts(rows, 'table', zh).split('\n')[2]).toBe('1583  城市管理局    12    10         9     2');
});

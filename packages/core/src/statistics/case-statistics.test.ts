import { expect, test } from 'vitest';
import { joinCounts, orderCounts } from './case-statistics.ts';

const count = (key: string, label: string, received: number, closed = 0) => ({
  key,
  label,
  received,
  closed,
  closedOnTime: 0,
  overdue: 0,
});

test('counts of one key are joined under the label of the largest part', () => {
  const joined = joinCounts([
    count('1', 'small', 1, 1),
    count('2', 'other', 5),
    count('1', 'large', 3, 2),
    count('1', 'middle', 2),
  ]);
  expect(joined).toEqual([count('1', 'large', 6, 3), count('2', 'other', 5)]);
});

test('most come first, months in their order', () => {
  const counts = [count('2020-02', '', 1), count('2020-01', '', 1), count('2020-03', '', 9)];
  expect(orderCounts(counts, 'month').map(({ key }) => key)).toEqual(['2020-01', '2020-02', '2020-03']);
  expect(orderCounts(counts, 'unit').map(({ key }) => key)).toEqual(['2020-03', '2020-01', '2020-02']);
});

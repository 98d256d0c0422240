import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

const record = (isTerminal: boolean, steps: readonly number[], total: number): string => {
  let text = '';
  const progress = createProgress((part) => (text += part), isTerminal, 'importing');
  for (const done of steps) progress.to(done, total);
  progress.end();
  return text;
};

test('without a terminal there is one line for every tenth that is reached', () => {
  const steps = Array.from({ length: 1001 }, (_, i) => i * 7);
  const lines = record(false, steps, 7000).trimEnd().split('\n');
  expect(lines).toHaveLength(10);
  expect([lines[0], lines[9]]).toEqual(['importing 10 % 700/7000', 'importing 100 % 7000/7000']);
});

test('what is passed over is not told, and nothing is told twice', () => {
  expect(record(false, [5, 55, 55, 100], 100)).toBe('importing 50 % 55/100\nimporting 100 % 100/100\n');
});

test('a terminal sees a bar that stays on its line', () => {
  const text = record(true, [0, 5, 5, 10], 10);
  expect(text.split('\r').slice(1)).toEqual([
    `importing [${'.'.repeat(30)}]   0 % 0/10`,
    `importing [${'#'.repeat(15)}${'.'.repeat(15)}]  50 % 5/10`,
    `importing [${'#'.repeat(30)}] 100 % 10/10\n`,
  ]);
});

test('nothing to do has no progress', () => {
  expect(record(true, [0], 0)).toBe('');
});

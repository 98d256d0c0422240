import { expect, test } from 'vitest';
import { toCsv, toTable, widthOf } from './table.ts';

test('Chinese characters take two columns', () => {
  expect([widthOf('网格'), widthOf('a-1'), widthOf('（）')]).toEqual([4, 3, 4]);
});

test('a table lines up, with numbers to the right', () => {
  const text = toTable(
    ['名称', 'n'],
    [
      ['城管局', 7],
      ['x', 120],
    ],
  );
  expect(text.split('\n')).toEqual(['名称      n', '------  ---', '城管局    7', 'x       120']);
});

test('an empty table is its head', () => {
  expect(toTable(['a', 'b'], []).split('\n')).toEqual(['a  b', '-  -']);
});

test('CSV quotes what needs it and lets no text act as a formula', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,"y"', -1],
        ['=1+1', null],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n"x,""y""",-1\r\n\'=1+1,\r\n');
});

import { expect, test } from 'vitest';
import { kindOf, levelOf } from './columns.ts';

test('levels and kinds are read in the words that places use for them, and from nothing else', () => {
  expect(['网格', ' Grid ', '乡镇 / 街道', '楼栋', '省'].map(levelOf)).toEqual([
    'grid',
    'grid',
    'township',
    'building',
    'province',
  ]);
  expect(['海上网格', '专属', 'ROAD'].map(kindOf)).toEqual(['sea', 'dedicated', 'road']);
  for (const word of ['', '片区', 'constructor', '__proto__', 'toString']) {
    expect([levelOf(word), kindOf(word)]).toEqual([undefined, undefined]);
  }
});

import { describe, expect, it } from 'vitest';
import { holdRows } from './held-rows.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');
const only =
  (...wanted: string[]) =>
  (id: string) =>
    wanted.includes(id);

describe('rows that have just left', () => {
  it('keep their place while they stay, also at the top and side by side', () => {
    expect(ids(holdRows(rows('a', 'b', 'c', 'd'), rows('a', 'd'), only('b', 'c')))).toBe('abcd');
    expect(ids(holdRows(rows('a', 'b', 'c'), rows('b', 'c'), only('a')))).toBe('abc');
    expect(ids(holdRows(rows('a', 'b'), rows(), only('b')))).toBe('b');
  });

  it('go when nothing is said of them', () => {
    expect(ids(holdRows(rows('a', 'b', 'c'), rows('a', 'c'), only()))).toBe('ac');
  });

  it('stand beside new rows and are never doubled', () => {
    expect(ids(holdRows(rows('a', 'b', 'c'), rows('n', 'a', 'c'), only('b')))).toBe('nabc');
    expect(ids(holdRows(rows('a', 'b'), rows('b', 'a'), only('a', 'b')))).toBe('ba');
  });

  it('leave the list untouched where there are none, so that nothing is drawn anew', () => {
    const now = rows('a', 'c');
    expect(holdRows(rows('a', 'c'), now, only('a'))).toBe(now);
  });
});

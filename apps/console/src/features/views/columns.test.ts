import { FIXED_CASE_COLUMNS, FREE_CASE_COLUMNS } from '@gridward/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsFor, inChooserOrder, moved, toggled, USUAL_COLUMNS } from './columns.ts';

const columns = fc.uniqueArray(fc.constantFrom(...FREE_CASE_COLUMNS));
const column = fc.constantFrom(...FREE_CASE_COLUMNS);

describe('the columns of a list', () => {
  it('begin with number, matter, place, owner and clock, which nobody can take away', () => {
    expect(FIXED_CASE_COLUMNS).toEqual(['number', 'matter', 'place', 'owner', 'clock']);
    expect(FREE_CASE_COLUMNS.filter((one) => (FIXED_CASE_COLUMNS as readonly string[]).includes(one))).toEqual([]);
  });

  it('are my own, else those of the view, else the usual ones', () => {
    expect(columnsFor(['grid'], ['state'])).toEqual(['grid']);
    expect(columnsFor([], ['state'])).toEqual([]);
    expect(columnsFor(undefined, ['state'])).toEqual(['state']);
    expect(columnsFor(undefined, undefined)).toBe(USUAL_COLUMNS);
  });

  it('stay a set in whatever way they are shown, hidden and moved, and moving there and back changes nothing', () => {
    fc.assert(
      fc.property(columns, column, (some, one) => {
        expect(toggled(toggled(some, one), one).toSorted()).toEqual(some.toSorted());
        expect(inChooserOrder(some).toSorted()).toEqual(FREE_CASE_COLUMNS.toSorted());
        const down = moved(some, one, 1);
        expect(down.toSorted()).toEqual(some.toSorted());
        if (some.includes(one) && some.at(-1) !== one) expect(moved(down, one, -1)).toEqual(some);
        if (some.at(-1) === one) expect(down).toEqual(some);
      }),
    );
  });
});

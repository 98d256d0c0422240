import { CASES_AT_ONCE } from '@gridward/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranged } from './case-table-selection.ts';

const shown = ['a', 'b', 'c', 'd', 'e'];

describe('choosing rows', () => {
  it('takes one, and with shift everything from the last one to it', () => {
    expect([...ranged(new Set(), shown, null, 'b', true)]).toEqual(['b']);
    expect([...ranged(new Set(['b']), shown, 'b', 'd', true)]).toEqual(['b', 'c', 'd']);
    expect([...ranged(new Set(['e']), shown, 'e', 'c', true)].toSorted()).toEqual(['c', 'd', 'e']);
    expect([...ranged(new Set(shown), shown, 'b', 'd', false)]).toEqual(['a', 'e']);
    expect([...ranged(new Set(), shown, 'gone', 'd', true)]).toEqual(['d']);
  });

  it('never takes more than may be worked on at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(399), (count, at) => {
        const many = Array.from({ length: count }, (_, index) => `case-${index}`);
        const chosen = ranged(new Set(), many, many[0] ?? null, many[at % count] ?? '', true);
        expect(chosen.size).toBe(Math.min((at % count) + 1, CASES_AT_ONCE));
      }),
    );
  });
});

import { caseFilterSchema, caseOrderFields } from '@gridward/contract';
import { STAGES } from '@gridward/core';
import { isMessageKey } from '@gridward/i18n';
import '@gridward/i18n/words/listing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHIP_NAMES,
  CHIPS,
  chipsOf,
  FILTER_NAMES,
  filtersFrom,
  isSameList,
  LABEL_OF,
  namesOf,
  queryOf,
  withChip,
  type CaseFilters,
} from './filters.ts';

const CONTRACT = [...Object.keys(caseFilterSchema.shape), ...Object.keys(caseOrderFields)];
const filters = fc
  .record(Object.fromEntries(FILTER_NAMES.map((name) => [name, fc.string({ minLength: 1 })])), { requiredKeys: [] })
  .map((record): CaseFilters => record);

describe('the filters of a list', () => {
  it('are those of the contract, each with a chip and words', () => {
    expect(FILTER_NAMES.filter((name) => name !== 'view').toSorted()).toEqual(CONTRACT.toSorted());
    const chipped = new Set<string>(CHIP_NAMES.flatMap(namesOf));
    expect(CONTRACT.filter((name) => name !== 'order' && !chipped.has(name))).toEqual([]);
    expect(CHIP_NAMES.filter((name) => !isMessageKey(LABEL_OF[name]))).toEqual([]);
    expect(CONTRACT.filter((name) => !isMessageKey(`filterName.${name}`))).toEqual([]);
  });

  it('live in the address: what is written there is read again, and nothing else is', () => {
    fc.assert(
      fc.property(filters, (some) => {
        expect(filtersFrom({ ...some, foreign: 'x' })).toEqual(some);
      }),
    );
    expect(filtersFrom({ state: '', q: 12, mine: true, areaId: { a: 1 } })).toEqual({ q: '12', mine: 'true' });
  });

  it('all show as chips, wherever they came from, and each chip can be taken away', () => {
    fc.assert(
      fc.property(filters, (some) => {
        const chips = chipsOf(some);
        const bare = chips.reduce((left, chip) => withChip(left, chip, {}), some);
        const { order: _order, view: _view, ...rest } = bare;
        expect(rest).toEqual({});
      }),
    );
  });

  it('take several values where the contract takes a list', () => {
    const many = CHIP_NAMES.filter((name) => CHIPS[name] === 'many');
    expect(caseFilterSchema.parse({ state: 'filed,handling', kind: 'event,service' })).toMatchObject({
      state: ['filed', 'handling'],
      kind: ['event', 'service'],
    });
    const lists = Object.keys(caseFilterSchema.shape).filter((name) => {
      const tried = caseFilterSchema.safeParse({ [name]: SAMPLES[name] });
      return tried.success && Array.isArray(Object.values(tried.data)[0]) && name !== 'bbox';
    });
    expect(lists.toSorted()).toEqual(many.toSorted());
  });

  it('hold a period in one chip, and forget nearest first together with its point', () => {
    expect(withChip({ reportedFrom: '2026-01-01' }, 'period', { reportedUntil: '2026-02-01' })).toEqual({
      reportedUntil: '2026-02-01',
    });
    expect(withChip({ order: 'near', nearLng: '120', nearLat: '30', q: 'a' }, 'near', {})).toEqual({ q: 'a' });
  });

  it('are the same list whatever their order, and whichever view they came from', () => {
    expect(isSameList({ q: 'a', mine: 'true', view: 'v' }, { mine: 'true', q: 'a', order: 'newest' })).toBe(true);
    expect(isSameList({ q: 'a' }, { q: 'b' })).toBe(false);
    expect(queryOf({ view: 'v', q: 'a' })).toEqual({ q: 'a' });
  });
});

const SAMPLES: Readonly<Record<string, string>> = {
  state: 'filed',
  stage: STAGES[0],
  kind: 'event',
  request: 'return',
  closureKind: 'solved',
  bbox: '1,1,2,2',
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkResponsibilities,
  sharesOf,
  suggestUnits,
  type HistoryCell,
  type ResponsibilityRow,
  type SuggestionQuestion,
} from './responsibility.ts';

let made = 0;
const row = (more: Partial<ResponsibilityRow>): ResponsibilityRow => ({
  id: `row-${String((made += 1)).padStart(3, '0')}`,
  categoryId: 'matter',
  areaId: null,
  componentOwnerId: null,
  leadUnitId: 'unit-a',
  supportingUnitIds: [],
  legalBasis: null,
  origin: 'list',
  precedentCaseId: null,
  validFrom: '2026-01-01',
  validTo: null,
  version: 1,
  ...more,
});
const cell = (unitId: string, categoryDistance: number, areaDistance: number, count: number): HistoryCell => ({
  unitId,
  categoryDistance,
  areaDistance,
  count,
});
const ask = (rows: readonly ResponsibilityRow[], more: Partial<SuggestionQuestion> = {}) =>
  suggestUnits({
    categoryIds: ['matter', 'class'],
    areaIds: ['grid', 'community', 'county'],
    componentOwnerId: null,
    day: '2026-05-06',
    rowsOf: (categoryId) => rows.filter((candidate) => candidate.categoryId === categoryId),
    history: [],
    fallbackUnitId: 'desk',
    mayLead: () => true,
    limit: 5,
    ...more,
  });
const units = (rows: readonly ResponsibilityRow[], more: Partial<SuggestionQuestion> = {}): string[] =>
  ask(rows, more).map(({ unitId }) => unitId);

describe('suggestions', () => {
  it('JD-12 JY-22 take the nearest category first, then the nearest area, then the named owner', () => {
    const rows = [
      row({ categoryId: 'class', areaId: 'grid', leadUnitId: 'class-grid' }),
      row({ leadUnitId: 'everywhere' }),
      row({ areaId: 'county', leadUnitId: 'county' }),
      row({ areaId: 'grid', leadUnitId: 'grid' }),
      row({ areaId: 'grid', componentOwnerId: 'water', leadUnitId: 'grid-water' }),
      row({ areaId: 'elsewhere', leadUnitId: 'elsewhere' }),
    ];
    expect(units(rows, { componentOwnerId: 'water' })).toEqual(['grid-water', 'grid', 'county', 'everywhere', 'desk']);
    expect(units(rows, { limit: 9 })).toEqual(['grid', 'county', 'everywhere', 'class-grid', 'grid-water', 'desk']);
  });

  it('JD-12 offer the rows of each owner where the owner is not known, behind the rows for any and the likeliest of the past', () => {
    const owned = row({ componentOwnerId: 'water', leadUnitId: 'water-works', supportingUnitIds: ['repair'] });
    const rows = [
      owned,
      row({ leadUnitId: 'roads' }),
      row({ areaId: 'grid', componentOwnerId: 'power', leadUnitId: 'power-works' }),
    ];
    const history = [cell('habit', 0, 0, 9), cell('rare', 0, 0, 1)];
    expect(units(rows, { limit: 9, history })).toEqual(['roads', 'habit', 'power-works', 'water-works', 'rare', 'desk']);
    expect(ask(rows, { limit: 9 })[2]).toEqual({
      unitId: 'water-works',
      reason: 'responsibility',
      share: null,
      rowId: owned.id,
      componentOwnerId: 'water',
      supportingUnitIds: ['repair'],
    });
    expect(units(rows, { componentOwnerId: 'water' })).toEqual(['water-works', 'roads', 'desk']);
  });

  it('begin with an owner that is only guessed where nothing else is known', () => {
    const rows = [row({ componentOwnerId: 'water', leadUnitId: 'water-works' })];
    expect(units(rows)).toEqual(['water-works', 'desk']);
    expect(units(rows, { history: [cell('habit', 0, 0, 1)] })).toEqual(['habit', 'water-works', 'desk']);
  });

  it('JD-22 follow a ruling before the list where both are equally near, and the list where it is nearer', () => {
    const ruled = row({ origin: 'ruling', leadUnitId: 'ruled', precedentCaseId: 'case' });
    expect(units([row({ leadUnitId: 'listed', validFrom: '2026-05-01' }), ruled])).toEqual(['ruled', 'listed', 'desk']);
    expect(units([row({ leadUnitId: 'listed', areaId: 'grid' }), ruled])).toEqual(['listed', 'ruled', 'desk']);
    expect(ask([ruled])[0]).toEqual({
      unitId: 'ruled',
      reason: 'ruling',
      share: null,
      rowId: ruled.id,
      componentOwnerId: null,
      supportingUnitIds: [],
    });
  });

  it('look at the day', () => {
    const rows = [
      row({ leadUnitId: 'past', validTo: '2026-05-06' }),
      row({ leadUnitId: 'future', validFrom: '2026-05-07' }),
      row({ leadUnitId: 'now' }),
    ];
    expect(units(rows)).toEqual(['now', 'desk']);
  });

  it('leave out units that ended or may not lead, and name each once', () => {
    const rows = [
      row({ areaId: 'grid', leadUnitId: 'committee' }),
      row({ leadUnitId: 'station' }),
      row({ categoryId: 'class', leadUnitId: 'station' }),
    ];
    expect(
      units(rows, {
        mayLead: (unitId) => unitId !== 'committee',
        history: [cell('station', 0, 0, 9), cell('committee', 0, 0, 9)],
      }),
    ).toEqual(['station', 'desk']);
  });

  it('put what was learned after the list', () => {
    const [first, second, third] = ask([row({ leadUnitId: 'listed' })], { history: [cell('habit', 0, 0, 99)] });
    expect([first?.reason, second?.reason, third?.reason]).toEqual(['responsibility', 'learned', 'fallback']);
    expect(second?.share).toBe(1);
  });

  it('PT-08 are never empty, whatever is known, and never longer than asked for', () => {
    const anyRow = fc.record({
      categoryId: fc.constantFrom('matter', 'class', 'other'),
      areaId: fc.constantFrom(null, 'grid', 'county', 'elsewhere'),
      componentOwnerId: fc.constantFrom(null, 'water'),
      leadUnitId: fc.constantFrom('unit-a', 'unit-b', 'desk'),
      origin: fc.constantFrom('list' as const, 'ruling' as const, 'learned' as const),
      validTo: fc.constantFrom(null, '2026-03-01'),
    });
    const anyCell = fc.record({
      unitId: fc.constantFrom('unit-a', 'unit-c', 'desk'),
      categoryDistance: fc.nat(2),
      areaDistance: fc.nat(3),
      count: fc.integer({ min: 1, max: 50 }),
    });
    const gone = fc.subarray(['unit-a', 'unit-b', 'unit-c', 'desk']);
    fc.assert(
      fc.property(fc.array(anyRow), fc.array(anyCell), gone, fc.integer({ min: 1, max: 6 }), (rows, history, ended, limit) => {
        const found = units(
          rows.map((given) => row(given)),
          { history, limit, mayLead: (unitId) => !ended.includes(unitId) },
        );
        expect(found).toContain('desk');
        expect(found.length).toBeLessThanOrEqual(limit);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});

describe('shares of past cases', () => {
  it('add up to one', () => {
    const anyCell = fc.record({
      unitId: fc.constantFrom('a', 'b', 'c'),
      categoryDistance: fc.nat(2),
      areaDistance: fc.nat(4),
      count: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(anyCell, { minLength: 1 }), (history) => {
        expect(sharesOf(history).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
    expect(sharesOf([])).toEqual([]);
  });

  it('follow a dozen cases of the place against hundreds elsewhere, but not a single one', () => {
    const best = (own: number): string | undefined =>
      sharesOf([cell('local', 0, 0, own), cell('county-wide', 0, 2, 300)])[0]?.unitId;
    expect(best(12)).toBe('local');
    expect(best(1)).toBe('county-wide');
  });

  it('speak of a matter that is new in its area from related matters there', () => {
    const shares = sharesOf([
      cell('street-here', 1, 0, 40),
      cell('street-a', 0, 2, 30),
      cell('street-b', 0, 2, 30),
      cell('street-c', 0, 2, 30),
    ]);
    expect(shares[0]?.unitId).toBe('street-here');
  });
});

describe('checks', () => {
  const matters = [
    { id: 'matter', trailIds: ['matter', 'class'] },
    { id: 'other', trailIds: ['other', 'class-2'] },
  ];
  const check = (rows: readonly ResponsibilityRow[], isThere: (unitId: string) => boolean = () => true) =>
    checkResponsibilities(rows, matters, '2026-05-06', isThere);
  const cover = row({ categoryId: 'class-2' });

  it('find two leads of one matter, area and owner while both hold', () => {
    const [a, b] = [row({ leadUnitId: 'a' }), row({ leadUnitId: 'b' })];
    expect(check([cover, a, b])).toEqual([{ kind: 'two_leads', rowIds: [a.id, b.id] }]);
    expect(check([cover, a, row({ leadUnitId: 'a' })])).toEqual([]);
    expect(check([cover, a, row({ leadUnitId: 'b', areaId: 'grid' })])).toEqual([]);
    expect(check([cover, a, row({ leadUnitId: 'b', componentOwnerId: 'water' })])).toEqual([]);
    expect(
      check([cover, row({ leadUnitId: 'a', validTo: '2026-06-01' }), row({ leadUnitId: 'b', validFrom: '2026-06-01' })]),
    ).toEqual([]);
  });

  it('tell where a ruling contradicts the list', () => {
    const [list, ruling] = [row({ leadUnitId: 'a' }), row({ leadUnitId: 'b', origin: 'ruling' })];
    expect(check([cover, list, ruling])).toEqual([{ kind: 'ruled_otherwise', rowIds: [ruling.id, list.id] }]);
    expect(check([cover, list, row({ leadUnitId: 'b', origin: 'learned' })])).toEqual([]);
  });

  it('find rows whose unit ended, and matters without a row', () => {
    const dead = row({ leadUnitId: 'gone', supportingUnitIds: ['gone', 'there'] });
    expect(check([dead], (unitId) => unitId !== 'gone')).toEqual([
      { kind: 'unit_ended', rowId: dead.id, unitId: 'gone' },
      { kind: 'uncovered', categoryId: 'other' },
    ]);
    expect(check([cover, row({ validTo: '2026-05-06' })])).toEqual([{ kind: 'uncovered', categoryId: 'matter' }]);
  });
});

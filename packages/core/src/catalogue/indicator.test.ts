import { describe, expect, it } from 'vitest';
import { limitOf, type StandardRowData } from './category.ts';
import { compositeScore, gradeOf, indicatorValue, type CompositeDefinition, type IndicatorDefinition } from './indicator.ts';

const name = { zh: '率', en: 'rate' };
const indicator = (code: string, direction: 'higher' | 'lower', minus: string[] = []): IndicatorDefinition => ({
  code,
  name,
  numerator: { plus: [`${code}Done`], minus },
  denominator: { plus: [`${code}Due`], minus: [] },
  direction,
  subjects: ['unit'],
  note: '',
});
const indicators = [indicator('closing', 'higher'), indicator('rework', 'lower')];
const bands = [
  {
    id: 'volume',
    name,
    steps: [
      { from: 101, score: 40 },
      { from: 51, score: 90 },
      { from: 0, score: 100 },
    ],
  },
];
const composite: CompositeDefinition = {
  code: 'unit',
  name,
  subject: 'unit',
  parts: [
    { indicator: 'closing', weight: 50 },
    { indicator: 'rework', weight: 30 },
    { band: 'volume', counter: 'filed', weight: 20 },
  ],
  note: '',
};

describe('indicatorValue', () => {
  it('shows numerator and denominator with the rate', () => {
    const value = indicatorValue(indicator('filing', 'higher', ['voided']), { filingDone: 10, voided: 2, filingDue: 16 });
    expect(value).toEqual({ numerator: 8, denominator: 16, rate: 0.5 });
  });
  it('has no data for nothing to divide by and for a counter that was not counted', () => {
    expect(indicatorValue(indicator('closing', 'higher'), { closingDone: 0, closingDue: 0 }).rate).toBeNull();
    expect(indicatorValue(indicator('closing', 'higher'), { closingDue: 3 })).toEqual({
      numerator: null,
      denominator: 3,
      rate: null,
    });
  });
});

describe('compositeScore', () => {
  it('weighs rates, turned where lower is better, and bands', () => {
    const counts = { closingDone: 9, closingDue: 10, reworkDone: 2, reworkDue: 10, filed: 60 };
    const { score, weightCovered } = compositeScore(composite, counts, { indicators, bands });
    expect(score).toBeCloseTo(0.5 * 90 + 0.3 * 80 + 0.2 * 90, 10);
    expect(weightCovered).toBe(1);
  });
  it('leaves out a part without data and says how much it rests on', () => {
    const counts = { closingDone: 8, closingDue: 10, reworkDone: 0, reworkDue: 0, filed: 101 };
    const { score, weightCovered } = compositeScore(composite, counts, { indicators, bands });
    expect(score).toBeCloseTo((50 * 80 + 20 * 40) / 70, 10);
    expect(weightCovered).toBeCloseTo(0.7, 10);
    expect(compositeScore(composite, {}, { indicators, bands }).score).toBeNull();
  });
});

it('grades a score, and grades no score not at all', () => {
  const grades = [
    { code: 'A', name, from: 90, colour: 'green' },
    { code: 'E', name, from: 0, colour: 'black' },
  ];
  expect(gradeOf(grades, 90)?.code).toBe('A');
  expect(gradeOf(grades, 89.9)?.code).toBe('E');
  expect(gradeOf(grades, null)).toBeUndefined();
});

it('takes the limit of the first variant that fits the area level and urgency', () => {
  const limit = { value: 5, unit: 'WD' } as const;
  const [urgent, centre] = [{ value: 2, unit: 'UH' } as const, { value: 3, unit: 'WD' } as const];
  const limitVariants = [
    { urgency: 'urgent', limit: urgent },
    { areaLevel: 'A', limit: centre },
  ];
  const row: StandardRowData = { id: '0101-1', filing: name, closing: name, limit, limitRaw: '5工作日', limitVariants };
  expect(limitOf(row, {})).toBe(limit);
  expect(limitOf(row, { areaLevel: 'A' })).toBe(centre);
  expect(limitOf(row, { areaLevel: 'A', urgency: 'urgent' })).toBe(urgent);
});

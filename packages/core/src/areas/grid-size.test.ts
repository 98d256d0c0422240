import { describe, expect, it } from 'vitest';
import { sizeAgainstNorm } from './grid-size.ts';

const norms = { basic: { fewest: 100, most: 150 }, site: { fewest: 1, most: 40 } };
const stands = (householdCount: number | null, gridKind: 'basic' | 'site' | 'sea' | null = 'basic') =>
  sizeAgainstNorm({ gridKind, householdCount }, norms)?.is ?? null;

describe('the size of a grid', () => {
  it('is held against the norm of its kind, both ends included (ZS-02)', () => {
    expect([99, 100, 150, 151].map((count) => stands(count))).toEqual(['below', null, null, 'above']);
    expect(stands(41, 'site')).toBe('above');
    expect(stands(41, null)).toBe('below');
  });

  it('is not judged where the kind has no norm or nobody counted', () => {
    expect(stands(5000, 'sea')).toBe(null);
    expect(stands(null)).toBe(null);
    expect(sizeAgainstNorm({ gridKind: 'basic', householdCount: 9 }, {})).toBe(null);
  });
});

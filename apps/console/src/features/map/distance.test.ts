import { describe, expect, it } from 'vitest';
import { coarse, distanceM, distanceText } from './distance.ts';

describe('distances on a map', () => {
  it('are shorter along a parallel than along a meridian', () => {
    const here = { lng: 120, lat: 30 };
    expect(distanceM(here, { lng: 120, lat: 30.01 })).toBeCloseTo(1112, 0);
    expect(distanceM(here, { lng: 120.01, lat: 30 })).toBeCloseTo(963, 0);
    expect(distanceM(here, here)).toBe(0);
  });

  it('are said as people say them', () => {
    const say = (metres: number) => distanceText(metres, String);
    expect([3, 124, 994, 995, 1449, 12_345].map(say)).toEqual(['0 m', '120 m', '990 m', '1 km', '1.4 km', '12.3 km']);
  });

  it('carry a position to a hundred metres and no nearer', () => {
    expect(coarse({ lng: 120.123456, lat: 30.98765 })).toEqual({ lng: 120.123, lat: 30.988 });
  });
});

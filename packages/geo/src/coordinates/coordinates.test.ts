import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceM } from '../geometry/measure.ts';
import { fromWgs84, pointToWgs84, toWgs84 } from './coordinates.ts';

const inland = fc.tuple(fc.double({ min: 74, max: 134, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }));

describe('pointToWgs84', () => {
  it.each(['GCJ02', 'BD09'] as const)('inverts %s to under a millimetre anywhere in China', (system) => {
    fc.assert(
      fc.property(inland, (point) => {
        const shifted = fromWgs84(point, system);
        expect(distanceM(pointToWgs84(shifted, system), point)).toBeLessThan(0.001);
      }),
      { numRuns: 2_000 },
    );
  });

  it('moves points by what is published for these systems', () => {
    const tiananmen = [116.39128, 39.90734];
    const gcj = fromWgs84(tiananmen, 'GCJ02');
    expect(gcj[0]).toBeCloseTo(116.39752, 4);
    expect(gcj[1]).toBeCloseTo(39.90874, 4);
    expect(distanceM(tiananmen, pointToWgs84(tiananmen, 'BD09'))).toBeGreaterThan(800);
  });

  it('passes WGS84, CGCS2000 and points outside China through, and ends at the jump of the shifted region', () => {
    expect(pointToWgs84([120, 30], 'CGCS2000')).toEqual([120, 30]);
    expect(pointToWgs84([2.35, 48.85], 'GCJ02')).toEqual([2.35, 48.85]);
    expect(pointToWgs84([72.0045, 30], 'GCJ02').every(Number.isFinite)).toBe(true);
  });

  it('keeps a height', () => {
    expect(pointToWgs84([120, 30, 12], 'GCJ02')[2]).toBe(12);
  });
});

describe('toWgs84', () => {
  it('converts whole surfaces and keeps shared vertices shared', () => {
    const surface = toWgs84(
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [114.3, 22.7],
              [114.4, 22.7],
              [114.3, 22.8],
              [114.3, 22.7],
            ],
          ],
          [
            [
              [114.4, 22.7],
              [114.4, 22.8],
              [114.3, 22.8],
              [114.4, 22.7],
            ],
          ],
        ],
      },
      'GCJ02',
    );
    expect(surface.coordinates[0]?.[0]?.[1]).toEqual(surface.coordinates[1]?.[0]?.[0]);
    expect(distanceM(surface.coordinates[0]?.[0]?.[0] ?? [], [114.3, 22.7])).toBeGreaterThan(100);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plausibleBoundary } from '../grids/plausible-boundary.ts';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import { areaM2, distanceM } from '../geometry/measure.ts';
import { repeatableRandom } from '../testing/repeatable-random.ts';
import { checkTopology } from '../topology/check-topology.ts';
import type { ProvisionalBoundary } from './bootstrap.ts';
import { bootstrapBoundaries } from './bootstrap.ts';

const ring = (west: number) => [
  [
    [west, 30],
    [west + 0.1, 30],
    [west + 0.1, 30.1],
    [west, 30.1],
    [west, 30],
  ],
];
const square: AreaGeometry = { type: 'Polygon', coordinates: ring(120) };
const cellsOf = (boundaries: readonly ProvisionalBoundary[]) =>
  boundaries.flatMap(({ id, geometry }) => (geometry === undefined ? [] : [{ id, geometry }]));

describe('bootstrapBoundaries', () => {
  it('covers any outline without gap or overlap, every point in its own cell', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 25 }), (seed, count) => {
        const random = repeatableRandom(seed);
        const { land } = plausibleBoundary([121, 29, 121.4, 29.3], {}, random);
        const points = Array.from({ length: count }, (_, i) => ({
          id: `p${i}`,
          lng: 121.165 + random() * 0.07,
          lat: 29.125 + random() * 0.05,
        }));
        const boundaries = bootstrapBoundaries(points, land);
        const cells = cellsOf(boundaries);
        expect(checkTopology(undefined, cells, { ignoreAreaM2: 0, ignoreWidthM: 0 })).toEqual([]);
        expect(checkTopology(land, cells)).toEqual([]);
        for (const [i, { geometry, provisional }] of boundaries.entries()) {
          expect(provisional).toBe(true);
          expect(geometry && placeInArea([points[i]?.lng ?? 0, points[i]?.lat ?? 0], geometry)).toBe('inside');
        }
        const total = cells.reduce((sum, { geometry }) => sum + areaM2(geometry), 0);
        // Edges are straight in the projection that areas are measured in: one that is split there bends by a hair.
        expect(total / areaM2(land)).toBeCloseTo(1, 6);
      }),
      { numRuns: 25 },
    );
  });

  it('gives every spot to the nearest point, by true distance', () => {
    const random = repeatableRandom(4);
    const points = Array.from({ length: 9 }, (_, i) => ({ id: `p${i}`, lng: 120 + random() * 0.1, lat: 30 + random() * 0.1 }));
    const cells = cellsOf(bootstrapBoundaries(points, square));
    for (let i = 0; i < 500; i++) {
      const spot = [120 + random() * 0.1, 30 + random() * 0.1];
      const owner = cells.find(({ geometry }) => placeInArea(spot, geometry) === 'inside');
      const distances = points.map(({ id, lng, lat }) => ({ id, distance: distanceM(spot, [lng, lat]) }));
      const least = Math.min(...distances.map(({ distance }) => distance));
      expect((distances.find(({ id }) => id === owner?.id)?.distance ?? Infinity) - least).toBeLessThan(10);
    }
  });

  it('warns of points outside, and gives them no cell unless they may be moved', () => {
    const points = [
      { id: 'in', lng: 120.03, lat: 30.05 },
      { id: 'out', lng: 120.105, lat: 30.05 },
    ];
    const [inside, outside] = bootstrapBoundaries(points, square);
    expect(inside?.geometry && areaM2(inside.geometry) / areaM2(square)).toBeCloseTo(1, 9);
    expect(outside).toMatchObject({ id: 'out', warnings: [{ kind: 'outside_outline', distanceM: expect.closeTo(482.5, 0) }] });
    expect(outside?.geometry).toBeUndefined();
    const [, moved] = bootstrapBoundaries(points, square, { snapOutsideWithinM: 500 });
    expect(moved?.warnings).toMatchObject([{ kind: 'snapped_to_outline' }]);
    expect(moved?.geometry).toBeDefined();
  });

  it('reports coincident points and what is no position; the smallest id keeps the cell', () => {
    const points = [
      { id: 'b', lng: 120.05, lat: 30.05 },
      { id: 'a', lng: 120.05, lat: 30.05 },
      { id: 'c', lng: Number.NaN, lat: 30 },
    ];
    const [b, a, c] = bootstrapBoundaries(points, square);
    expect(b).toEqual({ id: 'b', provisional: true, warnings: [{ kind: 'coincident', withId: 'a' }] });
    expect(a?.geometry).toBeDefined();
    expect(c?.warnings).toEqual([{ kind: 'not_a_position' }]);
    expect(bootstrapBoundaries([], square)).toEqual([]);
  });

  it('tells when a cell lies in several parts of a scattered outline', () => {
    const isles: AreaGeometry = { type: 'MultiPolygon', coordinates: [ring(120), ring(120.2)] };
    const [only] = bootstrapBoundaries([{ id: 'x', lng: 120.05, lat: 30.05 }], isles);
    expect(only?.warnings).toEqual([{ kind: 'several_parts', parts: 2 }]);
  });
});

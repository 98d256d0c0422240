import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from 'geojson';
import { placeInArea } from '../geometry/contains.ts';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { areaM2 } from '../geometry/measure.ts';
import { repeatableRandom } from '../testing/repeatable-random.ts';
import { checkTopology } from '../topology/check-topology.ts';
import { plausibleBoundary } from './plausible-boundary.ts';
import { subdivide } from './subdivide.ts';

const strict = { ignoreAreaM2: 0, ignoreWidthM: 0 };
const county = [121.9, 29.6, 122.5, 30.1] as const;
const named = (cells: readonly AreaGeometry[]) => cells.map((geometry, i) => ({ id: `${i}`, geometry }));

describe('plausibleBoundary', () => {
  it('draws land, waters along the same coast and an island in them, valid for any random numbers', { timeout: 20_000 }, () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 359 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, seaDirectionDegrees, coastShare) => {
          const { land, island, waters } = plausibleBoundary(county, { seaDirectionDegrees, coastShare }, repeatableRandom(seed));
          expect(checkTopology(undefined, named([land, island, waters]), strict)).toEqual([]);
          for (const [lng = 0, lat = 0] of [land, island, waters].flatMap(({ coordinates }) => coordinates.flat())) {
            expect(lng >= county[0] && lng <= county[2] && lat >= county[1] && lat <= county[3]).toBe(true);
          }
          expect(areaM2(island)).toBeLessThan(areaM2(waters) / 10);
        },
      ),
    );
  });

  it('repeats itself for the same numbers and differs for others', () => {
    const drawn = (seed: number) => JSON.stringify(plausibleBoundary(county, {}, repeatableRandom(seed)));
    expect(drawn(1)).toBe(drawn(1));
    expect(drawn(1)).not.toBe(drawn(2));
  });
});

describe('subdivide', () => {
  it('divides land and waters into the wanted number of cells without gap or overlap', { timeout: 20_000 }, () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
        const random = repeatableRandom(seed);
        const { land, waters } = plausibleBoundary(county, {}, random);
        for (const surface of [land, waters]) {
          const cells = subdivide(surface, count, random);
          expect(cells).toHaveLength(count);
          expect(new Set(cells.map(({ type }) => type))).toEqual(new Set(['Polygon']));
          expect(checkTopology(undefined, named(cells), strict).filter(({ kind }) => kind !== 'gap')).toEqual([]);
          expect(checkTopology(surface, named(cells))).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('divides again what it made: streets, communities, grids stay exact', () => {
    const random = repeatableRandom(7);
    const { land } = plausibleBoundary(county, {}, random);
    const grids = subdivide(land, 3, random).flatMap((street) =>
      subdivide(street, 4, random).flatMap((part) => subdivide(part, 5, random)),
    );
    expect(grids).toHaveLength(60);
    expect(checkTopology(land, named(grids))).toEqual([]);
    const areas = grids.map((grid) => areaM2(grid));
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(12);
  });

  it('keeps given seeds, each in its cell, and sways borders', () => {
    const { land } = plausibleBoundary(county, {}, repeatableRandom(5));
    const seeds: Position[] = [
      [122.1, 29.8],
      [122.2, 29.9],
      [122.25, 29.8],
    ];
    const cells = subdivide(land, seeds, repeatableRandom(6));
    expect(cells.map((cell, i) => placeInArea(seeds[i] ?? [], cell))).toEqual(['inside', 'inside', 'inside']);
    expect(JSON.stringify(cells)).not.toBe(JSON.stringify(subdivide(land, seeds, repeatableRandom(8))));
    expect(subdivide(land, 0, repeatableRandom(1))).toEqual([]);
  });
});

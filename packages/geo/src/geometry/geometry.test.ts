import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import { repeatableRandom } from '../testing/repeatable-random.ts';
import { subdivide } from '../grids/subdivide.ts';
import { boxOf, orientRings, polygonsOf, signedDoubleArea } from './area-geometry.ts';
import { placeInArea } from './contains.ts';
import { interiorPoint } from './interior-point.ts';
import { bufferLine } from './line-buffer.ts';
import { areaM2, distanceM, lengthM } from './measure.ts';
import { localProjection } from './projection.ts';

const box = (west: number, south: number, east: number, north: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

describe('areaM2', () => {
  it('equals the integral of the ellipsoid over a cell of one degree', () => {
    const [a, e2] = [6_378_137, 0.00669437999014];
    for (const lat of [0, 22, 39, 52]) {
      let integral = 0;
      const steps = 2_000;
      for (let i = 0; i < steps; i++) {
        const phi = ((lat + (i + 0.5) / steps) * Math.PI) / 180;
        integral += ((a * a * (1 - e2) * Math.cos(phi)) / (1 - e2 * Math.sin(phi) ** 2) ** 2) * (Math.PI / 180 / steps);
      }
      expect(areaM2(box(110, lat, 111, lat + 1)) / (integral * (Math.PI / 180))).toBeCloseTo(1, 8);
    }
  });

  it('takes holes off, whatever the direction of rings', () => {
    const [outer, inner] = [box(120, 30, 120.1, 30.1), box(120.02, 30.02, 120.04, 30.04)];
    const pierced: Polygon = { type: 'Polygon', coordinates: [...outer.coordinates, ...inner.coordinates] };
    expect(areaM2(pierced)).toBeCloseTo(areaM2(outer) - areaM2(inner), 3);
  });

  it('keeps its digits for a sliver a millimetre wide', () => {
    const sliver = areaM2(box(120, 30, 120.01, 30 + 1e-8));
    expect(sliver).toBeCloseTo(964.9 * 0.0011086, 3);
  });
});

describe('distanceM', () => {
  it('gives the published lines of the ellipsoid', () => {
    // Flinders Peak to Buninyong, the worked example of Vincenty's formula (GRS80, 54,972.271 m).
    const [flinders, buninyong] = [
      [144.42486788888, -37.95103341666],
      [143.92649552777, -37.65282113888],
    ];
    expect(distanceM(flinders ?? [], buninyong ?? [])).toBeCloseTo(54_972.271, 2);
    expect(distanceM([120, 30], [120, 30])).toBe(0);
    expect(distanceM([0, 0], [179.99, 0.01])).toBeGreaterThan(19_900_000);
  });

  it('sums up to the length of lines and borders', () => {
    const cell = box(120, 30, 120.1, 30.1);
    const side = distanceM([120, 30], [120, 30.1]);
    expect(
      lengthM({
        type: 'LineString',
        coordinates: [
          [120, 30],
          [120, 30.1],
          [120, 30],
        ],
      }),
    ).toBeCloseTo(2 * side, 6);
    expect(lengthM(cell)).toBeCloseTo(2 * side + distanceM([120, 30], [120.1, 30]) + distanceM([120, 30.1], [120.1, 30.1]), 6);
  });
});

describe('localProjection', () => {
  it('is true to half a percent over a county and inverts itself', () => {
    const projection = localProjection([116.4, 40]);
    const [x, y] = projection.toMetres([116.6, 40.15]);
    expect(Math.abs(Math.hypot(x, y) / distanceM([116.4, 40], [116.6, 40.15]) - 1)).toBeLessThan(0.005);
    const [lng = 0, lat = 0] = projection.toDegrees(x, y);
    expect([lng, lat]).toEqual([expect.closeTo(116.6, 12), expect.closeTo(40.15, 12)]);
  });
});

describe('orientRings', () => {
  it('closes rings, turns outer rings counter-clockwise and holes clockwise', () => {
    const clockwise: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 9],
          [9, 9],
          [9, 0],
        ],
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    };
    const [outer = [], hole = []] = orientRings(clockwise).coordinates;
    expect(signedDoubleArea(outer)).toBeGreaterThan(0);
    expect(signedDoubleArea(hole)).toBeLessThan(0);
    expect(outer.at(-1)).toEqual(outer[0]);
  });
});

describe('interiorPoint', () => {
  it('lies strictly inside every cell of an irregular division', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const cell of subdivide(box(120, 30, 120.1, 30.1), 12, repeatableRandom(seed))) {
          expect(placeInArea(interiorPoint(cell) ?? [], cell)).toBe('inside');
        }
      }),
      { numRuns: 10 },
    );
  });

  it('keeps out of holes and bays', () => {
    const horseshoe: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [9, 10],
          [9, 1],
          [1, 1],
          [1, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    };
    expect(placeInArea(interiorPoint(horseshoe) ?? [], horseshoe)).toBe('inside');
    expect(interiorPoint({ type: 'Polygon', coordinates: [] })).toBeUndefined();
  });
});

describe('bufferLine', () => {
  it('makes the strip of a road with round ends', () => {
    const road = {
      type: 'LineString' as const,
      coordinates: [
        [120, 30],
        [120.01, 30],
        [120.01, 30.01],
      ],
    };
    const strip = bufferLine(road, 20);
    const expected = lengthM(road) * 40 + Math.PI * 20 ** 2 - (1 - Math.PI / 4) * 20 ** 2;
    expect(strip && areaM2(strip) / expected).toBeCloseTo(1, 3);
    expect(strip && placeInArea([120.005, 30.00017], strip)).toBe('inside');
    expect(strip && placeInArea([120.005, 30.00019], strip)).toBe('outside');
  });

  it('gives nothing for no line, one point or no width', () => {
    expect(bufferLine({ type: 'LineString', coordinates: [] }, 5)).toBeUndefined();
    expect(bufferLine({ type: 'LineString', coordinates: [[120, 30]] }, 5)).toBeUndefined();
    expect(
      bufferLine(
        {
          type: 'LineString',
          coordinates: [
            [120, 30],
            [121, 30],
          ],
        },
        0,
      ),
    ).toBeUndefined();
  });
});

describe('boxOf and polygonsOf', () => {
  it('see every part', () => {
    const isles = { type: 'MultiPolygon' as const, coordinates: [box(1, 2, 3, 4).coordinates, box(5, 6, 7, 8).coordinates] };
    expect(boxOf(isles)).toEqual([1, 2, 7, 8]);
    expect(polygonsOf(isles)).toHaveLength(2);
    expect(boxOf({ type: 'Polygon', coordinates: [] })).toBeUndefined();
  });
});

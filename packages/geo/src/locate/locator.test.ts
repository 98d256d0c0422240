import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Polygon, Position } from 'geojson';
import { subdivide } from '../grids/subdivide.ts';
import { startGeos } from '../testing/geos.ts';
import { repeatableRandom } from '../testing/repeatable-random.ts';
import type { LocatorCell } from './locator.ts';
import { createLocator } from './locator.ts';

const square = (x: number, y: number, size: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});

const chessboard = (n: number): LocatorCell[] =>
  Array.from({ length: n * n }, (_, k) => ({ id: `c${k}`, geometry: square(k % n, Math.floor(k / n), 1) }));

/** The same cells in another order, their rings started elsewhere and turned round. */
function shuffled(cells: readonly LocatorCell[], random: () => number): LocatorCell[] {
  const turned = cells.map((cell): LocatorCell => {
    if (cell.geometry.type !== 'Polygon') return cell;
    const coordinates = cell.geometry.coordinates.map((ring) => {
      const open = ring.slice(0, -1);
      const start = Math.floor(random() * open.length);
      const moved = [...open.slice(start), ...open.slice(0, start)];
      const ordered = random() < 0.5 ? moved : moved.toReversed();
      return [...ordered, ...ordered.slice(0, 1)];
    });
    return { ...cell, geometry: { type: 'Polygon', coordinates } };
  });
  return turned
    .map((cell) => ({ cell, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ cell }) => cell);
}

describe('createLocator', () => {
  it('gives a border point to the smallest id that covers it', () => {
    const locator = createLocator(chessboard(2).toReversed());
    expect(locator.locate(1, 0.5)).toBe('c0');
    expect(locator.locate(1, 1)).toBe('c0');
    expect(locator.locate(2, 1)).toBe('c1');
    expect(locator.locate(1.5, 1.5)).toBe('c3');
    expect(locator.locateAll(1, 1)).toEqual(['c0', 'c1', 'c2', 'c3']);
    expect(locator.locate(2.000001, 1)).toBeUndefined();
  });

  it('knows holes, cells within holes and several parts', () => {
    const ring = { ...square(0, 0, 10), coordinates: [...square(0, 0, 10).coordinates, ...square(4, 4, 2).coordinates] };
    const locator = createLocator([
      { id: 'ring', geometry: ring },
      { id: 'core', geometry: square(4.5, 4.5, 1) },
      {
        id: 'isles',
        geometry: { type: 'MultiPolygon', coordinates: [square(20, 0, 1).coordinates, square(30, 0, 1).coordinates] },
      },
    ]);
    expect([locator.locate(1, 1), locator.locate(5, 5), locator.locate(4.2, 4.2), locator.locate(4, 5)]).toEqual([
      'ring',
      'core',
      undefined,
      'ring',
    ]);
    expect([locator.locate(20.5, 0.5), locator.locate(30.5, 0.5), locator.locate(25, 0.5)]).toEqual([
      'isles',
      'isles',
      undefined,
    ]);
    expect(locator.size).toBe(3);
  });

  it('answers nothing for no cells, unusable cells and positions that are not numbers', () => {
    const broken: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [Number.NaN, 1],
          [1, 1],
        ],
      ],
    };
    expect(createLocator([]).locate(0, 0)).toBeUndefined();
    expect(createLocator([{ id: 'x', geometry: broken }]).size).toBe(0);
    expect(createLocator(chessboard(2)).locate(Number.NaN, 1)).toBeUndefined();
    expect(createLocator(chessboard(2)).locateAll(Number.NaN, 1)).toEqual([]);
  });

  it('does not depend on the order of cells, nor on start and direction of rings', () => {
    const cells = subdivide(square(120, 30, 0.1), 40, repeatableRandom(3)).map((geometry, i) => ({ id: `g${i}`, geometry }));
    const reference = createLocator(cells);
    const lattice = Array.from({ length: 900 }, (_, k) => [120 + (k % 30) / 290, 30 + Math.floor(k / 30) / 290]);
    const corners = cells.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates.flat() : []));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const other = createLocator(shuffled(cells, repeatableRandom(seed)));
        for (const [lng = 0, lat = 0] of [...lattice, ...corners]) {
          expect(other.locate(lng, lat)).toBe(reference.locate(lng, lat));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('locates at least as many points as lie in the union: every point of a divided surface has a cell', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), (seed, count) => {
        const random = repeatableRandom(seed);
        const locator = createLocator(subdivide(square(0, 0, 1), count, random).map((geometry, i) => ({ id: `${i}`, geometry })));
        for (let i = 0; i < 200; i++)
          expect(locator.locate(0.0001 + random() * 0.9998, 0.0001 + random() * 0.9998)).toBeDefined();
      }),
      { numRuns: 10 },
    );
  });
});

describe('createLocator against GEOS', () => {
  let geos: Awaited<ReturnType<typeof startGeos>>;
  beforeAll(async () => {
    geos = await startGeos();
  });

  /** Points where our answer differs from GEOS, and how many points lie on a border of several cells. */
  function compare(cells: LocatorCell[], points: Position[]): { differing: Position[]; onBorders: number } {
    const locator = createLocator(cells);
    const covers = new Map(cells.map((cell) => [cell.id, geos.prepare(cell.geometry)]));
    const differing: Position[] = [];
    let onBorders = 0;
    for (const [lng = 0, lat = 0] of points) {
      const covering = [...covers].filter(([, isCovered]) => isCovered(lng, lat)).map(([id]) => id);
      const expected = covering.toSorted();
      const isSame = locator.locate(lng, lat) === expected[0] && locator.locateAll(lng, lat).join() === expected.join();
      if (!isSame) differing.push([lng, lat]);
      if (expected.length > 1) onBorders += 1;
    }
    return { differing, onBorders };
  }

  it('agrees on 10,000 random points', { timeout: 20_000 }, () => {
    const random = repeatableRandom(11);
    const cells = subdivide(square(120, 30, 0.2), 60, random).map((geometry, i) => ({ id: `g${i}`, geometry }));
    const points = Array.from({ length: 10_000 }, () => [119.99 + random() * 0.22, 29.99 + random() * 0.22]);
    expect(compare(cells, points).differing).toEqual([]);
  });

  it('agrees on 1,200 border points: vertices, middles of edges, points reckoned on edges', () => {
    const random = repeatableRandom(12);
    const cells = subdivide(square(120, 30, 0.2), 60, random).map((geometry, i) => ({ id: `g${i}`, geometry }));
    const rings = cells.flatMap(({ geometry }) =>
      geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
    );
    const points = Array.from({ length: 1_200 }, (_, k): Position => {
      const ring = rings[Math.floor(random() * rings.length)] ?? [];
      const i = Math.floor(random() * (ring.length - 1));
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[i + 1] ?? [];
      const t = [0, 0.5, random()][k % 3] ?? 0;
      return [ax + t * (bx - ax), ay + t * (by - ay)];
    });
    const { differing, onBorders } = compare(cells, points);
    expect(differing).toEqual([]);
    expect(onBorders).toBeGreaterThan(300);
  });

  it('agrees on lattice points, where borders run through points and along parallels', () => {
    const cells = [
      ...chessboard(6),
      {
        id: 'd',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [6, 3],
              [3, 6],
              [0, 0],
            ],
          ],
        },
      } satisfies LocatorCell,
    ];
    const points = Array.from({ length: 27 * 27 }, (_, k) => [(k % 27) / 4 - 0.25, Math.floor(k / 27) / 4 - 0.25]);
    const { differing, onBorders } = compare(cells, points);
    expect(differing).toEqual([]);
    expect(onBorders).toBeGreaterThan(100);
  });
});

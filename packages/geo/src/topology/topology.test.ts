import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Polygon, Position } from 'geojson';
import { subdivide } from '../grids/subdivide.ts';
import type { AreaGeometry } from '../geometry/area-geometry.ts';
import { placeInArea } from '../geometry/contains.ts';
import { areaM2 } from '../geometry/measure.ts';
import { startGeos } from '../testing/geos.ts';
import { repeatableRandom } from '../testing/repeatable-random.ts';
import { checkTopology } from './check-topology.ts';
import type { Finding, TopologyCell } from './finding.ts';
import { repair } from './repair.ts';

/** Squares on a lattice of 0.01°, about a kilometre. */
const box = (west: number, south: number, east: number, north: number): Polygon => {
  const [w, s, e, n] = [120 + west / 100, 30 + south / 100, 120 + east / 100, 30 + north / 100];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
};
const cellOf = (id: string, ...sides: [number, number, number, number]): TopologyCell => ({ id, geometry: box(...sides) });
const kinds = (findings: readonly Finding[]) => findings.map(({ kind }) => kind);
const suggestionsOf = (findings: readonly Finding[]) => findings.flatMap(({ suggestion }) => suggestion ?? []);

describe('checkTopology', () => {
  it('finds nothing in a clean layer, also where one border has more vertices than its neighbour', () => {
    const cells = [cellOf('a', 0, 0, 2, 1), cellOf('b', 0, 1, 1, 2), cellOf('c', 1, 1, 2, 2)];
    expect(checkTopology(box(0, 0, 2, 2), cells)).toEqual([]);
  });

  it('reports an overlap with pair, area, place and who should keep it', () => {
    const [finding, ...others] = checkTopology(undefined, [cellOf('a', 0, 0, 2, 1), cellOf('b', 1.5, 0, 3, 1)]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'overlap', severity: 'error', cellIds: ['a', 'b'] });
    expect(finding?.kind === 'overlap' && finding.areaM2 / areaM2(box(1.5, 0, 2, 1))).toBeCloseTo(1, 9);
    expect(finding?.suggestion).toMatchObject({ kind: 'assign_overlap_to', cellId: 'b' });
    expect(placeInArea(finding?.at ?? [], box(1.5, 0, 2, 1))).toBe('inside');
  });

  it('reports a gap inside the parent and gives it to the neighbour with the longest common border', () => {
    const [finding, ...others] = checkTopology(box(0, 0, 3, 1), [cellOf('a', 0, 0, 1, 1), cellOf('b', 1, 0.4, 3, 1)]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'gap', severity: 'error', cellIds: ['b', 'a'] });
    expect(finding?.suggestion).toMatchObject({ kind: 'assign_gap_to', cellId: 'b' });
  });

  it('calls thin pieces slivers: a warning and a snap', () => {
    const [finding] = checkTopology(box(0, 0, 2, 1), [cellOf('a', 0, 0, 1, 1), cellOf('b', 1.0003, 0, 2, 1)]);
    expect(finding).toMatchObject({ kind: 'gap', severity: 'warning', suggestion: { kind: 'snap' } });
    expect(checkTopology(box(0, 0, 2, 1), [cellOf('a', 0, 0, 1, 1), cellOf('b', 1.0003, 0, 2, 1)], { ignoreWidthM: 1 })).toEqual(
      [],
    );
  });

  it('finds enclosed gaps without a parent', () => {
    const frame = [cellOf('s', 0, 0, 3, 1), cellOf('n', 0, 2, 3, 3), cellOf('w', 0, 1, 1, 2), cellOf('e', 2, 1, 3, 2)];
    expect(kinds(checkTopology(undefined, frame))).toEqual(['gap']);
    expect(checkTopology(undefined, frame.slice(1))).toEqual([]);
  });

  it('reports what lies outside the parent, surfaces and points', () => {
    const cells = [{ ...cellOf('a', 0, 0, 1.5, 1), point: [120.5, 30.5] }];
    const findings = checkTopology(box(0, 0, 1, 1), cells);
    expect(kinds(findings)).toEqual(['outside_parent', 'point_outside_parent']);
    expect(findings[0]?.suggestion).toMatchObject({ kind: 'clip_to_parent', cellId: 'a' });
  });

  it('tells duplicates by id and by surface from overlaps', () => {
    const findings = checkTopology(undefined, [cellOf('a', 0, 0, 1, 1), cellOf('b', 0, 0, 1, 1), cellOf('a', 2, 0, 3, 1)]);
    expect(findings.map((f) => (f.kind === 'duplicate' ? f.same : f.kind))).toEqual(['id', 'geometry']);
    const kept = repair([cellOf('a', 0, 0, 1, 1), cellOf('b', 0, 0, 1, 1), cellOf('a', 2, 0, 3, 1)], suggestionsOf(findings));
    expect(kept.map(({ id }) => id)).toEqual(['a']);
  });

  it.each<[string, Position[], string]>([
    [
      'bow tie',
      [
        [120, 30],
        [120.01, 30.01],
        [120.01, 30],
        [120, 30.01],
        [120, 30],
      ],
      'self_intersection',
    ],
    [
      'unclosed',
      [
        [120, 30],
        [120.01, 30],
        [120.01, 30.01],
      ],
      'unclosed',
    ],
    [
      'two points',
      [
        [120, 30],
        [120.01, 30],
        [120, 30],
      ],
      'too_few_points',
    ],
    [
      'clockwise',
      [
        [120, 30],
        [120, 30.01],
        [120.01, 30],
        [120, 30],
      ],
      'wrong_orientation',
    ],
    [
      'not finite',
      [
        [120, 30],
        [120.01, 30],
        [Number.NaN, 30],
        [120.01, 30.01],
        [120, 30],
      ],
      'not_finite',
    ],
    [
      'latitude first',
      [
        [30, 120],
        [30, 120.01],
        [30.01, 120],
        [30, 120],
      ],
      'out_of_range',
    ],
  ])('names the fault of a ring and its place: %s', (_, ring, problem) => {
    const [finding] = checkTopology(undefined, [{ id: 'x', geometry: { type: 'Polygon', coordinates: [ring] } }]);
    expect(finding).toMatchObject({ kind: 'invalid_ring', problem, cellIds: ['x'] });
    expect(finding?.at).toHaveLength(2);
  });

  it('shows where a ring crosses itself and offers its lobes as a valid surface', () => {
    const ring = [
      [120, 30],
      [120.02, 30.02],
      [120.02, 30],
      [120, 30.02],
      [120, 30],
    ];
    const cells: TopologyCell[] = [{ id: 'x', geometry: { type: 'Polygon', coordinates: [ring] } }];
    const findings = checkTopology(undefined, cells);
    const crossed = findings.find((f) => f.kind === 'invalid_ring' && f.problem === 'self_intersection');
    expect(crossed?.at).toEqual([expect.closeTo(120.01, 9), expect.closeTo(30.01, 9)]);
    const [mended] = repair(cells, suggestionsOf(findings));
    expect(mended?.geometry?.type).toBe('MultiPolygon');
    expect(checkTopology(undefined, mended ? [mended] : [])).toEqual([]);
  });

  it('never throws, whatever stands where a geometry should be', () => {
    const wild = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point'), coordinates: fc.anything() }),
      fc.record({
        type: fc.constant('Polygon'),
        coordinates: fc.array(fc.array(fc.array(fc.oneof(fc.double(), fc.integer({ min: 0, max: 4 })), { maxLength: 3 }))),
      }),
    );
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 4 }), (geometries) => {
        const cells = geometries.map((geometry, i) => ({ id: `${i}`, geometry: geometry as AreaGeometry }));
        const findings = checkTopology(box(0, 0, 1, 1), cells);
        expect(repair(cells, suggestionsOf(findings)).length).toBeLessThanOrEqual(cells.length);
      }),
    );
  });
});

describe('repair', () => {
  let geos: Awaited<ReturnType<typeof startGeos>>;
  beforeAll(async () => {
    geos = await startGeos();
  });

  /** A clean division whose cells were then each moved a little: gaps, overlaps and parts outside everywhere. */
  function disturbed(seed: number): { parent: Polygon; cells: TopologyCell[] } {
    const random = repeatableRandom(seed);
    const parent = box(0, 0, 5, 5);
    const cells = subdivide(parent, 12, random).map((geometry, i): TopologyCell => {
      const move = () => (random() - 0.5) * 0.004;
      const [dx, dy] = [move(), move()];
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : [];
      return {
        id: `${i}`,
        geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map(([x = 0, y = 0]) => [x + dx, y + dy])) },
      };
    });
    return { parent, cells };
  }

  it('turns any disturbed layer into a clean one that fills its parent', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { parent, cells } = disturbed(seed);
        const findings = checkTopology(parent, cells);
        expect(findings.length).toBeGreaterThan(10);
        const mended = repair(cells, suggestionsOf(findings));
        expect(checkTopology(parent, mended)).toEqual([]);
        const total = mended.reduce((sum, { geometry }) => sum + (geometry ? areaM2(geometry) : 0), 0);
        expect(total / areaM2(parent)).toBeCloseTo(1, 6);
        for (const { geometry } of mended) expect(geometry && geos.isValid(geometry)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('keeps what cells hold besides and leaves them alone without suggestions', () => {
    const cells = [{ ...cellOf('a', 0, 0, 1, 1), name: '甲' }];
    expect(repair(cells, [])).toEqual(cells);
  });
});

import { describe, expect, it } from 'vitest';
import { clustersAt, groundOf, type Cluster, type Placed, type Sliced } from './case-cluster.policy.ts';

function done<Result>(work: Sliced<Result>, onSlice = (): void => undefined): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    onSlice();
  }
}
const clustersOf = (points: readonly Placed[], zoom: number): Cluster[] =>
  [...done(clustersAt(done(groundOf(points)), zoom)).values()].flat();

/** Places over a county, the same each time. */
const spread = (count: number): Placed[] =>
  Array.from({ length: count }, (_, i) => ({
    lng: 120 + ((i * 7919) % 10_007) / 50_000,
    lat: 30 + ((i * 104_729) % 10_009) / 100_000,
    lamp: i % 10 === 0 ? 'red' : 'none',
  }));
const COUNTY = spread(5_000);

describe('clusters of cases', () => {
  it('count every case once at every zoom, and every overdue one', () => {
    for (let zoom = 0; zoom <= 18; zoom += 1) {
      const clusters = clustersOf(COUNTY, zoom);
      const sum = (value: (cluster: Cluster) => number) => clusters.reduce((total, cluster) => total + value(cluster), 0);
      expect([zoom, sum(({ count }) => count), sum(({ overdue }) => overdue)]).toEqual([zoom, 5_000, 500]);
    }
  });

  it('leave no two seeds nearer than the radius, so that signs lie apart', () => {
    const zoom = 13;
    const seeds = clustersOf(COUNTY, zoom).map(({ first }) => COUNTY[first]);
    const { x, y } = done(groundOf(seeds.filter((seed) => seed !== undefined)));
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < x.length; i += 1)
      for (let k = 0; k < i; k += 1)
        nearest = Math.min(nearest, Math.hypot((x[i] ?? 0) - (x[k] ?? 0), (y[i] ?? 0) - (y[k] ?? 0)) * 2 ** zoom * 512);
    expect(nearest).toBeGreaterThanOrEqual(45);
  });

  it('lie in the middle of their cases and carry the worst lamp', () => {
    const [cluster, ...others] = clustersOf(
      [
        { lng: 120, lat: 30, lamp: 'none' },
        { lng: 120.002, lat: 30, lamp: 'amber' },
        { lng: 120.001, lat: 30, lamp: 'green' },
      ],
      12,
    );
    expect(others).toEqual([]);
    expect(cluster).toMatchObject({ count: 3, overdue: 0, lamp: 'amber', first: 0 });
    expect(cluster?.x).toBeCloseTo(120.001 / 360 + 0.5, 12);
  });

  it('keep what lies beyond the square at its edge', () => {
    const corners = [-180, 180].flatMap((lng) => [-90, 90].map((lat) => ({ lng, lat, lamp: 'none' as const })));
    expect(clustersOf(corners, 3).map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });

  it('may be interrupted after every case or cluster', () => {
    let slices = 0;
    done(clustersAt(done(groundOf(COUNTY)), 18), () => (slices += 1));
    expect(slices).toBeGreaterThan(5_000);
  });
});

import { describe, expect, it } from 'vitest';
import { createPointCache } from './case-point.cache.ts';
import type { PointLines } from './case-point.repository.ts';

const LINES = Array.from({ length: 2_000 }, (_, i) =>
  [i, i, 'reported', 'f', 'green', 120 + (i % 50) / 100, 30 + Math.floor(i / 50) / 100].join('\t'),
);
const PARTS = [LINES.slice(0, 1_500).join('\n'), LINES.slice(1_500).join('\n')];

describe('points kept for the map', () => {
  it('let others have their turn while clusters are made', async () => {
    let nowMs = 0;
    // Each look at the clock takes a millisecond, so a slice is a few cases long.
    const cache = createPointCache(() => (nowMs += 1));
    const made = cache.get('all', '', () => Promise.resolve(PARTS)).then((set) => set.zoom(14));
    let turns = 0;
    let isMade = false;
    void made.then(() => (isMade = true));
    const turn = (): void => {
      turns += 1;
      if (!isMade) setImmediate(turn);
    };
    setImmediate(turn);
    await made;
    expect(turns).toBeGreaterThan(500);
  });

  it('are read once for all who ask at the same time, and make each zoom once', async () => {
    let reads = 0;
    const cache = createPointCache(() => 0);
    const read = (): Promise<PointLines> => {
      reads += 1;
      return Promise.resolve(PARTS);
    };
    const [first, second] = await Promise.all([cache.get('all', 'end', read), cache.get('all', 'end', read)]);
    expect([reads, first]).toEqual([1, second]);
    expect(first.points).toHaveLength(2_000);
    expect(first.points.at(-1)).toEqual({
      id: '1999',
      number: '1999',
      state: 'reported',
      hazard: false,
      lamp: 'green',
      lng: 120.49,
      lat: 30.39,
    });
    expect(await first.zoom(9)).toBe(await second.zoom(9));
  });

  it('are forgotten, the longest unused first, when the clusters of many zooms grow beyond what may be kept', async () => {
    const reads: string[] = [];
    const cache = createPointCache(() => 0, 3 * PARTS.join('\n').split('\n').length);
    const ask = (key: string) =>
      cache.get(key, 'end', () => {
        reads.push(key);
        return Promise.resolve(PARTS);
      });
    await ask('first');
    const second = await ask('second');
    await ask('first');
    expect(reads).toEqual(['first', 'second']);
    for (const zoom of [5, 6, 7]) await (await ask('second')).zoom(zoom);
    expect(await ask('second')).toBe(second);
    await ask('first');
    expect(reads).toEqual(['first', 'second', 'first']);
  });
});

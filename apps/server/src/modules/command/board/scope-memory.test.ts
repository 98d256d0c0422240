import { fakeClock } from '@gridward/testkit';
import { describe, expect, it } from 'vitest';
import type { BoardSelection } from './board.repository.ts';
import { rememberByScope } from './scope-memory.ts';

const KEEP_MS = 10_000;
const clock = fakeClock('2026-05-11T01:00:00Z');
const of = (areaPath: string | null): BoardSelection => {
  const now = new Date(clock.now());
  return { areaPath, reach: null, now, startOfToday: now, endOfToday: now };
};

describe('what is remembered of a scope', () => {
  it('is read once for all who ask meanwhile, anew when it is old, and for each scope by itself', async () => {
    const asked: (string | null)[] = [];
    const recall = rememberByScope(clock, KEEP_MS, async ({ areaPath }) => asked.push(areaPath));
    expect(await Promise.all([recall(of('1')), recall(of('1')), recall(of('1.2'))])).toEqual([1, 1, 2]);
    clock.advance(KEEP_MS - 1);
    expect(await recall(of('1'))).toBe(1);
    clock.advance(1);
    expect(await recall(of('1'))).toBe(3);
    expect(asked).toEqual(['1', '1.2', '1']);
  });

  it('is kept for each day by itself, where the answer is one about a day', async () => {
    const recall = rememberByScope(clock, KEEP_MS, async ({ on }: { areaPath: null; reach: null; on: string }) => on);
    const day = (on: string) => ({ areaPath: null, reach: null, on });
    expect([await recall(day('2026-05-10')), await recall(day('2026-05-09'))]).toEqual(['2026-05-10', '2026-05-09']);
  });

  it('does not remember a failure', async () => {
    let left = 1;
    const recall = rememberByScope(clock, KEEP_MS, async () => {
      if ((left -= 1) >= 0) throw new Error('no connection');
      return 'read';
    });
    await expect(recall(of(null))).rejects.toThrow('no connection');
    expect(await recall(of(null))).toBe('read');
  });
});

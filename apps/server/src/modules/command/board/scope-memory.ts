import type { Clock } from '@gridward/core';
import type { BoardSelection } from './board.repository.ts';

const MOST_SCOPES = 500;

/** Remembers what was read of each scope for a while, and lets everybody who asks meanwhile wait for the one reading. */
export function rememberByScope<Read>(clock: Clock, keepMs: number, read: (selection: BoardSelection) => Promise<Read>) {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Read> }>();
  return (selection: BoardSelection): Promise<Read> => {
    const now = clock.now();
    const key = JSON.stringify([selection.areaPath, selection.reach]);
    const found = known.get(key);
    if (found !== undefined && now < found.until) return found.answer;
    if (known.size >= MOST_SCOPES) known.clear();
    const answer = read(selection);
    known.set(key, { until: now + keepMs, answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}

import type { Clock } from '@gridward/core';
import type { BoardSelection } from './board.repository.ts';

const MOST_SCOPES = 500;

/** What tells one scope from another; a day where the answer is one about a day. */
type Scope = Pick<BoardSelection, 'areaPath' | 'reach'> & { readonly on?: string };

/** Remembers what was read of each scope for a while, and lets everybody who asks meanwhile wait for the one reading. */
export function rememberByScope<Selection extends Scope, Read>(
  clock: Clock,
  keepMs: number,
  read: (selection: Selection) => Promise<Read>,
) {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<Read> }>();
  return (selection: Selection): Promise<Read> => {
    const now = clock.now();
    const key = JSON.stringify([selection.areaPath, selection.reach, selection.on]);
    const found = known.get(key);
    if (found !== undefined && now < found.until) return found.answer;
    if (known.size >= MOST_SCOPES) known.clear();
    const answer = read(selection);
    known.set(key, { until: now + keepMs, answer });
    answer.catch(() => {
      if (known.get(key)?.answer === answer) known.delete(key);
    });
    return answer;
  };
}

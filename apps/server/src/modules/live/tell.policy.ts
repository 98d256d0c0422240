import type { LiveEvent, MovedCase } from '@gridward/contract';
import { covers, type Grant } from '@gridward/core';
import type { WatchedMove } from '../cases/index.ts';

/** The part of a reach that decides what is told. */
export const readingGrants = (grants: readonly Grant[]): readonly Grant[] =>
  grants.filter(({ permission }) => permission === 'case.read');

/**
 * What somebody is told of a step: all of it within their reach; that the case is gone where it has just left it; nothing otherwise.
 * @param grants those for reading cases
 */
export function tellOf(move: WatchedMove, grants: readonly Grant[]): LiveEvent | null {
  if (grants.some((grant) => covers(grant, move.target))) return toMoved(move);
  const isGone = move.from !== null && grants.some((grant) => covers(grant, move.formerTarget));
  return isGone ? { kind: 'gone', caseId: move.caseId } : null;
}

const toMoved = ({ caseId, seq, verb, from, to, owner, by, at }: WatchedMove): MovedCase => ({
  kind: 'case',
  caseId,
  version: seq,
  verb,
  // The journal holds states of the machine and nothing else.
  from: from as MovedCase['from'],
  state: to as MovedCase['state'],
  owner,
  by,
  at: at.toISOString(),
});

/** Do two lists of grants reach the same? Their order says nothing. */
export function isSameReach(before: readonly Grant[], after: readonly Grant[]): boolean {
  const keys = (grants: readonly Grant[]): string =>
    grants
      .map(({ permission, postId, unitPath, areaPath }) => [permission, postId, unitPath, areaPath].join('|'))
      .sort()
      .join('\n');
  return keys(before) === keys(after);
}

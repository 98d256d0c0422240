import { describe, expect, it } from 'vitest';
import { compareStuck, isOverloaded, STUCK_REASONS, stuckPoints, type StuckFacts } from './stuck.ts';

const NOW = Date.parse('2026-05-11T01:00:00Z');
const BEFORE = NOW - 1;
const AFTER = NOW + 1;

const CLOCKS = [
  'intake',
  'pre_check',
  'registering',
  'dispatch',
  'handling',
  'deferral',
  'feedback',
  'check',
  'closing',
] as const;
const REQUESTS = [
  null,
  ...(['return', 'extension', 'deferral'] as const).flatMap((kind) => [BEFORE, NOW, AFTER].map((dueAt) => ({ kind, dueAt }))),
];

/** Every combination of what the rules look at. */
const WORLD: readonly StuckFacts[] = [true, false].flatMap((hazard) =>
  [true, false].flatMap((isSafe) =>
    CLOCKS.flatMap((clockKind) =>
      [BEFORE, NOW, AFTER].flatMap((dueAt) =>
        REQUESTS.flatMap((request) =>
          [null, BEFORE, NOW, AFTER].flatMap((replyDueAt) =>
            (['owner', 'other'] as const).flatMap((orderedUnitId) =>
              ['above', null].map((aboveOwnerId) => ({
                hazard,
                isSafe,
                clockKind,
                dueAt,
                request,
                replyDueAt,
                ownerUnitId: 'owner',
                aboveOwnerId,
                dispatchDeskId: 'desk',
                orderedUnitId: replyDueAt === null ? null : orderedUnitId,
              })),
            ),
          ),
        ),
      ),
    ),
  ),
);

const reasonsOf = (facts: StuckFacts): string[] => stuckPoints(facts, NOW).map(({ reason }) => reason);

describe('what is stuck, over every combination', () => {
  it('has a reason exactly when its own fact holds, gravest first', () => {
    for (const facts of WORLD) {
      const expected = [
        ...(facts.hazard && !facts.isSafe ? ['hazard_open'] : []),
        ...(facts.request?.dueAt === BEFORE ? ['ruling_late'] : []),
        ...(facts.replyDueAt === BEFORE ? ['supervision_unanswered'] : []),
        ...(facts.clockKind !== 'deferral' && facts.dueAt === BEFORE ? ['overdue'] : []),
      ];
      expect(reasonsOf(facts)).toEqual(expected);
    }
  });

  it('names one unit for each reason: the owner acts on a hazard, the desk rules, the unit above decides what is owed too long', () => {
    for (const facts of WORLD) {
      for (const { reason, deciderId } of stuckPoints(facts, NOW)) {
        if (reason === 'hazard_open') expect(deciderId).toBe('owner');
        if (reason === 'ruling_late') expect(deciderId).toBe('desk');
        if (reason === 'overdue') expect(deciderId).toBe(facts.aboveOwnerId ?? 'owner');
        if (reason === 'supervision_unanswered')
          expect(deciderId).toBe(facts.orderedUnitId === 'other' ? 'other' : (facts.aboveOwnerId ?? 'owner'));
      }
    }
  });

  it('says since when, except of a hazard', () => {
    for (const facts of WORLD)
      for (const { reason, since } of stuckPoints(facts, NOW)) expect(since).toBe(reason === 'hazard_open' ? null : BEFORE);
  });
});

describe('the order of what is stuck', () => {
  const one = (reason: (typeof STUCK_REASONS)[number], since: number | null, reportedAt = 0) => ({
    points: [{ reason, since, deciderId: 'x' }],
    reportedAt,
  });

  it('is by gravity, then by how long', () => {
    const sorted = [
      one('overdue', 5),
      one('ruling_late', 9),
      one('overdue', 3),
      one('hazard_open', null, 8),
      one('supervision_unanswered', 1),
      one('hazard_open', null, 2),
    ].toSorted(compareStuck);
    expect(sorted.map(({ points, reportedAt }) => [points[0]?.reason, points[0]?.since ?? reportedAt])).toEqual([
      ['hazard_open', 2],
      ['hazard_open', 8],
      ['ruling_late', 9],
      ['supervision_unanswered', 1],
      ['overdue', 3],
      ['overdue', 5],
    ]);
  });
});

describe('a desk', () => {
  it('is overloaded beyond its number and never without one', () => {
    expect([isOverloaded(10, 10), isOverloaded(11, 10), isOverloaded(999, null), isOverloaded(1, 0)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { compareStuck, isOverloaded, stuckPoints, type StuckFacts, type StuckReason } from './stuck.ts';

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
    const wrong = WORLD.filter((facts) => {
      const expected = [
        ...(facts.hazard && !facts.isSafe ? ['hazard_open'] : []),
        ...(facts.request?.dueAt === BEFORE ? ['ruling_late'] : []),
        ...(facts.replyDueAt === BEFORE ? ['supervision_unanswered'] : []),
        ...(facts.clockKind !== 'deferral' && facts.dueAt === BEFORE ? ['overdue'] : []),
      ];
      return reasonsOf(facts).join() !== expected.join();
    });
    expect(wrong).toEqual([]);
  });

  it('names one unit for each reason: the owner acts on a hazard, the desk rules, the unit above decides what is owed too long', () => {
    const deciderOf = (facts: StuckFacts): Readonly<Record<StuckReason, string>> => {
      const above = facts.aboveOwnerId ?? 'owner';
      const answerable = facts.orderedUnitId === 'other' ? 'other' : above;
      return { hazard_open: 'owner', ruling_late: 'desk', supervision_unanswered: answerable, overdue: above };
    };
    const wrong = WORLD.flatMap((facts) =>
      stuckPoints(facts, NOW).filter(({ reason, deciderId }) => deciderId !== deciderOf(facts)[reason]),
    );
    expect(wrong).toEqual([]);
  });

  it('says since when, except of a hazard', () => {
    const points = WORLD.flatMap((facts) => stuckPoints(facts, NOW));
    expect(points.length).toBeGreaterThan(WORLD.length / 2);
    expect(points.filter(({ reason, since }) => since !== (reason === 'hazard_open' ? null : BEFORE))).toEqual([]);
  });
});

describe('the order of what is stuck', () => {
  const one = (reason: StuckReason, since: number | null, reportedAt = 0) => ({
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

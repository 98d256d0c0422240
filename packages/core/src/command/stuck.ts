import type { ClockKind, CaseRequestKind } from '../cases/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';

/** Why a case does not move on by itself, gravest first. */
export const STUCK_REASONS = ['hazard_open', 'ruling_late', 'supervision_unanswered', 'overdue'] as const;
export type StuckReason = (typeof STUCK_REASONS)[number];

/** What is asked of a case that has not ended. */
export interface StuckFacts {
  readonly hazard: boolean;
  readonly isSafe: boolean;
  readonly clockKind: ClockKind;
  readonly dueAt: Instant;
  /** An open request with the moment by which it is to be ruled on. */
  readonly request: { readonly kind: CaseRequestKind; readonly dueAt: Instant } | null;
  /** The earliest reply to an order of supervision that is still owed. */
  readonly replyDueAt: Instant | null;
  readonly ownerUnitId: Uuid;
  /** The unit above the owner; nothing at the top. */
  readonly aboveOwnerId: Uuid | null;
  readonly dispatchDeskId: Uuid;
  /** The unit that owes the reply. */
  readonly orderedUnitId: Uuid | null;
}

/** One reason with the moment since when it holds and the unit that must decide or act. */
export interface StuckPoint {
  readonly reason: StuckReason;
  /** Nothing for a hazard: it is wrong from the first minute. */
  readonly since: Instant | null;
  readonly deciderId: Uuid;
}

/**
 * Every reason for which a case is stuck, gravest first; empty when it moves.
 * A dated deferral is no running clock: the case rests by a ruling and nobody is late (CM22).
 * A ruling is the dispatch desk's. What a unit owes for too long is decided above it, and by itself where nobody is above.
 */
export function stuckPoints(facts: StuckFacts, now: Instant): StuckPoint[] {
  const above = (unitId: Uuid): Uuid => (unitId === facts.ownerUnitId ? (facts.aboveOwnerId ?? unitId) : unitId);
  const points: StuckPoint[] = [];
  if (facts.hazard && !facts.isSafe) points.push({ reason: 'hazard_open', since: null, deciderId: facts.ownerUnitId });
  if (facts.request !== null && facts.request.dueAt < now)
    points.push({ reason: 'ruling_late', since: facts.request.dueAt, deciderId: facts.dispatchDeskId });
  if (facts.replyDueAt !== null && facts.replyDueAt < now)
    points.push({
      reason: 'supervision_unanswered',
      since: facts.replyDueAt,
      deciderId: above(facts.orderedUnitId ?? facts.ownerUnitId),
    });
  if (facts.clockKind !== 'deferral' && facts.dueAt < now)
    points.push({ reason: 'overdue', since: facts.dueAt, deciderId: above(facts.ownerUnitId) });
  return points;
}

/** Gravest reason first; of the same reason what waits longest first. Hazards wait since they were reported. */
export function compareStuck(
  a: { readonly points: readonly StuckPoint[]; readonly reportedAt: Instant },
  b: { readonly points: readonly StuckPoint[]; readonly reportedAt: Instant },
): number {
  const rank = ({ points }: { readonly points: readonly StuckPoint[] }): number =>
    points[0] === undefined ? STUCK_REASONS.length : STUCK_REASONS.indexOf(points[0].reason);
  const since = (one: typeof a): Instant => one.points[0]?.since ?? one.reportedAt;
  return rank(a) - rank(b) || since(a) - since(b);
}

/** A desk holds more open cases than it said it can carry; nothing is said of a unit that named no number. */
export const isOverloaded = (open: number, capacity: number | null): boolean => capacity !== null && open > capacity;

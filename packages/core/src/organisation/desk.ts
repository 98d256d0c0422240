import { isValidAt } from '../areas/index.ts';
import { err, ok, type Instant, type Result, type Uuid } from '../kernel/index.ts';

/** Desks that a case needs: who takes it in, dispatches and verifies it, who takes what nobody takes, and whom a breach is told. */
export const DESK_DUTIES = ['intake', 'dispatch', 'verification', 'fallback', 'leader'] as const;
export type DeskDuty = (typeof DESK_DUTIES)[number];

/** A unit answers for a duty in an area and everything below it, for a period. */
export interface DutyDesk {
  readonly id: Uuid;
  readonly duty: DeskDuty;
  readonly areaId: Uuid;
  readonly unitId: Uuid;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/** Nobody up to the root has this duty: a defect of the configuration, found beforehand by `missingDuties`. */
export interface DeskMissing {
  readonly problem: 'desk_missing';
  readonly duty: DeskDuty;
}

/**
 * The desk of the nearest area above.
 * @param areaIds the area itself first, then up to the root
 */
export function nearestDesk(
  desks: readonly DutyDesk[],
  duty: DeskDuty,
  areaIds: readonly Uuid[],
  at: Instant,
): Result<DutyDesk, DeskMissing> {
  const valid = new Map(desks.filter((desk) => desk.duty === duty && isValidAt(desk, at)).map((desk) => [desk.areaId, desk]));
  for (const areaId of areaIds) {
    const desk = valid.get(areaId);
    if (desk !== undefined) return ok(desk);
  }
  return err({ problem: 'desk_missing', duty });
}

/** Duties without a desk at a root. Empty means that every case of its tree has an owner at every step. */
export const missingDuties = (desks: readonly DutyDesk[], rootId: Uuid, at: Instant): DeskDuty[] =>
  DESK_DUTIES.filter((duty) => !nearestDesk(desks, duty, [rootId], at).ok);

import {
  createUnitTree,
  missingDuties,
  nearestDesk,
  ok,
  type AreaTree,
  type DeskDuty,
  type DeskMissing,
  type DutyDesk,
  type Instant,
  type Result,
  type UnitNode,
  type UnitTree,
  type Uuid,
} from '@gridward/core';

/** What the store holds of units and desks. */
export interface UnitRecords {
  readonly units: readonly UnitNode[];
  readonly desks: readonly DutyDesk[];
}

/** The configuration leaves a case without an owner. `doctor` finds it beforehand; nothing at run time can put it right. */
export class DeskMissingError extends Error {
  readonly duty: DeskDuty;
  constructor(duty: DeskDuty, areaPath: string) {
    super(`no unit has the duty "${duty}" in area ${areaPath} or above it`);
    this.name = 'DeskMissingError';
    this.duty = duty;
  }
}

/** Units as they are at one moment, with the desks. */
export interface UnitPicture extends UnitTree {
  /** The unit of the nearest area above that has the duty. */
  deskFor(duty: DeskDuty, areaPath: string, at: Instant): Result<Uuid, DeskMissing>;
  /** The desks that a case in this area needs. @throws DeskMissingError where the root is incomplete. */
  desksFor(areaPath: string, at: Instant): Readonly<Record<'intake' | 'dispatch' | 'verification' | 'fallback', Uuid>>;
  /** Duties that some root of the areas lacks; must be empty before the first case. */
  missingDesks(at: Instant): readonly { readonly areaId: Uuid; readonly duty: DeskDuty }[];
  readonly desks: readonly DutyDesk[];
}

export function createUnitPicture(records: UnitRecords, areas: AreaTree, at: Instant): UnitPicture {
  const { desks } = records;
  const deskFor: UnitPicture['deskFor'] = (duty, areaPath, moment) => {
    const area = areas.byPath(areaPath);
    const areaIds = area === undefined ? [] : areas.ancestors(area.id).map(({ id }) => id);
    const found = nearestDesk(desks, duty, areaIds, moment);
    return found.ok ? ok(found.value.unitId) : found;
  };
  const required = (duty: DeskDuty, areaPath: string, moment: Instant): Uuid => {
    const found = deskFor(duty, areaPath, moment);
    if (!found.ok) throw new DeskMissingError(duty, areaPath);
    return found.value;
  };
  return {
    ...createUnitTree(records.units, at),
    desks,
    deskFor,
    desksFor: (areaPath, moment) => ({
      intake: required('intake', areaPath, moment),
      dispatch: required('dispatch', areaPath, moment),
      verification: required('verification', areaPath, moment),
      fallback: required('fallback', areaPath, moment),
    }),
    missingDesks: (moment) =>
      areas.roots.flatMap(({ id }) => missingDuties(desks, id, moment).map((duty) => ({ areaId: id, duty }))),
  };
}

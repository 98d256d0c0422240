import type { CaseContext, CaseCore, Instant } from '@gridward/core';
import type { Database } from '@gridward/db';
import type { Transaction } from 'kysely';
import type { ColumnSources } from './case.mapper.ts';
import type { CaseDoors } from './case-doors.ts';

/** The pictures of reference data that one decision needs, taken once. */
export interface CasePictures {
  readonly areas: Awaited<ReturnType<CaseDoors['areas']['tree']>>;
  readonly units: Awaited<ReturnType<CaseDoors['units']['tree']>>;
  readonly catalogue: Awaited<ReturnType<CaseDoors['catalogue']['picture']>>;
}

export async function takePictures(doors: CaseDoors, trx?: Transaction<Database>): Promise<CasePictures> {
  const [areas, units, catalogue] = await Promise.all([
    doors.areas.tree(trx),
    doors.units.tree(trx),
    doors.catalogue.picture(trx),
  ]);
  return { areas, units, catalogue };
}

/** The world around a decision on a case that lies in `areaPath`. */
export function contextAt(
  pictures: CasePictures,
  areaPath: string,
  core: Pick<CaseCore, 'standardRowId'>,
  at: Instant,
): CaseContext {
  const { catalogue, units } = pictures;
  const row = core.standardRowId === null ? undefined : catalogue.row(core.standardRowId);
  return {
    at,
    calendar: catalogue.calendar,
    desks: units.desksFor(areaPath, at),
    stepLimits: catalogue.stepLimits,
    rowLimit: row?.limit ?? null,
    stepsOff: catalogue.stepsOff,
  };
}

export const columnSources = ({ catalogue, units }: CasePictures): ColumnSources => ({
  calendar: catalogue.calendar,
  pathOf: (unitId) => units.byId(unitId)?.path ?? null,
});

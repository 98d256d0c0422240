import {
  covers,
  isEnd,
  permissionsOn,
  type CaseActor,
  type CaseCore,
  type Grant,
  type Permission,
  type ScopeTarget,
  type Uuid,
} from '@gridward/core';
import type { Actor } from '../../http/actor.ts';
import type { CaseDoors } from './case-doors.ts';
import type { CaseRow } from './case-row.ts';

type UnitTree = Awaited<ReturnType<CaseDoors['units']['tree']>>;

/** What a scope is asked about when it is asked about a case: where it lies, and every unit that holds, leads or supports it. */
export function targetOf(
  row: Pick<CaseRow, 'area_path' | 'owner_unit_path' | 'lead_unit_path' | 'supporting_unit_ids'>,
  units: UnitTree,
): ScopeTarget {
  const supporting = row.supporting_unit_ids.map((unitId) => units.byId(unitId)?.path);
  const unitPaths = [row.owner_unit_path, row.lead_unit_path, ...supporting].filter(
    (path): path is string => typeof path === 'string',
  );
  return { areaPath: row.area_path, unitPaths };
}

/** The caller as the machine sees them on this case. */
export function caseActor(actor: Actor, target: ScopeTarget): CaseActor {
  return { party: 'staff', accountId: actor.accountId, unitIds: actor.unitIds, permissions: permissionsOn(actor.grants, target) };
}

/** The platform's own hand: deadlines, deferral dates, lapsed rulings. */
export const SYSTEM_ACTOR: CaseActor = {
  party: 'system',
  accountId: null,
  unitIds: new Set<Uuid>(),
  permissions: new Set<Permission>(),
};

/** The person who reported, known by the follow code. */
export const REPORTER_ACTOR: CaseActor = { ...SYSTEM_ACTOR, party: 'reporter' };

/** The grant, and so the post, by which the caller may do this here. */
export const grantOn = (actor: Actor, permission: Permission, target: ScopeTarget): Grant | undefined =>
  actor.grants.find((grant) => grant.permission === permission && covers(grant, target));

export const mayOn = (actor: Actor, permission: Permission, target: ScopeTarget): boolean =>
  grantOn(actor, permission, target) !== undefined;

/** An order of supervision asks whoever answers for the case now: what has ended is answered for by nobody. */
export const maySupervise = (actor: Actor, core: Pick<CaseCore, 'state' | 'owner'>, target: ScopeTarget): boolean =>
  actor.accountId !== null && !isEnd(core.state) && core.owner !== null && mayOn(actor, 'case.supervise', target);

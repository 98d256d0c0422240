import {
  allowedVerbs,
  decide,
  ok,
  type CaseActor,
  type CaseCommand,
  type CaseCore,
  type CaseState,
  type Instant,
  type Permission,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Problem } from '@gridward/contract';
import type { Actor } from '../../http/actor.ts';
import type { Platform } from '../../platform/deps.ts';
import { caseActor, targetOf } from './case-actor.policy.ts';
import { contextAt, takePictures, type CasePictures } from './case-context.service.ts';
import type { CaseDoors } from './case-doors.ts';
import type { CaseReader } from './case-read.service.ts';
import type { LoadedCase } from './case-row.ts';

/** Requests of a handling unit, each of which the machine may refuse for good. */
const REQUESTS = ['request_return', 'request_extension', 'request_deferral'] as const;
export type RequestVerb = (typeof REQUESTS)[number];

/** What would come of a command. Nothing was written. */
export interface Foreseen {
  readonly refusal: string | null;
  readonly state: CaseState | null;
  readonly ownerUnitId: Uuid | null;
  readonly dueAt: Instant | null;
  /** Requests that the unit which then handles the case may not make. */
  readonly mayNot: readonly RequestVerb[];
}

/** A case as its reader sees it, with the means to ask the machine "what if". */
export interface OpenedCase {
  readonly loaded: LoadedCase;
  readonly pictures: CasePictures;
  foresee(command: CaseCommand): Foreseen;
}

/** Asks the machine what would follow, without doing it: the only way to tell the truth about a deadline before it is set. */
export function createCasePreview({ clock }: Platform, doors: CaseDoors, reader: CaseReader) {
  return async function open(caseId: Uuid, actor: Actor): Promise<Result<OpenedCase, Problem>> {
    const pictures = await takePictures(doors);
    const found = await reader.find(caseId, actor, pictures);
    if (!found.ok) return found;
    const { row, core } = found.value;
    const who = caseActor(actor, targetOf(row, pictures.units));
    const at = clock.now();
    const foresee = (command: CaseCommand): Foreseen => {
      const decision = decide(core, command, who, contextAt(pictures, row.area_path, core, at));
      if (!decision.ok) return { refusal: decision.error.problem, state: null, ownerUnitId: null, dueAt: null, mayNot: [] };
      const { next } = decision.value;
      return {
        refusal: null,
        state: next.state,
        ownerUnitId: next.owner?.unitId ?? null,
        dueAt: next.clock?.dueAt ?? null,
        mayNot: closedRequests(next, pictures, row.area_path, at),
      };
    };
    return ok({ loaded: found.value, pictures, foresee });
  };
}
export type CasePreview = ReturnType<typeof createCasePreview>;

function closedRequests(next: CaseCore, pictures: CasePictures, areaPath: string, at: Instant): RequestVerb[] {
  if (next.owner?.duty !== 'handling' || (next.state !== 'assigned' && next.state !== 'handling')) return [];
  const handler: CaseActor = {
    party: 'staff',
    accountId: null,
    unitIds: new Set([next.owner.unitId]),
    permissions: new Set<Permission>(['case.read', 'case.handle']),
  };
  // A person who was assigned can be taken off it again: that does not close a request for good.
  const idle: CaseCore = { ...next, owner: { ...next.owner, accountId: null } };
  const open: readonly string[] = allowedVerbs(idle, handler, contextAt(pictures, areaPath, idle, at));
  return REQUESTS.filter((verb) => !open.includes(verb));
}

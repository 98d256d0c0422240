import type { CaseCommand, CaseEvent, CaseVerb } from '../case.command.ts';
import {
  MAX_DEFERRALS,
  MAX_EXTENSIONS,
  MAX_HANDOVERS,
  MAX_INTAKE_RETURNS,
  MAX_REOPENS,
  MAX_REWORKS,
  MAX_RULED_RETURNS,
  isEnd,
  type CaseCore,
  type CaseState,
  type ClockKind,
  type Duty,
} from '../case.ts';
import type { Transition } from '../case.machine.ts';
import { NOW, type Person } from './case.world.ts';

/** One accepted step. */
export interface Step {
  readonly before: CaseCore;
  readonly command: CaseCommand;
  readonly actor: Person;
  readonly transition: Transition;
  readonly event: CaseEvent;
  readonly next: CaseCore;
}

const HOLDER: Readonly<Partial<Record<CaseState, readonly [Duty, ClockKind]>>> = {
  reported: ['intake', 'intake'],
  pre_check: ['verification', 'pre_check'],
  registering: ['intake', 'registering'],
  filed: ['dispatch', 'dispatch'],
  assigned: ['handling', 'handling'],
  handling: ['handling', 'handling'],
  deferred: ['handling', 'deferral'],
  handled: ['dispatch', 'feedback'],
  checking: ['verification', 'check'],
  pending_close: ['intake', 'closing'],
};

/** Verbs that only somebody without a hand in the handling may use. */
const INDEPENDENT: ReadonlySet<CaseVerb> = new Set<CaseVerb>([
  'confirm_result',
  'check_pass',
  'check_fail',
  'close',
  'force_close',
  'decline',
  'merge',
  'redirect',
  'void',
  'withdraw',
  'rule_return',
  'rule_extension',
  'rule_deferral',
  'rule_exemption',
]);

const includesAll = (list: readonly string[], part: readonly string[]): boolean => part.every((one) => list.includes(one));

/** What must hold in every reachable case. */
export const STATE_PROPERTIES: Readonly<Record<string, (core: CaseCore) => boolean>> = {
  'exactly one accountable owner until the end': ({ state, owner, leadUnitId }) => {
    if (isEnd(state)) return owner === null;
    const duty = HOLDER[state]?.[0];
    return owner !== null && owner.unitId !== '' && owner.duty === duty && (duty !== 'handling' || owner.unitId === leadUnitId);
  },
  'exactly one running or dated clock until the end': ({ state, clock }) =>
    isEnd(state) ? clock === null : clock !== null && Number.isFinite(clock.dueAt) && clock.kind === HOLDER[state]?.[1],
  'a request is open only at the lead unit': ({ state, request }) =>
    request === null || state === 'assigned' || state === 'handling',
  'every count stays within its bound': (core) =>
    core.reworks <= MAX_REWORKS &&
    core.extensions <= MAX_EXTENSIONS &&
    core.deferrals <= MAX_DEFERRALS &&
    core.intakeReturns <= MAX_INTAKE_RETURNS &&
    core.reopens <= MAX_REOPENS &&
    core.returnedBy.length <= MAX_RULED_RETURNS,
  'hand-overs between lead units are bounded': ({ handovers }) => handovers <= MAX_HANDOVERS,
  'whoever leads does not support': ({ leadUnitId, supportingUnitIds }) =>
    leadUnitId === null || !supportingUnitIds.includes(leadUnitId),
  'every end says how it ended': ({ state, closureKind, endedAt }) => isEnd(state) === (closureKind !== null && endedAt !== null),
};

/** What must hold for every accepted step. */
export const STEP_PROPERTIES: Readonly<Record<string, (step: Step) => boolean>> = {
  'the target is one that the table names': ({ before, transition: { to }, next }) =>
    to === 'same' ? next.state === before.state : to.includes(next.state),
  'the clock does what the table says': ({ before, transition, next }) => {
    if (transition.clock === 'runs') return next.clock === before.clock;
    if (transition.clock === 'stops') return next.clock === null;
    const fresh = next.clock !== null && next.clock.startedAt === NOW;
    return fresh || (next.clock === before.clock && (transition.clock === 'moves' || transition.clock === 'pauses'));
  },
  'a new clock is not overdue': ({ before, next }) =>
    next.clock === before.clock || next.clock === null || next.overdueAt === null,
  'nobody who handled confirms, verifies, ends or rules': ({ before, command, actor }) => {
    if (!INDEPENDENT.has(command.verb)) return true;
    const units = [
      ...before.handledUnitIds,
      ...before.supportingUnitIds,
      ...(before.leadUnitId === null ? [] : [before.leadUnitId]),
    ];
    return (
      !units.some((unitId) => actor.unitIds.has(unitId)) &&
      !(actor.accountId !== null && before.handledBy.includes(actor.accountId))
    );
  },
  'who handled is remembered': ({ before, command, actor, next }) => {
    const kept = includesAll(next.handledBy, before.handledBy) && includesAll(next.handledUnitIds, before.handledUnitIds);
    if (!['submit_result', 'report_part', 'report_handled'].includes(command.verb)) return kept;
    const unit =
      command.verb === 'submit_result' ? before.leadUnitId : before.supportingUnitIds.find((unitId) => actor.unitIds.has(unitId));
    const unitKept = command.verb === 'report_handled' || next.handledUnitIds.includes(unit ?? '');
    return kept && unitKept && next.handledBy.includes(actor.accountId ?? '');
  },
  'each unit returns at most once': ({ before, command, next }) => {
    const lead = before.leadUnitId ?? '';
    const once = command.verb !== 'request_return' || (!before.returnedBy.includes(lead) && next.returnedBy.includes(lead));
    return once && includesAll(next.returnedBy, before.returnedBy);
  },
  'every hand-over is counted': ({ before, next }) => {
    const moved = before.leadUnitId !== null && before.leadUnitId !== next.leadUnitId;
    return next.handovers === before.handovers + (moved ? 1 : 0);
  },
  'counts never go back': ({ before, next }) =>
    next.reworks >= before.reworks &&
    next.extensions >= before.extensions &&
    next.deferrals >= before.deferrals &&
    next.intakeReturns >= before.intakeReturns &&
    next.reopens >= before.reopens,
  'a dispatched case never comes back to intake': ({ before, next }) =>
    before.handling === null || !['reported', 'pre_check', 'registering'].includes(next.state),
};

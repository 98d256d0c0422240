import type { Permission } from '../access/index.ts';
import { err, ok, type Result } from '../kernel/index.ts';
import { EFFECTS, type Effect, type Patch } from './case.effect.ts';
import * as guard from './case.guard.ts';
import type { Guard } from './case.guard.ts';
import type { CaseActor, CaseCommand, CaseContext, CaseEvent, CaseRefusal, CaseVerb, EndedStep } from './case.command.ts';
import { isEnd, type CaseCore, type CaseState } from './case.ts';

/** One row of the machine. `from: []` starts a case; `to: 'same'` leaves the state as it is. */
export interface Transition {
  readonly verb: CaseVerb;
  readonly rule: string;
  readonly from: readonly CaseState[];
  readonly to: readonly CaseState[] | 'same';
  readonly party: readonly CaseActor['party'][];
  readonly permission: Permission | null;
  readonly guards: readonly Guard[];
  /** What happens to the clock of the present owner. */
  readonly clock: 'starts' | 'restarts' | 'runs' | 'stops' | 'moves' | 'pauses';
}

const DESK_STATES: readonly CaseState[] = [
  'reported',
  'pre_check',
  'registering',
  'filed',
  'handled',
  'checking',
  'pending_close',
];
const BEFORE_RESULT: readonly CaseState[] = ['reported', 'pre_check', 'registering', 'filed', 'assigned', 'handling'];
const OPEN: readonly CaseState[] = [...DESK_STATES, 'assigned', 'handling', 'deferred'];
const AT_UNIT: readonly CaseState[] = ['assigned', 'handling'];
const DISPATCHED: readonly CaseState[] = ['assigned', 'handling', 'deferred', 'handled', 'checking', 'pending_close'];

const row = (
  rule: string,
  verb: CaseVerb,
  from: readonly CaseState[],
  to: readonly CaseState[] | 'same',
  permission: Permission | null,
  clock: Transition['clock'],
  guards: readonly Guard[],
  party: readonly CaseActor['party'][] = ['staff'],
): Transition => ({ verb, rule, from, to, party, permission, guards, clock });

const { isFree, isOwner, noRequest, isIndependent } = guard;

/** The machine. Everything that can happen to a case is a row here; SPEC.md and the diagram are drawn from it. */
export const TRANSITIONS: readonly Transition[] = [
  row('CT01', 'report', [], ['reported'], 'case.report', 'starts', [], ['staff', 'reporter', 'system']),
  row('CT02', 'report_handled', [], ['checking'], 'case.report', 'starts', []),
  row('CT03', 'take', DESK_STATES, 'same', null, 'runs', [guard.isNotTaken, guard.mayTake]),
  row('CT04', 'release', DESK_STATES, 'same', null, 'runs', [guard.isTaken, guard.isTakerOrSupervisor]),
  row('CT05', 'amend', ['reported', 'registering', 'filed'], 'same', 'case.intake', 'runs', [isFree]),
  row('CT06', 'order_pre_check', ['reported', 'registering'], ['pre_check'], 'case.intake', 'restarts', [
    isFree,
    guard.preCheckOn,
  ]),
  row('CT07', 'pre_check', ['pre_check'], ['registering'], 'case.pre_check', 'restarts', [isFree]),
  row('CT08', 'register', ['reported'], ['registering'], 'case.intake', 'restarts', [isFree]),
  row('CT09', 'file', ['reported', 'registering'], ['filed'], 'case.file', 'restarts', [isFree]),
  row('CT10', 'decline', ['reported', 'registering'], ['declined'], 'case.intake', 'stops', [
    isFree,
    isIndependent,
    guard.neverAnswered,
    guard.isSafe,
  ]),
  row('CT11', 'merge', ['reported', 'registering', 'filed'], ['merged'], 'case.intake', 'stops', [
    isFree,
    isIndependent,
    guard.neverAnswered,
  ]),
  row('CT12', 'redirect', ['reported', 'registering'], ['redirected'], 'case.intake', 'stops', [
    isFree,
    isIndependent,
    guard.neverAnswered,
  ]),
  row('CT13', 'void', ['registering', 'filed'], ['void'], 'case.file', 'stops', [isFree, isIndependent, guard.neverAnswered]),
  row(
    'CT14',
    'withdraw',
    ['reported', 'pre_check', 'registering', 'filed', 'assigned'],
    ['withdrawn'],
    'case.intake',
    'stops',
    [isIndependent, guard.isNoHazard],
    ['staff', 'reporter'],
  ),
  row('CT15', 'dispatch', ['filed'], ['assigned'], 'case.dispatch', 'restarts', [isFree]),
  row('CT16', 'return_to_intake', ['filed'], ['registering'], 'case.dispatch', 'restarts', [
    isFree,
    guard.neverAnswered,
    guard.underIntakeReturnBound,
  ]),
  row('CT17', 'accept', ['assigned'], ['handling'], 'case.handle', 'runs', [isOwner]),
  row('CT18', 'assign', AT_UNIT, ['handling'], 'case.handle', 'runs', [isOwner]),
  row('CT19', 'revoke_assignment', ['handling'], 'same', 'case.handle', 'runs', [isOwner, guard.isTaken]),
  row('CT20', 'make_safe', BEFORE_RESULT, 'same', 'case.make_safe', 'runs', [guard.isHazard, guard.notMadeSafe]),
  row('CT21', 'report_part', ['assigned', 'handling'], 'same', 'case.handle', 'runs', [guard.isSupporting]),
  row('CT22', 'request_return', AT_UNIT, 'same', 'case.handle', 'runs', [isOwner, noRequest, guard.mayReturn, guard.isSafe]),
  row('CT23', 'request_extension', AT_UNIT, 'same', 'case.handle', 'runs', [
    isOwner,
    noRequest,
    guard.inTime,
    guard.underExtensionBound,
  ]),
  row('CT24', 'request_deferral', AT_UNIT, 'same', 'case.handle', 'runs', [
    isOwner,
    noRequest,
    guard.inTime,
    guard.underDeferralBound,
    guard.isSafe,
  ]),
  row('CT25', 'rule_return', AT_UNIT, ['assigned', 'handling'], 'case.rule', 'moves', [guard.asksForReturn, isIndependent]),
  row('CT26', 'rule_extension', AT_UNIT, 'same', 'case.rule', 'moves', [guard.asksForExtension, isIndependent]),
  row('CT27', 'rule_deferral', AT_UNIT, ['assigned', 'handling', 'deferred'], 'case.rule', 'pauses', [
    guard.asksForDeferral,
    isIndependent,
  ]),
  row('CT28', 'lapse_return', AT_UNIT, ['assigned', 'handling'], null, 'moves', [guard.rulingLapsed], ['system']),
  row(
    'CT29',
    'resume',
    ['deferred'],
    ['handling'],
    'case.handle',
    'restarts',
    [guard.dateReachedForSystem, guard.isOwnerOrSystem],
    ['staff', 'system'],
  ),
  row('CT30', 'submit_result', ['handling'], ['handled'], 'case.handle', 'restarts', [isOwner]),
  row('CT31', 'confirm_result', ['handled'], ['checking'], 'case.dispatch', 'restarts', [isFree, isIndependent]),
  row('CT32', 'send_back', ['handled'], ['handling'], 'case.dispatch', 'moves', [isFree, guard.underReworkBound]),
  row('CT33', 'check_pass', ['checking'], ['pending_close'], 'case.check', 'restarts', [isFree, isIndependent]),
  row('CT34', 'check_fail', ['checking'], ['handling', 'registering', 'pending_close'], 'case.check', 'moves', [
    isFree,
    isIndependent,
  ]),
  row('CT35', 'close', ['pending_close'], ['closed'], 'case.close', 'stops', [isFree, isIndependent, guard.isVerified]),
  row('CT36', 'refuse_close', ['pending_close'], ['handling', 'registering'], 'case.close', 'moves', [
    isFree,
    guard.isVerified,
    guard.underReworkBound,
  ]),
  row('CT37', 'force_close', DISPATCHED, ['forced_close'], 'case.force_close', 'stops', [isIndependent]),
  row(
    'CT38',
    'reopen',
    ['closed', 'forced_close'],
    ['filed', 'registering'],
    'case.reopen',
    'starts',
    [guard.underReopenBound],
    ['staff', 'reporter'],
  ),
  row('CT39', 'ask_exemption', ['closed', 'forced_close'], 'same', 'case.handle', 'runs', [guard.wasLead, guard.mayAskExemption]),
  row('CT40', 'rule_exemption', ['closed', 'forced_close'], 'same', 'case.rule', 'runs', [guard.exemptionAsked, isIndependent]),
  row('CT41', 'urge', OPEN, 'same', 'case.supervise', 'runs', [], ['staff', 'reporter']),
  row('CT42', 'breach', OPEN, 'same', null, 'runs', [guard.notYetMarked, guard.isOverdue], ['system']),
];

const BY_VERB = new Map(TRANSITIONS.map((transition) => [transition.verb, transition]));

/** The row of a verb. */
export function transitionOf(verb: CaseVerb): Transition {
  const transition = BY_VERB.get(verb);
  if (transition === undefined) throw new Error(`The machine has no verb ${verb}`);
  return transition;
}

/** A case before anything is known of it; `report` and `report_handled` start from here. */
export const unborn = (id: string): CaseCore => ({
  id,
  state: 'reported',
  hazard: false,
  owner: null,
  clock: null,
  handling: null,
  leadUnitId: null,
  supportingUnitIds: [],
  standardRowId: null,
  request: null,
  returnedBy: [],
  ruled: false,
  reworks: 0,
  extensions: 0,
  deferrals: 0,
  handovers: 0,
  intakeReturns: 0,
  reopens: 0,
  preChecked: null,
  handledBy: [],
  handledUnitIds: [],
  madeSafeAt: null,
  verifiedSolved: null,
  closureKind: null,
  mergedInto: null,
  closedOnTime: null,
  appeal: null,
  overdueAt: null,
  endedAt: null,
  version: 0,
});

/** Permissions of which any one lets a desk's own people take a case off the pile, by state. */
const DESK_PERMISSION: Readonly<Partial<Record<CaseState, readonly Permission[]>>> = {
  reported: ['case.intake', 'case.file'],
  registering: ['case.intake', 'case.file'],
  pre_check: ['case.pre_check'],
  filed: ['case.dispatch'],
  handled: ['case.dispatch'],
  checking: ['case.check'],
  pending_close: ['case.close'],
};

function permitted(transition: Transition, core: CaseCore, actor: CaseActor): boolean {
  if (actor.party !== 'staff') return true;
  if (transition.permission !== null) return actor.permissions.has(transition.permission);
  if (transition.verb === 'release' && actor.permissions.has('case.supervise')) return true;
  return (DESK_PERMISSION[core.state] ?? []).some((permission) => actor.permissions.has(permission));
}

/** Would the machine let this actor use this verb now, whatever the payload? `null` is yes. */
export function refusalOf(
  core: CaseCore,
  verb: CaseVerb,
  actor: CaseActor,
  context: CaseContext,
): { problem: CaseRefusal; rule: string } | null {
  const transition = transitionOf(verb);
  const { rule } = transition;
  const inState = transition.from.length === 0 ? core.version === 0 : core.version > 0 && transition.from.includes(core.state);
  if (!inState) return { problem: 'wrong_state', rule };
  if (!transition.party.includes(actor.party) || !permitted(transition, core, actor)) return { problem: 'not_permitted', rule };
  for (const check of transition.guards) {
    const problem = check(core, actor, context);
    if (problem !== null) return { problem, rule };
  }
  return null;
}

/** What this actor may do next. The server sends it with every case; a button exists because of it. */
export function allowedVerbs(core: CaseCore, actor: CaseActor, context: CaseContext): CaseVerb[] {
  return TRANSITIONS.map(({ verb }) => verb).filter((verb) => refusalOf(core, verb, actor, context) === null);
}

export type Decision = Result<
  { readonly next: CaseCore; readonly event: CaseEvent },
  { readonly problem: CaseRefusal; readonly rule: string }
>;

/**
 * Decides on one command. Pure: the same case, command, actor and context always give the same answer.
 * @returns the case afterwards with the journal entry that led there, or the refusal with the rule that says no.
 */
export function decide<V extends CaseVerb>(
  core: CaseCore,
  command: Extract<CaseCommand, { verb: V }>,
  actor: CaseActor,
  context: CaseContext,
): Decision {
  const refusal = refusalOf(core, command.verb, actor, context);
  if (refusal !== null) return err(refusal);
  const { rule } = transitionOf(command.verb);
  const effect = EFFECTS[command.verb] as Effect<CaseVerb>;
  const patch = effect(core, command, actor, context);
  if (!patch.ok) return err({ problem: patch.error, rule });
  const event: CaseEvent = {
    verb: command.verb,
    rule,
    from: core.version === 0 ? null : core.state,
    to: patch.value.state,
    at: context.at,
    accountId: actor.accountId,
    endedStep: endedStep(core, patch.value, context),
    set: changed(core, renewBreach(core, patch.value)),
  };
  return ok({ next: evolve(core, event), event });
}

/** Rebuilding a case is folding its journal: `events.reduce(evolve, unborn(id))`. */
export function evolve(core: CaseCore, event: Pick<CaseEvent, 'set'>): CaseCore {
  return { ...core, ...event.set, version: core.version + 1 };
}

/** A new clock may be breached anew. */
function renewBreach(core: CaseCore, patch: Patch): Patch {
  const renewed = patch.clock !== undefined && patch.clock !== null && core.overdueAt !== null;
  return renewed ? { overdueAt: null, ...patch } : patch;
}

function changed(core: CaseCore, patch: Patch): Record<string, unknown> {
  const before: Record<string, unknown> = { ...core };
  const entries = Object.entries(patch).filter(([key, value]) => core.version === 0 || !Object.is(before[key], value));
  return Object.fromEntries(entries);
}

/** The step that the event ends: its owner or its clock is replaced by another step's. */
function endedStep(core: CaseCore, patch: Patch, context: CaseContext): EndedStep | null {
  const { owner, clock } = core;
  if (owner === null || clock === null || patch.clock === undefined) return null;
  const goesOn = patch.clock !== null && patch.clock.kind === clock.kind && !isEnd(patch.state) && patch.owner === undefined;
  if (goesOn) return null;
  return { kind: clock.kind, ownerUnitId: owner.unitId, duty: owner.duty, dueAt: clock.dueAt, onTime: context.at <= clock.dueAt };
}

import type { CaseActor, CaseContext, CaseRefusal } from './case.command.ts';
import {
  MAX_DEFERRALS,
  MAX_EXTENSIONS,
  MAX_INTAKE_RETURNS,
  MAX_REOPENS,
  MAX_REWORKS,
  MAX_RULED_RETURNS,
  type CaseCore,
} from './case.ts';

/** A condition on the case as it stands: `null` when met, else the refusal. Guards never look at the payload. */
export type Guard = (core: CaseCore, actor: CaseActor, context: CaseContext) => CaseRefusal | null;

const unless = (met: boolean, refusal: CaseRefusal): CaseRefusal | null => (met ? null : refusal);
const overdue = (core: CaseCore, context: CaseContext): boolean => core.clock !== null && context.at > core.clock.dueAt;

/** CM01 The actor belongs to the unit that answers for the case. */
export const isOwner: Guard = (core, actor) => unless(core.owner !== null && actor.unitIds.has(core.owner.unitId), 'not_owner');

/** CM02 A desk's case that a colleague has taken is the colleague's until released; a supervisor releases it for somebody who is away. */
export const isFree: Guard = (core, actor) =>
  unless(core.owner?.accountId === null || core.owner?.accountId === actor.accountId, 'taken_by_other');
export const isNotTaken: Guard = (core) => unless(core.owner?.accountId === null, 'taken_by_other');
export const isTakerOrSupervisor: Guard = (core, actor, context) =>
  actor.permissions.has('case.supervise') ? null : isFree(core, actor, context);
export const isTaken: Guard = (core) => unless(core.owner !== null && core.owner.accountId !== null, 'already_so');

/** CM03 Whoever handled a case never confirms, verifies, ends or rules on it, nor does anybody of the units that handled it (JA-23). */
export const isIndependent: Guard = (core, actor) => {
  const ownHands = actor.accountId !== null && core.handledBy.includes(actor.accountId);
  const ownUnit = [...core.handledUnitIds, ...core.supportingUnitIds, core.leadUnitId ?? ''].some((unitId) =>
    actor.unitIds.has(unitId),
  );
  return unless(!ownHands && !ownUnit, 'not_independent');
};

/** CM03 A handler who took the case at a verifying desk would only keep it from those who may decide. */
export const mayTake: Guard = (core, actor, context) =>
  core.state === 'checking' || core.state === 'pending_close' ? isIndependent(core, actor, context) : null;

/** CM04 Supporting units report their part and nothing else. */
export const isSupporting: Guard = (core, actor) =>
  unless(
    core.supportingUnitIds.some((unitId) => actor.unitIds.has(unitId)),
    'not_owner',
  );

/** CM05 One request at a time. */
export const noRequest: Guard = (core) => unless(core.request === null, 'request_open');

/** CM06 A unit may ask for a return once, never after a ruling or a result of its own, and never while its people are assigned (JD-23, §3.6). */
export const mayReturn: Guard = (core) => {
  if (core.ruled) return 'fixed_by_ruling';
  if (core.leadUnitId !== null && core.returnedBy.includes(core.leadUnitId)) return 'already_returned';
  if (core.leadUnitId !== null && core.handledUnitIds.includes(core.leadUnitId)) return 'too_late';
  if (core.returnedBy.length >= MAX_RULED_RETURNS) return 'bound_reached';
  return unless(core.owner?.accountId === null, 'assignment_open');
};

/** CM07 Extension and deferral are asked for before the limit runs out (§3.7). */
export const inTime: Guard = (core, _actor, context) => unless(!overdue(core, context), 'too_late');
export const isOverdue: Guard = (core, _actor, context) => unless(overdue(core, context), 'too_early');
export const notYetMarked: Guard = (core) => unless(core.overdueAt === null, 'already_so');

export const underExtensionBound: Guard = (core) => unless(core.extensions < MAX_EXTENSIONS, 'bound_reached');
export const underDeferralBound: Guard = (core) => unless(core.deferrals < MAX_DEFERRALS, 'bound_reached');
export const underReworkBound: Guard = (core) => unless(core.reworks < MAX_REWORKS, 'bound_reached');
export const underIntakeReturnBound: Guard = (core) => unless(core.intakeReturns < MAX_INTAKE_RETURNS, 'bound_reached');
export const underReopenBound: Guard = (core) => unless(core.reopens < MAX_REOPENS, 'bound_reached');

/** CM08 A ruling answers an open request of its kind. */
export const asksForReturn: Guard = (core) => unless(core.request?.kind === 'return', 'no_such_request');
export const asksForExtension: Guard = (core) => unless(core.request?.kind === 'extension', 'no_such_request');
export const asksForDeferral: Guard = (core) => unless(core.request?.kind === 'deferral', 'no_such_request');

/** CM09 A ruling that nobody made in time lapses to the fallback unit. */
export const rulingLapsed: Guard = (core, _actor, context) =>
  unless(core.request?.kind === 'return' && context.at >= core.request.dueAt, 'too_early');

/** CM10 A deferred case wakes by itself when its date is reached; its unit may wake it earlier. */
export const dateReachedForSystem: Guard = (core, actor, context) =>
  unless(actor.party !== 'system' || (core.clock !== null && context.at >= core.clock.dueAt), 'too_early');

/** CM11 A case is closed only on a check that passed; what did not pass may only be closed openly as not solved. */
export const isVerified: Guard = (core) => unless(core.verifiedSolved === true, 'not_verified');

export const notMadeSafe: Guard = (core) => unless(core.madeSafeAt === null, 'already_so');
export const isHazard: Guard = (core) => unless(core.hazard, 'already_so');

/** CM16 What was dispatched or reopened is not turned away at a desk any more: reopening is without argument (F-21). */
export const neverAnswered: Guard = (core) => unless(core.handling === null && core.reopens === 0, 'bound_reached');

/** CM12 Pre-check is a step that a governance model may switch off. */
export const preCheckOn: Guard = (core, _actor, context) => {
  if (context.stepsOff.has('pre_check')) return 'step_switched_off';
  return unless(core.preChecked === null, 'already_so');
};

/** CM13 Only a closed case whose handling ran out of time may be exempted, once (§3.7, timeout appeal). */
export const mayAskExemption: Guard = (core) => {
  if (core.closedOnTime !== false) return 'too_early';
  return unless(core.appeal === null, 'already_so');
};
export const exemptionAsked: Guard = (core) => unless(core.appeal === 'asked', 'no_such_request');

/** CM14 A hazard is made safe and handled even when nobody asks for it any more. */
export const isNoHazard: Guard = (core) => unless(!core.hazard, 'hazard_stays');

/**
 * CM17 Act first, argue later: nobody declines, hands back or puts off a hazard that is neither made safe nor found absent on site.
 * Sending it to the emergency services is acting, so `redirect` does not ask.
 */
export const isSafe: Guard = (core) =>
  unless(!core.hazard || core.madeSafeAt !== null || core.preChecked === false, 'hazard_stays');

export const isOwnerOrSystem: Guard = (core, actor, context) => (actor.party === 'system' ? null : isOwner(core, actor, context));

/** CM15 An exemption is asked for by the unit whose time ran out, and by nobody else. */
export const wasLead: Guard = (core, actor) =>
  unless(core.leadUnitId !== null && actor.unitIds.has(core.leadUnitId), 'not_owner');

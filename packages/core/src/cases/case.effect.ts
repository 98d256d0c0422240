import { err, ok, type Result, type Uuid } from '../kernel/index.ts';
import { extendHandling, measure, rulingDueAt, runHandling, startStep, stopHandling } from './case.clock.ts';
import {
  CLOSURE_OF,
  type CaseActor,
  type CaseContext,
  type CasePayloads,
  type CaseRefusal,
  type CaseVerb,
} from './case.command.ts';
import { MAX_DEFERRAL_MS, MAX_REWORKS, type CaseCore, type CaseState, type Duty, type EndState, type Owner } from './case.ts';

/** What a verb changes. `state` is always named, so that the table can be checked against it. */
export type Patch = Partial<Omit<CaseCore, 'id' | 'version'>> & { readonly state: CaseState };
export type Effect<V extends CaseVerb> = (
  core: CaseCore,
  payload: CasePayloads[V],
  actor: CaseActor,
  context: CaseContext,
) => Result<Patch, CaseRefusal>;

const blank = (text: string): boolean => text.trim() === '';
const desk = (context: CaseContext, duty: Exclude<Duty, 'handling'>): Owner => ({
  duty,
  unitId: context.desks[duty],
  accountId: null,
});
const withOne = (list: readonly Uuid[], id: Uuid | null | undefined): readonly Uuid[] =>
  id === null || id === undefined || list.includes(id) ? list : [...list, id];
const withAll = (list: readonly Uuid[], ids: readonly Uuid[]): readonly Uuid[] => ids.reduce(withOne, list);
const without = (list: readonly Uuid[], id: Uuid): readonly Uuid[] => [...new Set(list)].filter((one) => one !== id);

/** Moves the case to a desk with a fresh clock of that step. */
function toDesk(
  context: CaseContext,
  state: CaseState,
  duty: Exclude<Duty, 'handling'>,
  step: 'intake' | 'pre_check' | 'registering' | 'dispatch' | 'feedback' | 'check' | 'closing',
  more: Partial<Patch> = {},
): Result<Patch, CaseRefusal> {
  const clock = startStep(context, step);
  return clock.ok ? ok({ ...more, state, owner: desk(context, duty), clock: clock.value }) : clock;
}

function toEnd(
  verb: CaseVerb,
  state: EndState,
  context: CaseContext,
  core: CaseCore,
  more: Partial<Patch> = {},
): Result<Patch, CaseRefusal> {
  const stopped = stopHandling(core, context);
  if (!stopped.ok) return stopped;
  const closedOnTime = stopped.value === null ? null : !stopped.value.late;
  const closureKind = CLOSURE_OF[verb] ?? null;
  return ok({
    closureKind,
    ...more,
    state,
    owner: null,
    clock: null,
    request: null,
    handling: stopped.value,
    closedOnTime,
    endedAt: context.at,
  });
}

/** To another lead with a fresh limit; whoever leads is not supporting at the same time. */
function toLead(core: CaseCore, context: CaseContext, leadUnitId: Uuid, more: Partial<Patch>): Result<Patch, CaseRefusal> {
  if (context.rowLimit === null) return err('row_missing');
  const limit = measure(context, context.rowLimit);
  const handling = { limit, original: limit, usedMs: 0, dispatchedAt: context.at, late: false };
  const clock = runHandling(context, handling);
  if (!clock.ok) return clock;
  const moved = core.leadUnitId !== null && core.leadUnitId !== leadUnitId;
  const owner: Owner = { duty: 'handling', unitId: leadUnitId, accountId: null };
  const handovers = core.handovers + (moved ? 1 : 0);
  const supportingUnitIds = without(more.supportingUnitIds ?? core.supportingUnitIds, leadUnitId);
  return ok({
    ...more,
    state: 'assigned',
    owner,
    clock: clock.value,
    handling,
    leadUnitId,
    supportingUnitIds,
    handovers,
    request: null,
  });
}

/** Back to the same unit with everything it knew (§3.6); its clock goes on. */
function toRework(core: CaseCore, context: CaseContext): Result<Patch, CaseRefusal> {
  if (core.handling === null || core.leadUnitId === null) return err('wrong_state');
  const clock = runHandling(context, core.handling);
  if (!clock.ok) return clock;
  const owner: Owner = { duty: 'handling', unitId: core.leadUnitId, accountId: null };
  return ok({ state: 'handling', owner, clock: clock.value, reworks: core.reworks + 1, verifiedSolved: null });
}

const stay = (core: CaseCore, more: Omit<Partial<Patch>, 'state'> = {}): Result<Patch, CaseRefusal> =>
  ok({ ...more, state: core.state });
const own = (core: CaseCore, accountId: Uuid | null, state: CaseState = core.state): Result<Patch, CaseRefusal> =>
  core.owner === null ? err('wrong_state') : ok({ state, owner: { ...core.owner, accountId } });

/** One effect a verb. An effect trusts the table's guards and checks only its own payload. */
export const EFFECTS: { readonly [V in CaseVerb]: Effect<V> } = {
  report: (_core, { hazard }, _actor, context) => toDesk(context, 'reported', 'intake', 'intake', { hazard }),
  report_handled: (core, { hazard, result, photoIds }, actor, context) => {
    if (blank(result)) return err('text_missing');
    if (photoIds.length === 0) return err('photo_missing');
    return toDesk(context, 'checking', 'verification', 'check', { hazard, handledBy: withOne(core.handledBy, actor.accountId) });
  },
  take: (core, _payload, actor) => own(core, actor.accountId),
  release: (core) => own(core, null),
  amend: (core, { note, hazard }) => (blank(note) ? err('text_missing') : stay(core, { hazard: core.hazard || hazard === true })),
  order_pre_check: (_core, _payload, _actor, context) => toDesk(context, 'pre_check', 'verification', 'pre_check'),
  pre_check: (_core, { found, finding }, _actor, context) =>
    blank(finding) ? err('text_missing') : toDesk(context, 'registering', 'intake', 'registering', { preChecked: found }),
  register: (_core, _payload, _actor, context) => toDesk(context, 'registering', 'intake', 'registering'),
  file: (core, { standardRowId, hazard = false }, _actor, context) =>
    toDesk(context, 'filed', 'dispatch', 'dispatch', { standardRowId, hazard: core.hazard || hazard }),
  decline: (core, { reason, explanation }, _actor, context) =>
    blank(reason) || blank(explanation) ? err('text_missing') : toEnd('decline', 'declined', context, core),
  merge: (core, { intoCaseId }, _actor, context) =>
    intoCaseId === core.id ? err('same_case') : toEnd('merge', 'merged', context, core, { mergedInto: intoCaseId }),
  redirect: (core, { channel, explanation }, _actor, context) =>
    blank(channel) || blank(explanation) ? err('text_missing') : toEnd('redirect', 'redirected', context, core),
  void: (core, { reason }, _actor, context) => (blank(reason) ? err('text_missing') : toEnd('void', 'void', context, core)),
  withdraw: (core, { reason }, _actor, context) =>
    blank(reason) ? err('text_missing') : toEnd('withdraw', 'withdrawn', context, core),
  dispatch: (core, { leadUnitId, supportingUnitIds }, _actor, context) =>
    toLead(core, context, leadUnitId, { supportingUnitIds, ruled: core.ruled && core.leadUnitId === leadUnitId }),
  return_to_intake: (core, { reason }, _actor, context) =>
    blank(reason)
      ? err('text_missing')
      : toDesk(context, 'registering', 'intake', 'registering', { intakeReturns: core.intakeReturns + 1, standardRowId: null }),
  accept: () => ok({ state: 'handling' }),
  assign: (core, { accountId }) => own(core, accountId, 'handling'),
  revoke_assignment: (core, { reason }) => (blank(reason) ? err('text_missing') : own(core, null)),
  make_safe: (core, { measure: measureTaken, photoIds }, _actor, context) => {
    if (blank(measureTaken)) return err('text_missing');
    return photoIds.length === 0 ? err('photo_missing') : stay(core, { madeSafeAt: context.at });
  },
  report_part: (core, { result }, actor) => {
    if (blank(result)) return err('text_missing');
    const forUnitIds = core.supportingUnitIds.filter((unitId) => actor.unitIds.has(unitId));
    return stay(core, {
      handledBy: withOne(core.handledBy, actor.accountId),
      handledUnitIds: withAll(core.handledUnitIds, forUnitIds),
    });
  },
  request_return: (core, { reason, evidence, counterUnitId }, _actor, context) => {
    if (blank(reason) || blank(evidence)) return err('text_missing');
    if (core.leadUnitId === null || counterUnitId === core.leadUnitId) return err('same_unit');
    const dueAt = rulingDueAt(context);
    if (!dueAt.ok) return dueAt;
    const request = { kind: 'return' as const, unitId: core.leadUnitId, counterUnitId, at: context.at, dueAt: dueAt.value };
    return stay(core, { request, returnedBy: [...core.returnedBy, core.leadUnitId] });
  },
  request_extension: (core, { reason }, _actor, context) => {
    const dueAt = rulingDueAt(context);
    if (!dueAt.ok) return dueAt;
    if (blank(reason) || core.leadUnitId === null) return err('text_missing');
    return stay(core, { request: { kind: 'extension', unitId: core.leadUnitId, at: context.at, dueAt: dueAt.value } });
  },
  request_deferral: (core, { reason, exitCondition, untilAt }, _actor, context) => {
    const dueAt = rulingDueAt(context);
    if (!dueAt.ok) return dueAt;
    if (blank(reason) || blank(exitCondition) || core.leadUnitId === null) return err('text_missing');
    if (untilAt <= dueAt.value || untilAt > context.at + MAX_DEFERRAL_MS) return err('until_out_of_range');
    return stay(core, { request: { kind: 'deferral', unitId: core.leadUnitId, untilAt, at: context.at, dueAt: dueAt.value } });
  },
  rule_return: (core, { granted, leadUnitId, supportingUnitIds = core.supportingUnitIds, reason }, _actor, context) => {
    if (blank(reason)) return err('text_missing');
    if (!granted) return stay(core, { request: null, ruled: true });
    if (leadUnitId === core.leadUnitId) return err('same_unit');
    const earlier = core.returnedBy.includes(leadUnitId);
    return toLead(core, context, leadUnitId, { supportingUnitIds, ruled: earlier || core.returnedBy.length > 1 });
  },
  lapse_return: (core, _payload, _actor, context) =>
    core.leadUnitId === context.desks.fallback
      ? stay(core, { request: null, ruled: true })
      : toLead(core, context, context.desks.fallback, { ruled: true }),
  rule_extension: (core, { granted, reason }, _actor, context) => {
    if (blank(reason)) return err('text_missing');
    if (!granted || core.handling === null) return stay(core, { request: null });
    const stopped = stopHandling(core, context);
    if (!stopped.ok || stopped.value === null) return stopped.ok ? err('wrong_state') : stopped;
    const handling = extendHandling({ ...stopped.value, late: core.handling.late });
    const clock = runHandling(context, handling);
    return clock.ok ? stay(core, { request: null, handling, clock: clock.value, extensions: core.extensions + 1 }) : clock;
  },
  rule_deferral: (core, { granted, reason }, _actor, context) => {
    if (blank(reason)) return err('text_missing');
    const request = core.request;
    if (!granted || request?.kind !== 'deferral') return stay(core, { request: null });
    if (request.untilAt <= context.at) return err('until_out_of_range');
    const handling = stopHandling(core, context);
    if (!handling.ok) return handling;
    const clock = { kind: 'deferral' as const, startedAt: context.at, limit: null, usedMs: 0, dueAt: request.untilAt };
    return ok({ state: 'deferred', clock, handling: handling.value, request: null, deferrals: core.deferrals + 1 });
  },
  resume: (core, _payload, _actor, context) => {
    if (core.handling === null) return err('wrong_state');
    const clock = runHandling(context, core.handling);
    return clock.ok ? ok({ state: 'handling', clock: clock.value }) : clock;
  },
  submit_result: (core, { result }, actor, context) => {
    if (blank(result)) return err('text_missing');
    const handling = stopHandling(core, context);
    if (!handling.ok) return handling;
    return toDesk(context, 'handled', 'dispatch', 'feedback', {
      handling: handling.value,
      request: null,
      handledBy: withOne(withOne(core.handledBy, core.owner?.accountId), actor.accountId),
      handledUnitIds: withOne(core.handledUnitIds, core.leadUnitId),
    });
  },
  confirm_result: (_core, _payload, _actor, context) => toDesk(context, 'checking', 'verification', 'check'),
  send_back: (core, { reason }, _actor, context) => (blank(reason) ? err('text_missing') : toRework(core, context)),
  check_pass: (_core, { finding }, _actor, context) =>
    blank(finding) ? err('text_missing') : toDesk(context, 'pending_close', 'intake', 'closing', { verifiedSolved: true }),
  check_fail: (core, { finding }, _actor, context) => {
    if (blank(finding)) return err('text_missing');
    if (core.leadUnitId === null) return toDesk(context, 'registering', 'intake', 'registering', { verifiedSolved: false });
    if (core.reworks < MAX_REWORKS) return toRework(core, context);
    return toDesk(context, 'pending_close', 'intake', 'closing', { verifiedSolved: false });
  },
  close: (core, { closureKind, explanation }, _actor, context) =>
    blank(explanation) ? err('text_missing') : toEnd('close', 'closed', context, core, { closureKind }),
  refuse_close: (core, { reason }, _actor, context) => {
    if (blank(reason)) return err('text_missing');
    return core.leadUnitId === null
      ? toDesk(context, 'registering', 'intake', 'registering', { verifiedSolved: false, reworks: core.reworks + 1 })
      : toRework(core, context);
  },
  force_close: (core, { reason, explanation }, _actor, context) =>
    blank(reason) || blank(explanation)
      ? err('text_missing')
      : toEnd('force_close', 'forced_close', context, core, { verifiedSolved: false }),
  reopen: (core, { reason }, _actor, context) => {
    if (blank(reason)) return err('text_missing');
    const fresh = {
      reopens: core.reopens + 1,
      verifiedSolved: null,
      closureKind: null,
      closedOnTime: null,
      endedAt: null,
      appeal: null,
    };
    return core.standardRowId === null
      ? toDesk(context, 'registering', 'intake', 'registering', fresh)
      : toDesk(context, 'filed', 'dispatch', 'dispatch', fresh);
  },
  ask_exemption: (core, { reason }) => (blank(reason) ? err('text_missing') : stay(core, { appeal: 'asked' })),
  rule_exemption: (core, { granted, reason }) =>
    blank(reason) ? err('text_missing') : stay(core, { appeal: granted ? 'granted' : 'refused' }),
  urge: (core, { text }) => (blank(text) ? err('text_missing') : stay(core)),
  breach: (core, _payload, _actor, context) => stay(core, { overdueAt: context.at }),
};

import type { Permission } from '../access/index.ts';
import type { Limit, WorkCalendar } from '../catalogue/index.ts';
import type { Instant, Uuid } from '../kernel/index.ts';
import type { CaseState, ClosureKind, Duty } from './case.ts';

/** What each verb is told. Texts and photos that the machine does not decide on travel in the journal beside it. */
export interface CasePayloads {
  report: { hazard: boolean };
  report_handled: { hazard: boolean; result: string; photoIds: readonly Uuid[] };
  take: Record<never, never>;
  release: Record<never, never>;
  /** Triage may find a hazard that the report did not name; it never takes one away. */
  amend: { note: string; hazard?: boolean };
  order_pre_check: { note?: string };
  pre_check: { found: boolean; finding: string; photoIds: readonly Uuid[] };
  register: Record<never, never>;
  /** `hazard` is what the standard row says; it can make a case a hazard and never the other way round. */
  file: { standardRowId: Uuid; note?: string; hazard?: boolean };
  decline: { reason: string; explanation: string };
  merge: { intoCaseId: Uuid };
  redirect: { channel: string; explanation: string };
  void: { reason: string };
  withdraw: { reason: string };
  dispatch: { leadUnitId: Uuid; supportingUnitIds: readonly Uuid[]; note?: string };
  return_to_intake: { reason: string };
  accept: Record<never, never>;
  assign: { accountId: Uuid };
  revoke_assignment: { reason: string };
  make_safe: { measure: string; photoIds: readonly Uuid[] };
  report_part: { result: string; photoIds: readonly Uuid[]; beforePhotoIds?: readonly Uuid[] };
  request_return: { reason: string; evidence: string; counterUnitId: Uuid; photoIds: readonly Uuid[] };
  request_extension: { reason: string };
  request_deferral: { reason: string; exitCondition: string; untilAt: Instant };
  /** Without supporting units, those that it has go on. */
  rule_return: { granted: boolean; leadUnitId: Uuid; supportingUnitIds?: readonly Uuid[] | undefined; reason: string };
  rule_extension: { granted: boolean; reason: string };
  rule_deferral: { granted: boolean; reason: string };
  lapse_return: Record<never, never>;
  resume: { reason: string };
  /** `photoIds` show the place afterwards. */
  submit_result: { result: string; photoIds: readonly Uuid[]; beforePhotoIds?: readonly Uuid[] };
  confirm_result: { note?: string };
  send_back: { reason: string };
  check_pass: { finding: string; photoIds: readonly Uuid[] };
  check_fail: { finding: string; photoIds: readonly Uuid[] };
  close: { closureKind: 'solved' | 'explained' | 'not_found'; explanation: string };
  refuse_close: { reason: string };
  force_close: { reason: string; explanation: string };
  reopen: { reason: string };
  ask_exemption: { reason: string };
  rule_exemption: { granted: boolean; reason: string };
  urge: { text: string };
  breach: Record<never, never>;
}
export type CaseVerb = keyof CasePayloads;

/** One wish to move a case. */
export type CaseCommand = { readonly [V in CaseVerb]: { readonly verb: V } & Readonly<CasePayloads[V]> }[CaseVerb];

/** Who acts: an account with what it may do on *this* case, the platform itself, or the person who reported. */
export interface CaseActor {
  readonly party: 'staff' | 'reporter' | 'system';
  readonly accountId: Uuid | null;
  /** Units of the actor's posts and every unit above them, so that staff of a sub-unit act for the unit. */
  readonly unitIds: ReadonlySet<Uuid>;
  /** Permissions whose scope covers this case. */
  readonly permissions: ReadonlySet<Permission>;
}

export type LimitedStep = 'intake' | 'pre_check' | 'registering' | 'dispatch' | 'feedback' | 'check' | 'closing' | 'ruling';

/** The world around a decision, as plain data. */
export interface CaseContext {
  readonly at: Instant;
  readonly calendar: WorkCalendar;
  /** The unit that answers for each desk where the case lies; never empty (PT-08). */
  readonly desks: Readonly<Record<'intake' | 'dispatch' | 'verification' | 'fallback', Uuid>>;
  readonly stepLimits: Readonly<Record<LimitedStep, Limit>>;
  /** Limit of the standard row that the case is filed under; needed by `dispatch`. */
  readonly rowLimit: Limit | null;
  /** Optional steps that the governance model switched off. Owner, clock and verification cannot be among them. */
  readonly stepsOff: ReadonlySet<'pre_check'>;
}

/** Why a wish was refused. The contract's problem catalogue has a text for each. */
export const CASE_REFUSALS = [
  'wrong_state',
  'not_permitted',
  'not_owner',
  'not_independent',
  'taken_by_other',
  'request_open',
  'no_such_request',
  'already_returned',
  'fixed_by_ruling',
  'bound_reached',
  'too_late',
  'too_early',
  'assignment_open',
  'same_unit',
  'same_case',
  'until_out_of_range',
  'photo_missing',
  'hazard_stays',
  'text_missing',
  'not_verified',
  'already_so',
  'step_switched_off',
  'row_missing',
  'calendar_unpublished',
] as const;
export type CaseRefusal = (typeof CASE_REFUSALS)[number];

/** The step that an event ended, for evaluation: whose it was and whether it was in time. */
export interface EndedStep {
  readonly kind: string;
  readonly ownerUnitId: Uuid;
  readonly duty: Duty;
  readonly dueAt: Instant;
  readonly onTime: boolean;
}

/** A journal entry before it is given its place and hash. `set` is all that changed, enough to rebuild the case. */
export interface CaseEvent {
  readonly verb: CaseVerb;
  readonly rule: string;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly at: Instant;
  readonly accountId: Uuid | null;
  readonly endedStep: EndedStep | null;
  readonly set: Readonly<Record<string, unknown>>;
}

/** Closure kinds that each ending verb records. */
export const CLOSURE_OF: Readonly<Partial<Record<CaseVerb, ClosureKind>>> = {
  decline: 'declined',
  merge: 'duplicate',
  redirect: 'redirected',
  void: 'void',
  withdraw: 'withdrawn',
  force_close: 'not_solved',
};

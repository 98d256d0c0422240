import type { Instant, Uuid } from '../kernel/index.ts';
import type { LimitUnit } from '../catalogue/index.ts';

/** Where a case stands. The last seven are ends. SPEC.md draws the whole. */
export const CASE_STATES = [
  'reported',
  'pre_check',
  'registering',
  'filed',
  'assigned',
  'handling',
  'deferred',
  'handled',
  'checking',
  'pending_close',
  'closed',
  'forced_close',
  'declined',
  'void',
  'merged',
  'redirected',
  'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const END_STATES = [
  'closed',
  'forced_close',
  'declined',
  'void',
  'merged',
  'redirected',
  'withdrawn',
] as const satisfies readonly CaseState[];
export type EndState = (typeof END_STATES)[number];
export const isEnd = (state: CaseState): state is EndState => (END_STATES as readonly CaseState[]).includes(state);

/** The step of the seven-step loop that people see (standards.md §3.1); a governance model may relabel it. */
export const STAGES = ['collect', 'file', 'dispatch', 'handle', 'feedback', 'check', 'evaluate'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_OF: Readonly<Record<CaseState, Stage>> = {
  reported: 'collect',
  pre_check: 'file',
  registering: 'file',
  filed: 'dispatch',
  assigned: 'handle',
  handling: 'handle',
  deferred: 'handle',
  handled: 'feedback',
  checking: 'check',
  pending_close: 'check',
  closed: 'evaluate',
  forced_close: 'evaluate',
  declined: 'evaluate',
  void: 'evaluate',
  merged: 'evaluate',
  redirected: 'evaluate',
  withdrawn: 'evaluate',
};

/** In what capacity a unit holds a case. `handling` is the lead unit; the others are desks found by area. */
export type Duty = 'intake' | 'dispatch' | 'verification' | 'handling';

/** Who answers for the case now: always one unit, and one person of it once somebody has taken it (JY-38). */
export interface Owner {
  readonly duty: Duty;
  readonly unitId: Uuid;
  readonly accountId: Uuid | null;
}

/** What the running clock measures. `deferral` is dated, not measured. */
export type ClockKind =
  | 'intake'
  | 'pre_check'
  | 'registering'
  | 'dispatch'
  | 'handling'
  | 'deferral'
  | 'feedback'
  | 'check'
  | 'closing';

/** A limit in milliseconds of its own clock: for `WH` and `WD` these are working milliseconds (standards.md §4). */
export interface LimitMs {
  readonly unit: LimitUnit;
  readonly ms: number;
}

/** The clock of the present owner. `usedMs` and the limit are on the limit's own clock; `dueAt` is a moment. */
export interface CaseClock {
  readonly kind: ClockKind;
  readonly startedAt: Instant;
  readonly limit: LimitMs | null;
  readonly usedMs: number;
  readonly dueAt: Instant;
}

/** The lead unit's time over all its visits: rework resumes it, deferral pauses it, neither renews it (CM21). */
export interface HandlingTime {
  readonly limit: LimitMs;
  readonly original: LimitMs;
  readonly usedMs: number;
  readonly dispatchedAt: Instant;
  readonly late: boolean;
}

/** What a unit asks of the dispatch desk. Asking changes neither owner nor clock: act first, argue later. */
export type CaseRequest =
  | {
      readonly kind: 'return';
      readonly unitId: Uuid;
      readonly counterUnitId: Uuid;
      readonly at: Instant;
      readonly dueAt: Instant;
    }
  | { readonly kind: 'extension'; readonly unitId: Uuid; readonly at: Instant; readonly dueAt: Instant }
  | {
      readonly kind: 'deferral';
      readonly unitId: Uuid;
      readonly untilAt: Instant;
      readonly at: Instant;
      readonly dueAt: Instant;
    };
export type CaseRequestKind = CaseRequest['kind'];

/** How a case ended for the person who raised it; "closed" alone says nothing (PT-21, F-20). */
export const CLOSURE_KINDS = [
  'solved',
  'explained',
  'not_found',
  'not_solved',
  'declined',
  'void',
  'duplicate',
  'redirected',
  'withdrawn',
] as const;
export type ClosureKind = (typeof CLOSURE_KINDS)[number];

/** The part of a case that the machine decides on. Everything else about a case is description. */
export interface CaseCore {
  readonly id: Uuid;
  readonly state: CaseState;
  readonly hazard: boolean;
  readonly owner: Owner | null;
  readonly clock: CaseClock | null;
  readonly handling: HandlingTime | null;
  readonly leadUnitId: Uuid | null;
  readonly supportingUnitIds: readonly Uuid[];
  readonly standardRowId: Uuid | null;
  readonly request: CaseRequest | null;
  /** Units whose return was asked for once already; each has one (JD-23). */
  readonly returnedBy: readonly Uuid[];
  /** The lead was fixed by a ruling: it may not return the case again (standards.md §9.4). */
  readonly ruled: boolean;
  readonly reworks: number;
  readonly extensions: number;
  readonly deferrals: number;
  readonly handovers: number;
  readonly intakeReturns: number;
  readonly reopens: number;
  readonly preChecked: boolean | null;
  /** Everyone who handled it: none of them, and nobody of these units, may verify or close it (JA-23). */
  readonly handledBy: readonly Uuid[];
  readonly handledUnitIds: readonly Uuid[];
  readonly madeSafeAt: Instant | null;
  readonly verifiedSolved: boolean | null;
  readonly closureKind: ClosureKind | null;
  readonly mergedInto: Uuid | null;
  readonly closedOnTime: boolean | null;
  readonly appeal: 'asked' | 'granted' | 'refused' | null;
  readonly overdueAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Number of journal entries; also the optimistic version. */
  readonly version: number;
}

/** Bounds that make every life finite (SPEC.md, CM40). */
export const MAX_RULED_RETURNS = 2;
export const MAX_REWORKS = 3;
export const MAX_EXTENSIONS = 2;
export const MAX_DEFERRALS = 1;
export const MAX_INTAKE_RETURNS = 1;
export const MAX_REOPENS = 1;
/** The lead unit changes by a ruled or lapsed return, or when a reopened case is dispatched anew, and in no other way. */
export const MAX_HANDOVERS = MAX_RULED_RETURNS + MAX_REOPENS;
/** A deferral ends at the latest a year after it is asked for (standards.md §3.7). */
export const MAX_DEFERRAL_MS = 366 * 86_400_000;

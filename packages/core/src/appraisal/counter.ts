import type { Bilingual } from '../catalogue/index.ts';
import type { ClockKind } from '../cases/index.ts';
import type { JournalVerb, Mark, Measured } from './measured.ts';

/** One way to be counted. All that is named must hold. */
export interface CounterCondition {
  readonly verbs: readonly (JournalVerb | 'open')[];
  readonly steps?: readonly ClockKind[];
  readonly onTime?: boolean;
  readonly has?: readonly Mark[];
  readonly lacks?: readonly Mark[];
  /** Counted only because the timeout was exempted; shown beside the figure, so that the raw one stays visible. */
  readonly byExemption?: true;
}

/** What a counter of the catalogue counts: whatever meets any of the conditions, once. Or why this product cannot count it. */
export type CounterMeaning =
  | { readonly any: readonly CounterCondition[]; readonly step?: ClockKind }
  | { readonly noSource: Bilingual };

const one = (condition: CounterCondition, step?: ClockKind): CounterMeaning => any([condition], step);
const any = (conditions: readonly CounterCondition[], step?: ClockKind): CounterMeaning => ({
  any: conditions,
  ...(step === undefined ? {} : { step }),
});
const open = (steps: readonly ClockKind[], onTime?: boolean): CounterCondition => ({
  verbs: ['open'],
  steps,
  ...(onTime === undefined ? {} : { onTime }),
});
const noSource = (zh: string, en: string): CounterMeaning => ({ noSource: { zh, en } });
const NO_CALLBACK = noSource('尚未记录回访', 'Call-backs are not recorded');

const REPORTS: readonly JournalVerb[] = ['report', 'report_handled'];
const CHECKS: readonly JournalVerb[] = ['check_pass', 'check_fail'];
const TAKEN_IN: readonly JournalVerb[] = ['register', 'file', 'order_pre_check', 'merge'];
const filed: CounterCondition = { verbs: ['file'], has: ['first'] };
const result: CounterCondition = { verbs: ['submit_result'], has: ['standing'] };
const PAST: CounterCondition = { verbs: ['import_historical'] };
/** Handling that was cut off after its limit had run out, without a result. */
const CUT_OFF_LATE: CounterCondition = { verbs: ['force_close'], steps: ['handling'], has: ['late'] };

/**
 * The counters of `catalogue/indicators.json`. A figure of a period counts what happened in it; an open step counts from its beginning or,
 * once it ran out, from then. Each thing has one date, so figures of disjoint periods add up.
 */
export const COUNTERS: Readonly<Record<string, CounterMeaning>> = {
  patrolReported: one({ verbs: REPORTS, has: ['patrol'] }),
  publicReported: one({ verbs: REPORTS, has: ['public'] }),
  reported: any([{ verbs: REPORTS }, PAST]),
  validReported: one({ verbs: REPORTS, has: ['patrol', 'valid'] }),
  selfHandled: one({ verbs: ['report_handled'] }),
  publicConfirmed: one({ verbs: ['file'], has: ['first', 'public', 'confirmed'] }),
  missed: noSource('需要巡查计划才能判定', 'Needs plans of patrols to judge by'),
  preCheckDue: any([{ verbs: ['pre_check'] }, open(['pre_check'], false)], 'pre_check'),
  preChecked: one({ verbs: ['pre_check'] }, 'pre_check'),
  preCheckedOnTime: one({ verbs: ['pre_check'], onTime: true }, 'pre_check'),
  preCheckOrderDue: one({ verbs: ['order_pre_check'] }),
  preCheckOrdered: one({ verbs: ['order_pre_check'] }),
  preCheckOrderedOnTime: one({ verbs: ['order_pre_check'], onTime: true }),
  intaken: one({ verbs: TAKEN_IN, steps: ['intake'] }, 'intake'),
  intakePending: one(open(['intake']), 'intake'),
  intakenOnTime: one({ verbs: TAKEN_IN, steps: ['intake'], onTime: true }, 'intake'),
  declined: one({ verbs: ['decline'] }),
  filed: one(filed),
  filedOnTime: one({ ...filed, onTime: true }),
  filingPending: one(open(['registering'])),
  voided: one({ verbs: ['file'], has: ['first', 'voided'] }),
  dispatchDue: any([{ verbs: ['dispatch'] }, open(['dispatch'])], 'dispatch'),
  dispatched: one({ verbs: ['dispatch'] }, 'dispatch'),
  dispatchedOnTime: one({ verbs: ['dispatch'], onTime: true }, 'dispatch'),
  dispatchedRight: one({ verbs: ['dispatch'], lacks: ['sentOn'] }, 'dispatch'),
  dispatchedWrong: one({ verbs: ['dispatch'], has: ['sentOn'] }, 'dispatch'),
  handlingDue: any([result, open(['handling'], false), CUT_OFF_LATE], 'handling'),
  handled: one(result, 'handling'),
  handledOnTime: any(
    [
      { ...result, onTime: true },
      { ...result, onTime: false, has: ['standing', 'exempted'], byExemption: true },
    ],
    'handling',
  ),
  handledLate: one({ ...result, onTime: false, lacks: ['exempted'] }, 'handling'),
  overdueUnhandled: any([open(['handling'], false), { ...CUT_OFF_LATE, lacks: ['exempted'] }], 'handling'),
  handlingPending: any([open(['handling'], true), open(['deferral'])], 'handling'),
  checkDue: any([{ verbs: CHECKS }, open(['check'], false)], 'check'),
  checked: one({ verbs: CHECKS }, 'check'),
  checkedOnTime: one({ verbs: CHECKS, onTime: true }, 'check'),
  checkPassed: one({ verbs: ['check_pass'] }, 'check'),
  checkOrderDue: any([{ verbs: ['confirm_result'] }, open(['feedback'], false)], 'feedback'),
  checkOrdered: one({ verbs: ['confirm_result'] }, 'feedback'),
  checkOrderedOnTime: one({ verbs: ['confirm_result'], onTime: true }, 'feedback'),
  closingDue: any([{ verbs: ['close', 'force_close'] }, PAST, open(['feedback', 'check', 'closing']), open(['handling'], false)]),
  closed: any([{ verbs: ['close', 'force_close'] }, PAST]),
  closedOnTime: any([
    { verbs: ['close', 'import_historical'], lacks: ['late'] },
    { verbs: ['close'], has: ['late', 'exempted'], byExemption: true },
  ]),
  closingPending: one(open(['closing'])),
  reworked: one({ verbs: ['close', 'force_close'], has: ['reworked'] }),
  buckPassed: noSource('须经评查认定，尚未记录', 'Found in reviews, which are not recorded'),
  deferred: one({ verbs: ['rule_deferral'], has: ['granted'] }, 'handling'),
  extended: one({ verbs: ['rule_extension'], has: ['granted'] }, 'handling'),
  returned: one({ verbs: ['rule_return', 'lapse_return'], has: ['moved'] }),
  repeated: one({ verbs: ['file'], has: ['first', 'repeat'] }),
  reopened: one({ verbs: ['reopen'] }),
  verifiedSolved: one({ verbs: ['close'], has: ['solved'] }),
  callbackDue: NO_CALLBACK,
  callbackAnswered: NO_CALLBACK,
  callbackContacted: NO_CALLBACK,
  callbackSolved: NO_CALLBACK,
  callbackSatisfied: NO_CALLBACK,
};

/** Conditions of a counter; `null` when it has no source, or is not one of ours. */
export function conditionsOf(counterId: string): readonly CounterCondition[] | null {
  const meaning = COUNTERS[counterId];
  return meaning !== undefined && 'any' in meaning ? meaning.any : null;
}

/** Does the condition hold? */
export function meets({ verbs, steps, onTime, has, lacks }: CounterCondition, measured: Measured): boolean {
  return (
    verbs.includes(measured.verb) &&
    (steps === undefined || (measured.step !== null && steps.includes(measured.step))) &&
    (onTime === undefined || measured.onTime === onTime) &&
    (has ?? []).every((mark) => measured.marks.has(mark)) &&
    !(lacks ?? []).some((mark) => measured.marks.has(mark))
  );
}

/** Does the counter count cases that were closed elsewhere? Steps of theirs were never measured. */
export const countsPast = (counterId: string): boolean =>
  conditionsOf(counterId)?.some(({ verbs }) => verbs.includes('import_historical')) === true;

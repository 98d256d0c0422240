import type { CaseState, CaseVerb } from '../cases/index.ts';
import type { Instant } from '../kernel/index.ts';

/** The steps that a reporter sees. They name what happened to the matter, never who did it. */
export const PUBLIC_STEPS = {
  reported: { zh: '已收到', en: 'Received' },
  looked_at: { zh: '已派人现场核实', en: 'Somebody went to look' },
  accepted: { zh: '已立案', en: 'Accepted as a case' },
  declined: { zh: '未予受理', en: 'Not accepted' },
  redirected: { zh: '已引导至其他渠道', en: 'Passed to another channel' },
  merged: { zh: '与已有案件合并办理', en: 'Joined with an earlier case' },
  dispatched: { zh: '已交办', en: 'Given to a unit' },
  at_work: { zh: '承办单位处置中', en: 'The unit is at work' },
  made_safe: { zh: '已先行排险', en: 'Made safe for the time being' },
  extended: { zh: '时限已延长', en: 'More time was granted' },
  deferred: { zh: '因客观条件暂缓，已定期限', en: 'Put off to a fixed date' },
  resumed: { zh: '恢复办理', en: 'Taken up again' },
  overdue: { zh: '已超过时限', en: 'The limit has passed' },
  result_reported: { zh: '承办单位已反馈结果', en: 'The unit reported a result' },
  rework: { zh: '核查未通过，退回重办', en: 'Checked and sent back' },
  checked: { zh: '现场核查通过', en: 'Checked on site' },
  closed: { zh: '已结案', en: 'Closed' },
  forced_close: { zh: '未能解决，已结案', en: 'Closed without being solved' },
  reopened: { zh: '已重新办理', en: 'Opened again' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  urged: { zh: '已催办', en: 'Urged' },
} as const satisfies Record<string, { zh: string; en: string }>;
export type PublicStepKind = keyof typeof PUBLIC_STEPS;

export interface PublicStep {
  readonly kind: PublicStepKind;
  readonly at: Instant;
}

/** What of a journal entry may matter to a reporter. */
export interface JournalFact {
  readonly verb: CaseVerb;
  readonly at: Instant;
  readonly to: CaseState;
  /** Of a ruling: was the wish granted? */
  readonly granted?: boolean | undefined;
}

const STEP_OF_VERB: Readonly<Partial<Record<CaseVerb, PublicStepKind>>> = {
  report: 'reported',
  report_handled: 'reported',
  pre_check: 'looked_at',
  file: 'accepted',
  decline: 'declined',
  void: 'declined',
  redirect: 'redirected',
  merge: 'merged',
  dispatch: 'dispatched',
  accept: 'at_work',
  make_safe: 'made_safe',
  resume: 'resumed',
  breach: 'overdue',
  submit_result: 'result_reported',
  send_back: 'rework',
  check_pass: 'checked',
  refuse_close: 'rework',
  close: 'closed',
  force_close: 'forced_close',
  reopen: 'reopened',
  withdraw: 'withdrawn',
  urge: 'urged',
};

/** Rulings matter only when granted: to the reporter a refused wish of a unit changes nothing. */
const STEP_OF_RULING: Readonly<Partial<Record<CaseVerb, PublicStepKind>>> = {
  rule_extension: 'extended',
  rule_deferral: 'deferred',
};

/** RT06 The journal in plain steps: without persons, without the quarrels of units, without anything that somebody wrote. */
export function publicSteps(journal: readonly JournalFact[]): PublicStep[] {
  return journal.flatMap((entry) => {
    const kind = entry.granted === true ? STEP_OF_RULING[entry.verb] : checkedStep(entry);
    return kind === undefined ? [] : [{ kind, at: entry.at }];
  });
}

const checkedStep = ({ verb, to }: JournalFact): PublicStepKind | undefined =>
  verb === 'check_fail' && to !== 'pending_close' ? 'rework' : STEP_OF_VERB[verb];

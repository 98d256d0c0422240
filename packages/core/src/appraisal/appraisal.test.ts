import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorCatalogue } from '../catalogue/index.ts';
import { CASE_STATES } from '../cases/index.ts';
import { TRANSITIONS } from '../cases/index.ts';
import { conditionsOf, COUNTERS, meets } from './counter.ts';
import { MARKS, measureCase, type AppraisedCase, type AppraisedEntry, type JournalVerb, type Measured } from './measured.ts';
import { figureOf, isPersonal, scoreOf, sideOf, takesPast, tally, type CounterTally } from './tally.ts';

const catalogue = JSON.parse(
  readFileSync(new URL('../../../../catalogue/indicators.json', import.meta.url), 'utf8'),
) as IndicatorCatalogue;
const indicator = (wanted: string) => {
  const found = catalogue.indicators.find(({ code }) => code === wanted);
  if (found === undefined) throw new Error(wanted);
  return found;
};

const CASE: AppraisedCase = {
  channelKind: 'hotline',
  isRepeat: false,
  open: null,
  ownerUnitId: null,
  ownerAccountId: null,
  leadUnitId: 'sanitation',
};

/** `verb`, or `verb>state`, then the step it ended with `+` in time or `-` late, then facts: `set.x=y` or `told.x=y`. */
function entry(text: string, i: number): AppraisedEntry {
  const [head = '', ...rest] = text.split(' ');
  const [verb = '', to = 'reported'] = head.split('>');
  const step = rest.find((word) => /^[+-]/.test(word));
  const facts: Record<string, Record<string, unknown>> = { set: {}, told: {} };
  for (const word of rest.filter((one) => one.includes('='))) {
    const [, part = '', name = '', value = ''] = /^(\w+)\.(\w+)=(.*)$/.exec(word) ?? [];
    const inner = facts[part];
    if (inner !== undefined) inner[name] = value === 'true' ? true : value === 'false' ? false : value;
  }
  return {
    seq: i + 1,
    at: i * 1000,
    verb: verb as JournalVerb,
    to: to as AppraisedEntry['to'],
    accountId: null,
    ownerUnitId: `owner-${String(i + 1)}`,
    step: step === undefined ? null : (step.slice(1) as AppraisedEntry['step']),
    onTime: step === undefined ? null : step.startsWith('+'),
    facts,
  };
}

function countsOf(journal: readonly string[], more: Partial<AppraisedCase> = {}, now = 1_000_000): CounterTally {
  const placed = measureCase({ ...CASE, ...more }, journal.map(entry), now);
  return tally(placed.map(({ measured }) => ({ measured, count: 1 })));
}

/** Only what is not 0. */
const counted = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
const live = (journal: readonly string[], more: Partial<AppraisedCase> = {}) => counted(countsOf(journal, more).live);
const openAt = (
  step: 'intake' | 'dispatch' | 'handling' | 'deferral' | 'check' | 'feedback' | 'closing' | 'registering' | 'pre_check',
  late = false,
) => ({
  open: { step, startedAt: 500, dueAt: late ? 900_000 : 2_000_000 },
});

const TO_DISPATCH = [
  'report',
  'register +intake',
  'file +registering',
  'dispatch +dispatch told.leadUnitId=sanitation set.leadUnitId=sanitation',
];
const WAY_IN = { reported: 1, publicReported: 1, intaken: 1, intakenOnTime: 1, filed: 1, filedOnTime: 1 };
const DISPATCHED = { ...WAY_IN, dispatchDue: 1, dispatched: 1, dispatchedOnTime: 1, dispatchedRight: 1 };
const HANDLED = { ...DISPATCHED, handlingDue: 1, handled: 1, handledOnTime: 1 };
const CHECKED = {
  ...HANDLED,
  checkOrderDue: 1,
  checkOrdered: 1,
  checkOrderedOnTime: 1,
  checkDue: 1,
  checked: 1,
  checkedOnTime: 1,
  checkPassed: 1,
};
const TO_CHECK = [...TO_DISPATCH, 'accept', 'submit_result +handling', 'confirm_result +feedback'];
const CLOSED = [...TO_CHECK, 'check_pass +check', 'close +closing told.closureKind=solved set.closedOnTime=true'];

describe('counters of a journal', () => {
  it('count a plain life once at every step', () => {
    expect(live(CLOSED)).toEqual({ ...CHECKED, closingDue: 1, closed: 1, closedOnTime: 1, verifiedSolved: 1 });
  });

  it('BS-11 count reports by who made them, and valid ones only on patrol', () => {
    expect(live(['report'], { channelKind: 'patrol' })).toEqual({ reported: 1, patrolReported: 1 });
    expect(live(['report', 'file +intake'], { channelKind: 'patrol' })).toMatchObject({ patrolReported: 1, validReported: 1 });
    expect(live(['report_handled', 'check_pass +check'], { channelKind: 'patrol' })).toMatchObject({
      selfHandled: 1,
      validReported: 1,
    });
    const ended = { closingDue: 1, closed: 1, closedOnTime: 1, verifiedSolved: 1 };
    const spot = ['report_handled', ...CLOSED.slice(-2)];
    for (const journal of [spot, CLOSED]) expect(live(journal, { channelKind: 'patrol' })).toMatchObject(ended);
    expect(live(['report'], { channelKind: 'sensor' })).toEqual({ reported: 1 });
  });

  it('count checks before filing, their orders, and what of the public was confirmed', () => {
    const journal = ['report', 'order_pre_check -intake', 'pre_check -pre_check told.found=true', 'file +registering'];
    expect(live(journal)).toEqual({
      reported: 1,
      publicReported: 1,
      intaken: 1,
      preCheckOrderDue: 1,
      preCheckOrdered: 1,
      preCheckDue: 1,
      preChecked: 1,
      filed: 1,
      filedOnTime: 1,
      publicConfirmed: 1,
    });
    expect(live(['report', 'order_pre_check +intake', 'pre_check +pre_check told.found=false', 'file -registering'])).toEqual({
      reported: 1,
      publicReported: 1,
      intaken: 1,
      intakenOnTime: 1,
      preCheckOrderDue: 1,
      preCheckOrdered: 1,
      preCheckOrderedOnTime: 1,
      preCheckDue: 1,
      preChecked: 1,
      preCheckedOnTime: 1,
      filed: 1,
    });
  });

  it('count a filing once, and a void and a repeat with it', () => {
    const journal = ['report', 'file +intake', 'return_to_intake +dispatch', 'file +registering', 'void +dispatch'];
    expect(live(journal, { isRepeat: true })).toMatchObject({ filed: 1, filedOnTime: 1, voided: 1, repeated: 1 });
    expect(live(['report', 'register +intake', 'void +registering'])).not.toHaveProperty('voided');
    expect(live(['report', 'decline +intake'])).toEqual({ reported: 1, publicReported: 1, declined: 1 });
  });

  it('count what waits where it waits', () => {
    expect(live([], openAt('intake'))).toEqual({ intakePending: 1 });
    expect(live([], openAt('registering'))).toEqual({ filingPending: 1 });
    expect(live([], openAt('pre_check'))).toEqual({});
    expect(live([], openAt('pre_check', true))).toEqual({ preCheckDue: 1 });
    expect(live([], openAt('dispatch'))).toEqual({ dispatchDue: 1 });
    expect(live([], openAt('handling'))).toEqual({ handlingPending: 1 });
    expect(live([], openAt('handling', true))).toEqual({ handlingDue: 1, overdueUnhandled: 1, closingDue: 1 });
    expect(live([], openAt('deferral', true))).toEqual({ handlingPending: 1 });
    expect(live([], openAt('feedback', true))).toEqual({ checkOrderDue: 1, closingDue: 1 });
    expect(live([], openAt('check', true))).toEqual({ checkDue: 1, closingDue: 1 });
    expect(live([], openAt('closing'))).toEqual({ closingDue: 1, closingPending: 1 });
  });

  it('tell a right dispatch from one that was sent on', () => {
    const wrong = [...TO_DISPATCH, 'request_return', 'rule_return>assigned -handling told.granted=true set.leadUnitId=greening'];
    expect(live(wrong)).toMatchObject({ dispatched: 1, dispatchedWrong: 1, returned: 1 });
    expect(live(wrong)).not.toHaveProperty('dispatchedRight');
    expect(live([...TO_DISPATCH, 'lapse_return>assigned set.leadUnitId=fallback'])).toMatchObject({
      dispatchedWrong: 1,
      returned: 1,
    });
    expect(live([...TO_DISPATCH, 'lapse_return>handling set.ruled=true'])).toMatchObject({ dispatchedRight: 1 });
    expect(live([...TO_DISPATCH, 'rule_return>handling told.granted=false'])).toEqual(DISPATCHED);
  });

  it('JA-24 count a result that was sent back as no result, and rework at closing', () => {
    const back = [...TO_CHECK, 'check_fail>handling +check'];
    expect(live(back)).not.toHaveProperty('handled');
    expect(live(back)).toMatchObject({ checked: 1, checkDue: 1, checkedOnTime: 1 });
    const again = [
      ...back,
      'submit_result -handling',
      'confirm_result +feedback',
      'check_pass +check',
      'close +closing told.closureKind=explained set.closedOnTime=false',
    ];
    expect(live(again)).toMatchObject({
      handled: 1,
      handledLate: 1,
      handlingDue: 1,
      reworked: 1,
      closed: 1,
      checked: 2,
      checkPassed: 1,
    });
    expect(live(again)).not.toHaveProperty('closedOnTime');
    expect(live(again)).not.toHaveProperty('verifiedSolved');
    expect(live([...TO_CHECK, 'check_fail>pending_close +check'])).toMatchObject({ handled: 1 });
  });

  it('count extension, deferral and reopening when they were granted', () => {
    const journal = [
      ...TO_DISPATCH,
      'rule_extension told.granted=true',
      'rule_extension told.granted=false',
      'rule_deferral>deferred +handling told.granted=true',
    ];
    expect(live(journal)).toEqual({ ...DISPATCHED, extended: 1, deferred: 1 });
    expect(live(['reopen>filed'])).toEqual({ reopened: 1 });
  });

  it('count a case that was cut off late as due and not handled, and never as closed on time', () => {
    const cut = [...TO_DISPATCH, 'accept', 'force_close>forced_close -handling set.closedOnTime=false'];
    expect(live(cut)).toEqual({ ...DISPATCHED, handlingDue: 1, overdueUnhandled: 1, closingDue: 1, closed: 1 });
    const early = [...TO_DISPATCH, 'force_close>forced_close +handling set.closedOnTime=true'];
    expect(live(early)).toEqual({ ...DISPATCHED, closingDue: 1, closed: 1 });
  });

  it('count an exempted timeout as in time and say that it is one', () => {
    const late = [
      ...TO_CHECK.with(5, 'submit_result -handling'),
      'check_pass +check',
      'close +closing told.closureKind=solved set.closedOnTime=false',
    ];
    const exempted = countsOf([...late, 'ask_exemption', 'rule_exemption told.granted=true']);
    expect(exempted.live).toMatchObject({ closed: 1, closedOnTime: 1, handled: 1, handledOnTime: 1, handledLate: 0 });
    expect(counted(exempted.exempted)).toEqual({ closedOnTime: 1, handledOnTime: 1 });
    expect(figureOf(indicator('on_time_closing_rate'), exempted)).toMatchObject({ numerator: 1, denominator: 1, exempted: 1 });
    const refused = countsOf([...late, 'ask_exemption', 'rule_exemption told.granted=false']);
    expect(refused.live).toMatchObject({ closedOnTime: 0, handledOnTime: 0, handledLate: 1 });
  });

  it('count cases closed elsewhere as received, closed and in time, and in no rate that looks at steps', () => {
    const past = countsOf(['import_historical>closed set.closedOnTime=true']);
    expect(counted(past.past)).toEqual({ reported: 1, closed: 1, closedOnTime: 1, closingDue: 1 });
    expect(counted(past.live)).toEqual({});
    expect(figureOf(indicator('closing_rate'), past)).toMatchObject({ numerator: 1, denominator: 1, rate: 1 });
    expect(figureOf(indicator('verified_solved_rate'), past)).toMatchObject({ numerator: 0, denominator: 0, rate: null });
    expect(takesPast(indicator('filing_rate'))).toBe(false);
    expect(counted(countsOf(['import_historical>closed set.closedOnTime=false']).past)).not.toHaveProperty('closedOnTime');
  });

  it('puts every entry to the unit that it is about', () => {
    const placed = measureCase(CASE, CLOSED.map(entry), 0);
    const unitOf = (verb: string) => placed.find(({ measured }) => measured.verb === verb)?.unitId;
    expect(unitOf('dispatch')).toBe('sanitation');
    expect(unitOf('close')).toBe('sanitation');
    expect(unitOf('submit_result')).toBe('owner-6');
    expect(unitOf('register')).toBe('owner-2');
  });

  it('places what is open where it began, or where it ran out', () => {
    expect(measureCase({ ...CASE, ...openAt('handling') }, [], 1_000_000)[0]?.at).toBe(500);
    expect(measureCase({ ...CASE, ...openAt('handling', true) }, [], 1_000_000)[0]?.at).toBe(900_000);
  });
});

describe('the catalogue', () => {
  it('has a meaning, or a reason for having none, for every counter, and no counter is unknown to it', () => {
    expect(Object.keys(COUNTERS).toSorted()).toEqual(catalogue.counters.map(({ id }) => id).toSorted());
  });

  it('uses verbs and states of the machine only (PT-30)', () => {
    const verbs = new Set<string>([...TRANSITIONS.map(({ verb }) => verb), 'import_historical', 'open']);
    const used = Object.keys(COUNTERS).flatMap((id) => conditionsOf(id)?.flatMap((condition) => condition.verbs) ?? []);
    expect(used.filter((verb) => !verbs.has(verb))).toEqual([]);
    expect(CASE_STATES).toContain('handling');
  });

  it('has no data, and not 0, where nothing is recorded', () => {
    for (const code of ['missed_rate', 'satisfaction_rate', 'callback_answer_rate'])
      expect(figureOf(indicator(code), countsOf(CLOSED)).rate).toBeNull();
    expect(sideOf(indicator('missed_rate').numerator)).toBeNull();
  });

  it('scores from what has data and says how much that was', () => {
    const unit = catalogue.composites.find(({ code }) => code === 'unit');
    if (unit === undefined) throw new Error('unit');
    expect(scoreOf(unit, countsOf(CLOSED), catalogue)).toEqual({ score: 100, weightCovered: 1 });
    expect(scoreOf(unit, countsOf([]), catalogue)).toEqual({ score: 100, weightCovered: 0.1 });
  });

  it('knows which indicators say something about one person', () => {
    expect(
      ['on_time_dispatch_rate', 'on_time_handling_rate', 'on_time_check_rate'].map((code) => isPersonal(indicator(code))),
    ).toEqual([true, true, true]);
    expect(['filing_rate', 'return_rate', 'rework_rate'].map((code) => isPersonal(indicator(code)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

const STEPS = ['intake', 'pre_check', 'registering', 'dispatch', 'handling', 'deferral', 'feedback', 'check', 'closing'] as const;
const VERBS = [...TRANSITIONS.map(({ verb }) => verb), 'import_historical', 'open'] as const;
const measured: fc.Arbitrary<Measured> = fc.record({
  verb: fc.constantFrom(...VERBS),
  step: fc.option(fc.constantFrom(...STEPS)),
  onTime: fc.option(fc.boolean()),
  marks: fc.subarray([...MARKS]).map((marks) => new Set(marks)),
});
const meetsAny = (id: string, thing: Measured): boolean =>
  conditionsOf(id)?.some((condition) => meets(condition, thing)) === true;

/** A part of a whole is never counted without the whole. */
const WITHIN = [
  ['filedOnTime', 'filed'],
  ['voided', 'filed'],
  ['repeated', 'filed'],
  ['publicConfirmed', 'filed'],
  ['validReported', 'patrolReported'],
  ['preCheckedOnTime', 'preCheckDue'],
  ['dispatched', 'dispatchDue'],
  ['dispatchedOnTime', 'dispatchDue'],
  ['dispatchedRight', 'dispatchDue'],
  ['handled', 'handlingDue'],
  ['handledOnTime', 'handled'],
  ['overdueUnhandled', 'handlingDue'],
  ['checkedOnTime', 'checkDue'],
  ['checkPassed', 'checked'],
  ['checkOrderedOnTime', 'checkOrderDue'],
  ['closed', 'closingDue'],
  ['closedOnTime', 'closed'],
  ['reworked', 'closed'],
  ['verifiedSolved', 'closed'],
] as const;

describe('whatever is counted', () => {
  it('a part lies within its whole, so that no rate passes 100 % and every difference is a list', () => {
    fc.assert(
      fc.property(measured, (thing) => {
        for (const [part, whole] of WITHIN) if (meetsAny(part, thing) && !meetsAny(whole, thing)) return false;
        return true;
      }),
      { numRuns: 5_000 },
    );
    const minus = catalogue.indicators.flatMap(({ numerator, denominator }) =>
      [numerator, denominator].flatMap((sum) => sum.minus.map((id) => [id, sum.plus])),
    );
    for (const [id, plus] of minus)
      expect(WITHIN.some(([part, whole]) => part === id && plus?.includes(whole) === true)).toBe(true);
  });

  it('adds up over any split: periods, areas, units', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(measured, fc.boolean())), (things) => {
        const of = (wanted: readonly (typeof things)[number][]) =>
          tally(wanted.map(([thing]) => ({ measured: thing, count: 1 })));
        const [all, here, there] = [of(things), of(things.filter(([, side]) => side)), of(things.filter(([, side]) => !side))];
        for (const kind of ['live', 'past', 'exempted'] as const)
          for (const id of Object.keys(all[kind])) expect(all[kind][id]).toBe((here[kind][id] ?? 0) + (there[kind][id] ?? 0));
      }),
    );
  });
});

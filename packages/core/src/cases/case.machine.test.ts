import { describe, expect, it } from 'vitest';
import type { CaseContext, CaseRefusal } from './case.command.ts';
import { CASE_REFUSALS } from './case.command.ts';
import { allowedVerbs } from './case.machine.ts';
import { checked, closed, dispatched, filed, story, submitted, who, type Story } from './proof/case.story.ts';
import { CONTEXT } from './proof/case.world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the seven steps', () => {
  it('CT01 CT09 CT15 CT17 CT30 CT31 CT33 CT35 lead from report to closed', () => {
    const { state, owner, clock, verifiedSolved, closureKind, closedOnTime, handledBy } = closed().core();
    expect({ state, owner, clock }).toEqual({ state: 'closed', owner: null, clock: null });
    expect({ verifiedSolved, closureKind, closedOnTime, handledBy }).toEqual({
      verifiedSolved: true,
      closureKind: 'solved',
      closedOnTime: true,
      handledBy: ['a1'],
    });
  });

  it('CT02 JA-09 what a worker settled on the spot goes straight to the check, by somebody else', () => {
    const settled = story().does('verifier1', 'report_handled');
    expect(settled.core()).toMatchObject({ state: 'checking', handledBy: ['verifier1'] });
    expect(settled.refusal('verifier1', 'check_pass')).toBe('not_independent');
    expect(settled.does('verifier2', 'check_pass').does('shiftLead', 'close').core().state).toBe('closed');
    expect(story().refusal('verifier1', 'report_handled', { photoIds: [] })).toBe('photo_missing');
  });

  it('CT34 a failed check of it brings the case to the intake desk, to be filed and dispatched', () => {
    const failed = story().does('verifier1', 'report_handled').does('verifier2', 'check_fail');
    expect(failed.core()).toMatchObject({ state: 'registering', owner: { duty: 'intake' }, verifiedSolved: false });
  });

  it('CT06 CT07 the intake desk orders one check before filing, also after a return from dispatch', () => {
    const returned = filed().does('dispatcher', 'return_to_intake');
    returned.does('clerk1', 'order_pre_check').does('verifier1', 'pre_check', { found: false });
    expect(returned.core()).toMatchObject({ state: 'registering', preChecked: false });
    expect(returned.refusal('clerk1', 'order_pre_check')).toBe('already_so');
  });

  it('CT17 accepting a case moves it to handling', () => {
    expect(dispatched().does('a1', 'accept').core().state).toBe('handling');
  });
});

describe('who may', () => {
  it('CM01 only people of the lead unit handle', () => {
    expect(dispatched().refusal('b1', 'accept')).toBe('not_owner');
  });

  it('CM02 BS-13 a taken case is the colleague’s until released, by them or by a supervisor', () => {
    const taken = story().does('reporter', 'report').does('clerk1', 'take');
    expect(taken.refusal('clerk2', 'register')).toBe('taken_by_other');
    expect(taken.refusal('clerk2', 'release')).toBe('taken_by_other');
    expect(taken.does('leader', 'release').refusal('clerk2', 'register')).toBeNull();
  });

  it('JA-23 CM03 whoever handled a case never verifies it, nor does anybody of that unit', () => {
    const waiting = submitted().does('dispatcher', 'confirm_result');
    expect(waiting.refusal('mixed', 'check_pass')).toBe('not_independent');
    expect(waiting.refusal('mixed', 'take')).toBe('not_independent');
    expect(checked().refusal('mixed', 'close')).toBe('not_independent');
  });

  it('CM03 the person to whom the case was assigned counts as handler even when a colleague reports the result', () => {
    const { handledBy } = dispatched().does('a1', 'assign', { accountId: 'a2' }).does('a1', 'submit_result').core();
    expect(handledBy).toEqual(['a2', 'a1']);
  });

  it('PT-62 CM04 CQ-26 a supporting unit reports its part, is remembered for it, and does nothing else', () => {
    const helped = filed().does('dispatcher', 'dispatch', { leadUnitId: 'A', supportingUnitIds: ['B', 'B', 'A'] });
    expect(helped.core().supportingUnitIds).toEqual(['B']);
    expect(helped.refusal('b1', 'accept')).toBe('not_owner');
    expect(helped.does('b1', 'report_part').core()).toMatchObject({ handledBy: ['b1'], handledUnitIds: ['B'] });
  });

  it('CM15 an exemption is asked for by the unit whose time ran out, once', () => {
    const late = dispatched()
      .does('a1', 'accept')
      .later(49 * HOUR)
      .does('a1', 'submit_result');
    late.does('dispatcher', 'confirm_result').does('verifier1', 'check_pass').does('shiftLead', 'close');
    expect(late.core().closedOnTime).toBe(false);
    expect(late.refusal('b1', 'ask_exemption')).toBe('not_owner');
    expect(late.does('a1', 'ask_exemption').does('dispatcher', 'rule_exemption').core()).toMatchObject({
      appeal: 'granted',
      closedOnTime: false,
    });
    expect(late.refusal('a1', 'ask_exemption')).toBe('already_so');
    expect(closed().refusal('a1', 'ask_exemption')).toBe('too_early');
  });
});

describe('returns', () => {
  const asked = (): Story => dispatched().does('a1', 'request_return');
  const granted = (leadUnitId: string) => ({ granted: true, leadUnitId });

  it('CM05 asking changes neither owner nor clock', () => {
    const before = dispatched().core();
    const after = asked().core();
    expect({ owner: after.owner, clock: after.clock }).toEqual({ owner: before.owner, clock: before.clock });
    expect(asked().refusal('a1', 'request_extension')).toBe('request_open');
  });

  it('JD-23 QH-30 CM06 CM08 each unit returns at most once and every return goes to a ruling', () => {
    const refused = asked().does('dispatcher', 'rule_return', { granted: false });
    expect(refused.core()).toMatchObject({ leadUnitId: 'A', ruled: true });
    expect(refused.refusal('a1', 'request_return')).toBe('fixed_by_ruling');
    const moved = asked().does('dispatcher', 'rule_return', granted('B'));
    expect(moved.core()).toMatchObject({ leadUnitId: 'B', ruled: false, handovers: 1 });
    moved.does('b1', 'request_return').does('dispatcher', 'rule_return', granted('A'));
    expect(moved.core()).toMatchObject({ leadUnitId: 'A', ruled: true, handovers: 2 });
    expect(moved.refusal('a1', 'request_return')).toBe('fixed_by_ruling');
  });

  it('JD-22 a ruling names who supports; where it names nobody, those of the dispatch go on', () => {
    const shared = () =>
      filed()
        .does('dispatcher', 'dispatch', { leadUnitId: 'A', supportingUnitIds: ['C'] })
        .does('a1', 'request_return');
    const named = shared().does('dispatcher', 'rule_return', { ...granted('B'), supportingUnitIds: ['A', 'B'] });
    expect(named.core()).toMatchObject({ leadUnitId: 'B', supportingUnitIds: ['A'] });
    const silent = shared().does('dispatcher', 'rule_return', granted('B'));
    expect(silent.core()).toMatchObject({ leadUnitId: 'B', supportingUnitIds: ['C'] });
    const refused = shared().does('dispatcher', 'rule_return', { granted: false, supportingUnitIds: ['B'] });
    expect(refused.core()).toMatchObject({ leadUnitId: 'A', supportingUnitIds: ['C'] });
  });

  it('CM06 no return while people are assigned, nor after a result', () => {
    const assigned = dispatched().does('a1', 'assign', { accountId: 'a1' });
    expect(assigned.refusal('a1', 'request_return')).toBe('assignment_open');
    expect(assigned.does('a1', 'revoke_assignment').refusal('a1', 'request_return')).toBeNull();
    expect(submitted().does('dispatcher', 'send_back').refusal('a1', 'request_return')).toBe('too_late');
  });

  it('CM08 a ruling binds the unit that it names and no other', () => {
    const again = asked().does('dispatcher', 'rule_return', { granted: false }).does('a1', 'accept').does('a1', 'submit_result');
    again
      .does('dispatcher', 'confirm_result')
      .does('verifier1', 'check_pass')
      .does('shiftLead', 'close')
      .does('reporter', 'reopen');
    again.does('dispatcher', 'dispatch', { leadUnitId: 'B' });
    expect(again.refusal('b1', 'request_return')).toBeNull();
  });

  it('PT-08 CM09 a return that nobody rules on lapses to the fallback unit, which keeps the case', () => {
    expect(
      asked()
        .later(8 * HOUR - 1)
        .refusal('system', 'lapse_return'),
    ).toBe('too_early');
    const lapsed = asked()
      .later(8 * HOUR)
      .does('system', 'lapse_return');
    expect(lapsed.core()).toMatchObject({ owner: { unitId: 'F' }, leadUnitId: 'F', ruled: true, request: null });
    expect(lapsed.refusal('f1', 'request_return')).toBe('fixed_by_ruling');
  });

  it('CM03 nobody rules on the request of the own unit', () => {
    const { core } = asked();
    const judge = { ...who('a1'), permissions: who('dispatcher').permissions };
    expect(allowedVerbs(core(), judge, CONTEXT)).not.toContain('rule_return');
  });

  it('CM17 CM14 JA-10 a hazard is made safe before anybody argues about it or puts it off', () => {
    const hazard = dispatched('A', true);
    expect(hazard.refusal('a1', 'request_return')).toBe('hazard_stays');
    expect(hazard.refusal('a1', 'request_deferral')).toBe('hazard_stays');
    expect(hazard.refusal('reporter', 'withdraw')).toBe('hazard_stays');
    hazard.does('verifier1', 'make_safe');
    expect(hazard.core()).toMatchObject({ state: 'assigned', madeSafeAt: expect.any(Number) as number, verifiedSolved: null });
    expect(hazard.refusal('a1', 'request_return')).toBeNull();
    expect(hazard.refusal('reporter', 'withdraw')).toBe('hazard_stays');
  });

  it('CM17 triage may name a hazard and never take one away; an unsafe one is not declined but may go to the emergency services', () => {
    const named = story().does('reporter', 'report', { hazard: false }).does('clerk1', 'amend', { hazard: true });
    expect(named.does('clerk1', 'amend', { hazard: false }).core().hazard).toBe(true);
    expect(named.refusal('clerk1', 'decline')).toBe('hazard_stays');
    expect(named.refusal('clerk1', 'redirect')).toBeNull();
  });
});

describe('ends', () => {
  it('PT-66 a matter for a court or another statutory channel leaves with the channel named, and nobody owes it any more', () => {
    const handed = story().does('reporter', 'report').does('clerk1', 'redirect', { channel: '12368', explanation: '属诉讼事项' });
    expect(handed.core()).toMatchObject({ state: 'redirected', closureKind: 'redirected', owner: null, clock: null });
    expect(
      story().does('reporter', 'report').refusal('clerk1', 'redirect', { channel: ' ', explanation: '属诉讼事项' }),
    ).not.toBeNull();
  });

  it('CM11 BS-26 what did not pass is never closed as if it had', () => {
    const failed = submitted();
    for (let round = 0; round < 3; round++) {
      failed.does('dispatcher', 'confirm_result').does('verifier1', 'check_fail').does('a1', 'submit_result');
    }
    failed.does('dispatcher', 'confirm_result').does('verifier1', 'check_fail');
    expect(failed.core()).toMatchObject({ state: 'pending_close', verifiedSolved: false, reworks: 3 });
    expect(failed.refusal('shiftLead', 'close')).toBe('not_verified');
    expect(failed.does('shiftLead', 'force_close').core()).toMatchObject({ state: 'forced_close', closureKind: 'not_solved' });
  });

  it('CM16 a reopened case is not turned away, and is reopened once', () => {
    const again = story().does('verifier1', 'report_handled').does('verifier2', 'check_pass').does('shiftLead', 'close');
    again.does('reporter', 'reopen');
    expect(again.core().state).toBe('registering');
    expect(again.refusal('clerk1', 'decline')).toBe('bound_reached');
    again.does('shiftLead', 'file').does('dispatcher', 'dispatch', { leadUnitId: 'A' }).does('shiftLead', 'force_close');
    expect(again.refusal('reporter', 'reopen')).toBe('bound_reached');
  });
});

/** One story for each refusal: a refusal that no story reaches does not belong to the machine. */
const empty: CaseContext['calendar'] = { ...CONTEXT.calendar, publishedUntil: '2026-01-02' };
const inWorkingTime = { ...CONTEXT.stepLimits, intake: { value: 1, unit: 'WH' } } as const;
const REFUSED: Readonly<Record<CaseRefusal, () => CaseRefusal | null>> = {
  wrong_state: () => filed().refusal('shiftLead', 'close'),
  not_permitted: () => filed().refusal('clerk1', 'dispatch'),
  not_owner: () => dispatched().refusal('b1', 'accept'),
  not_independent: () => checked().refusal('mixed', 'close'),
  taken_by_other: () => story().does('reporter', 'report').does('clerk1', 'take').refusal('clerk2', 'take'),
  request_open: () => dispatched().does('a1', 'request_extension').refusal('a1', 'request_return'),
  no_such_request: () => dispatched().refusal('dispatcher', 'rule_return'),
  already_returned: () => returnedTwice().refusal('a1', 'request_return'),
  fixed_by_ruling: () =>
    dispatched()
      .does('a1', 'request_return')
      .later(9 * HOUR)
      .does('system', 'lapse_return')
      .refusal('f1', 'request_return'),
  bound_reached: () => closed().does('reporter', 'reopen').refusal('dispatcher', 'return_to_intake'),
  too_late: () =>
    dispatched()
      .later(49 * HOUR)
      .refusal('a1', 'request_extension'),
  too_early: () => dispatched().refusal('system', 'breach'),
  assignment_open: () => dispatched().does('a1', 'assign').refusal('a1', 'request_return'),
  same_unit: () => dispatched().refusal('a1', 'request_return', { counterUnitId: 'A' }),
  same_case: () => filed().refusal('clerk1', 'merge', { intoCaseId: 'case' }),
  until_out_of_range: () => dispatched().refusal('a1', 'request_deferral', { untilAt: CONTEXT.at + 400 * DAY }),
  photo_missing: () => story().refusal('verifier1', 'report_handled', { photoIds: [] }),
  hazard_stays: () => filed(true).refusal('reporter', 'withdraw'),
  text_missing: () => filed().refusal('dispatcher', 'return_to_intake', { reason: ' ' }),
  not_verified: () => unverified().refusal('shiftLead', 'close'),
  already_so: () => filed(true).does('verifier1', 'make_safe').refusal('verifier1', 'make_safe'),
  step_switched_off: () =>
    story({ stepsOff: new Set(['pre_check']) })
      .does('reporter', 'report')
      .refusal('clerk1', 'order_pre_check'),
  row_missing: () => filed(false, { rowLimit: null }).refusal('dispatcher', 'dispatch'),
  calendar_unpublished: () => story({ calendar: empty, stepLimits: inWorkingTime }).refusal('reporter', 'report'),
};

function returnedTwice(): Story {
  const told = dispatched().does('a1', 'request_return').does('dispatcher', 'rule_return', { granted: true, leadUnitId: 'B' });
  told.does('b1', 'accept').does('b1', 'submit_result').does('dispatcher', 'confirm_result').does('verifier1', 'check_pass');
  return told.does('shiftLead', 'close').does('reporter', 'reopen').does('dispatcher', 'dispatch', { leadUnitId: 'A' });
}

function unverified(): Story {
  const told = submitted();
  for (let round = 0; round < 3; round++) told.does('dispatcher', 'send_back').does('a1', 'submit_result');
  return told.does('dispatcher', 'confirm_result').does('verifier1', 'check_fail');
}

describe('refusals', () => {
  it.each(CASE_REFUSALS)('%s can happen', (problem) => {
    expect(REFUSED[problem]()).toBe(problem);
  });
});

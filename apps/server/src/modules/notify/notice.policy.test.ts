import { STAFF_VERBS } from '@gridward/contract';
import { TRANSITIONS, type CaseVerb } from '@gridward/core';
import { describe, expect, it } from 'vitest';
import { movedPayloadSchema, noticesOf, type MovedPayload } from './notice.policy.ts';

const above = (unitId: string): string | null => (unitId === 'top' ? null : `above ${unitId}`);
const tell = (moved: Partial<MovedPayload> & Pick<MovedPayload, 'verb'>): string[] => {
  const payload = {
    to: 'handling',
    ownerUnitId: 'owner',
    leadUnitId: 'lead',
    formerUnitId: 'former',
    dispatchDeskId: 'desk',
    ...moved,
  };
  return noticesOf(movedPayloadSchema.parse(payload), above).map(({ kind, unitId }) => `${kind}: ${unitId}`);
};

/** Every verb of the machine; none is left out by accident. */
const TOLD: Readonly<Record<CaseVerb, readonly string[]>> = {
  report: [],
  report_handled: [],
  take: [],
  release: [],
  amend: [],
  order_pre_check: [],
  pre_check: [],
  register: [],
  file: [],
  decline: [],
  merge: [],
  redirect: [],
  void: [],
  withdraw: [],
  dispatch: ['assigned: owner'],
  return_to_intake: [],
  accept: [],
  assign: [],
  revoke_assignment: [],
  make_safe: [],
  report_part: [],
  request_return: ['request_to_rule: desk'],
  request_extension: ['request_to_rule: desk'],
  request_deferral: ['request_to_rule: desk'],
  rule_return: ['ruled: former', 'assigned: owner'],
  rule_extension: ['ruled: lead'],
  rule_deferral: ['ruled: lead'],
  lapse_return: ['ruled: former', 'assigned: owner'],
  resume: [],
  submit_result: [],
  confirm_result: [],
  send_back: ['assigned: owner'],
  check_pass: [],
  check_fail: ['assigned: owner'],
  close: [],
  refuse_close: ['assigned: owner'],
  force_close: [],
  reopen: ['reopened: owner'],
  ask_exemption: ['request_to_rule: desk'],
  rule_exemption: ['ruled: lead'],
  urge: ['urged: owner'],
  breach: ['breached: owner', 'escalated: above owner'],
};

describe('who is told of a move', () => {
  it.each(Object.entries(TOLD))('%s', (verb, told) => {
    expect(tell({ verb })).toEqual(told);
  });

  it('has an answer for every verb of the machine', () => {
    expect(Object.keys(TOLD).sort()).toEqual(TRANSITIONS.map(({ verb }) => verb).sort());
    expect(STAFF_VERBS.filter((verb) => !(verb in TOLD))).toEqual([]);
  });

  it('tells supporting units of a dispatch', () => {
    expect(tell({ verb: 'dispatch', supportingUnitIds: ['a', 'b'] })).toEqual(['assigned: owner', 'assigned: a', 'assigned: b']);
  });

  it('tells a unit whose return was refused how it ended, once', () => {
    expect(tell({ verb: 'rule_return', ownerUnitId: 'former' })).toEqual(['ruled: former']);
  });

  it('tells nobody of a check that sent the case to a desk', () => {
    expect(tell({ verb: 'check_fail', to: 'pending_close' })).toEqual([]);
  });

  it('has nobody to escalate to above the top, and nobody to tell when a case has ended', () => {
    expect(tell({ verb: 'breach', ownerUnitId: 'top' })).toEqual(['breached: top']);
    expect(tell({ verb: 'breach', ownerUnitId: null, leadUnitId: null })).toEqual([]);
  });

  it('understands what was written before supporting and former units were told', () => {
    const old = movedPayloadSchema.parse({ verb: 'dispatch', to: 'assigned', ownerUnitId: 'owner' });
    expect(noticesOf(old, above)).toEqual([{ kind: 'assigned', unitId: 'owner' }]);
  });
});

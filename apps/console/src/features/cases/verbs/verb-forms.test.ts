import { STAFF_VERBS, VERB_PAYLOADS, type CaseDetail, type StaffVerb } from '@gridward/contract';
import { CASE_STATES, transitionOf } from '@gridward/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { inButtonOrder, mostLetters, RESERVED_LETTERS, VERB_FORMS, type VerbForm } from './verb-forms.ts';
import { payloadOf } from './verb-payload.ts';

const payloadNames = (verb: StaffVerb): string[] => Object.keys(VERB_PAYLOADS[verb].shape).toSorted();
const form = (verb: StaffVerb): VerbForm => VERB_FORMS[verb];
/** A case has one open request, so of these only one is ever possible. */
const ONE_AT_A_TIME: readonly StaffVerb[] = ['rule_return', 'rule_extension', 'rule_deferral'];

describe('the forms of the verbs', () => {
  it('are there for every verb that people use', () => {
    expect(Object.keys(VERB_FORMS).toSorted()).toEqual(STAFF_VERBS.toSorted());
  });

  it.each(STAFF_VERBS)('ask for everything that %s is told, once', (verb) => {
    const names = form(verb).fields.map(({ name }) => name);
    expect(names.toSorted()).toEqual(payloadNames(verb));
  });

  it.each(STAFF_VERBS)('call optional exactly what %s can do without', (verb) => {
    const shape: Readonly<Record<string, z.ZodType>> = VERB_PAYLOADS[verb].shape;
    const optional = Object.entries(shape).filter(([, schema]) => schema.safeParse(undefined).success);
    const said = form(verb)
      .fields.filter((field) => field.optional === true)
      .map(({ name }) => name);
    expect(said.toSorted()).toEqual(optional.map(([name]) => name).toSorted());
  });

  it.each(STAFF_VERBS)('take as many characters of each text as %s may be told, and say so for no other field', (verb) => {
    const shape: Readonly<Record<string, z.ZodType>> = VERB_PAYLOADS[verb].shape;
    for (const field of form(verb).fields) {
      const most = mostLetters(field);
      const takes = (length: number): boolean => shape[field.name]?.safeParse('字'.repeat(length)).success === true;
      expect([field.name, most !== null]).toEqual([field.name, takes(2)]);
      if (most !== null) expect([field.name, takes(most), takes(most + 1)]).toEqual([field.name, true, false]);
    }
  });

  it.each(CASE_STATES)('have a letter of their own in the state %s', (state) => {
    const possible = STAFF_VERBS.filter((verb) => transitionOf(verb).from.includes(state));
    const distinct = possible.filter((verb) => !ONE_AT_A_TIME.includes(verb) || verb === ONE_AT_A_TIME[0]);
    const letters = distinct.map((verb) => VERB_FORMS[verb].letter);
    expect(letters).toEqual([...new Set(letters)]);
    expect(letters.filter((letter) => (RESERVED_LETTERS as readonly string[]).includes(letter))).toEqual([]);
  });

  it('put what moves the case on first and leave out what the console does not know', () => {
    expect(inButtonOrder(['take', 'decline', 'file', 'breach'])).toEqual(['file', 'take', 'decline']);
  });
});

describe('the payload of a form', () => {
  const ZONE = 'Asia/Shanghai';
  // The browser of somebody who travels: a day there ends sixteen hours later.
  beforeAll(() => {
    vi.stubEnv('TZ', 'America/Los_Angeles');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  const detail = {
    description: '井盖丢失',
    place: '人民路',
    area: { id: 'a' },
    category: { id: 'c' },
    hazard: false,
    urgency: 'normal',
    position: null,
  };
  const asDetail = detail as unknown as CaseDetail;

  it('leaves out what is empty and what an amendment did not change', () => {
    const values = { description: '井盖丢失', place: '人民路 12 号', hazard: true, urgency: 'normal', note: '补正' };
    expect(payloadOf(form('amend'), values, asDetail, ZONE)).toEqual({ place: '人民路 12 号', hazard: true, note: '补正' });
  });

  it('reads yes and no', () => {
    const payload = payloadOf(form('rule_extension'), { granted: 'false', reason: '理由不足' }, asDetail, ZONE);
    expect(VERB_PAYLOADS.rule_extension.parse(payload)).toEqual({ granted: false, reason: '理由不足' });
  });

  it('reads until a day as until its end where the deployment is, wherever the reader sits', () => {
    expect(new Date(2026, 4, 1).getHours() - new Date(2026, 4, 1).getUTCHours()).toBe(-7);
    const values = { reason: 'r', exitCondition: 'e', untilAt: '2026-05-01' };
    const payload = payloadOf(form('request_deferral'), values, asDetail, ZONE);
    expect(VERB_PAYLOADS.request_deferral.parse(payload).untilAt).toBe(Date.parse('2026-05-01T23:59:59+08:00'));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addOnClock, deadline, elapsed, limitMs } from '../catalogue/index.ts';
import type { CaseEvent, CaseVerb } from './case.command.ts';
import type { CaseCore } from './case.ts';
import { TRANSITIONS, evolve, unborn } from './case.machine.ts';
import { CITY, EVERYBODY, live, wishes } from './proof/case.lives.ts';
import { NOW } from './proof/case.world.ts';
import { story, type Story } from './proof/case.story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the journal', () => {
  it('CM33 alone rebuilds the case after every step, and a refused command changes nothing', () => {
    const verbs = new Set<CaseVerb>();
    const rebuilds = fc.property(wishes, (steps) => {
      const journal: CaseEvent[] = [];
      live(EVERYBODY, steps, ({ event, next }) => {
        verbs.add(event.verb);
        journal.push(event);
        const stored = JSON.parse(JSON.stringify(journal)) as CaseEvent[];
        expect(stored.reduce(evolve, unborn('case'))).toEqual(next);
        expect(next.version).toBe(journal.length);
      });
    });
    fc.assert(rebuilds, { numRuns: 300 });
    expect(verbs.size).toBeGreaterThan(30);
  });

  it('says of each event where it came from, where it led and which rule allowed it', () => {
    fc.assert(
      fc.property(wishes, (steps) => {
        live(EVERYBODY, steps, ({ before, event, next, at }) => {
          const from = before.version === 0 ? null : before.state;
          expect(event).toMatchObject({ from, to: next.state, at });
          expect(TRANSITIONS.find(({ rule }) => rule === event.rule)?.verb).toBe(event.verb);
        });
      }),
    );
  });
});

const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const ORIGINAL = limitMs(CITY.calendar, { value: 2, unit: 'WD' });
const workedBetween = (fromAt: number, toAt: number): number => value(elapsed(CITY.calendar, 'WD', fromAt, toAt));
/** A case at unit A, dispatched `afterMs` from the first moment of the world. */
const atUnit = (afterMs: number): Story => {
  const told = story(CITY).later(afterMs).does('reporter', 'report', { hazard: false }).does('shiftLead', 'file');
  return told.does('dispatcher', 'dispatch', { leadUnitId: 'A' });
};
const dueAt = ({ clock }: CaseCore): number => clock?.dueAt ?? Number.NaN;
const spans = fc.array(fc.tuple(fc.nat(20 * HOUR), fc.nat(3 * DAY)), { minLength: 1, maxLength: 3 });

describe('the handling clock in working time', () => {
  it('JD-13 CM20 starts at dispatch and not at signature', () => {
    fc.assert(
      fc.property(fc.nat(30 * DAY), fc.nat(3 * DAY), (dispatchedMs, signedMs) => {
        const told = atUnit(dispatchedMs);
        expect(dueAt(told.core())).toBe(value(deadline(CITY.calendar, NOW + dispatchedMs, { value: 2, unit: 'WD' })));
        const before = told.core().clock;
        expect(told.later(signedMs).does('a1', 'accept').core().clock).toBe(before);
      }),
    );
  });

  it('CM21 adds up what was used over all visits: rework never renews the limit', () => {
    fc.assert(
      fc.property(fc.nat(30 * DAY), spans, (startMs, visits) => {
        const told = atUnit(startMs).does('a1', 'accept');
        let at = NOW + startMs;
        let used = 0;
        for (const [workMs, restMs] of visits) {
          told.later(workMs).does('a1', 'submit_result');
          used += workedBetween(at, at + workMs);
          expect(told.core().handling?.usedMs).toBe(used);
          told.later(restMs).does('dispatcher', 'send_back');
          at += workMs + restMs;
          expect(dueAt(told.core())).toBe(value(addOnClock(CITY.calendar, 'WD', at, ORIGINAL - used)));
        }
      }),
    );
  });

  it('CM22 a deferral stops it, and what is left afterwards is what was left before, on the clock of the limit', () => {
    fc.assert(
      // Over a long weekend the ruling itself may take nearly five days, and a deferral ends after it.
      fc.property(fc.nat(30 * DAY), fc.nat(20 * HOUR), fc.integer({ min: 6, max: 60 }), (startMs, workMs, days) => {
        const at = NOW + startMs + workMs;
        const told = atUnit(startMs).later(workMs);
        fc.pre(at <= dueAt(told.core()));
        const left = workedBetween(at, dueAt(told.core()));
        const untilAt = at + days * DAY;
        told.does('a1', 'request_deferral', { untilAt }).does('dispatcher', 'rule_deferral');
        expect(told.core().clock).toMatchObject({ kind: 'deferral', dueAt: untilAt });
        expect(told.refusal('system', 'resume')).toBe('too_early');
        told.later(days * DAY).does('system', 'resume');
        expect(workedBetween(untilAt, dueAt(told.core()))).toBe(left);
      }),
    );
  });

  it('CM23 each extension adds one original limit, and one asked for in time does not become late by a late ruling', () => {
    fc.assert(
      fc.property(fc.nat(30 * DAY), fc.nat(20 * HOUR), fc.nat(DAY), (startMs, askMs, ruleMs) => {
        const told = atUnit(startMs).later(askMs);
        const before = dueAt(told.core());
        fc.pre(NOW + startMs + askMs <= before);
        told.does('a1', 'request_extension').later(ruleMs).does('dispatcher', 'rule_extension');
        expect(dueAt(told.core())).toBe(value(addOnClock(CITY.calendar, 'WD', before, ORIGINAL)));
        expect(told.core().handling?.late).toBe(false);
        told.does('a1', 'request_extension').does('dispatcher', 'rule_extension', { granted: false });
        expect(told.core().extensions).toBe(1);
      }),
    );
  });

  it('CM25 a clock that ran out is marked once, and a new clock anew', () => {
    const told = atUnit(0).does('a1', 'accept');
    expect(told.refusal('system', 'breach')).toBe('too_early');
    told.later(10 * DAY).does('system', 'breach');
    expect(told.refusal('system', 'breach')).toBe('already_so');
    told.does('a1', 'submit_result');
    expect(told.core()).toMatchObject({ overdueAt: null, handling: { late: true } });
    expect(told.later(10 * DAY).refusal('system', 'breach')).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { TRANSITIONS } from '../cases/index.ts';
import { DAY_MS } from '../kernel/index.ts';
import { DATA_CLASSES, DATA_POLICIES, expiryOf } from './data-class.policy.ts';
import { FOLLOW_CODE_BYTES, formatFollowCode, parseFollowCode } from './follow-code.ts';
import { PUBLIC_STEPS, publicSteps } from './public-progress.ts';

describe('data policy', () => {
  test('every class says purpose, legal basis, retention and readers, in both languages', () => {
    for (const kind of DATA_CLASSES) {
      const { purpose, legalBasis, retentionDays, readers } = DATA_POLICIES[kind];
      for (const words of [purpose, legalBasis, readers]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u);
        expect(words.en).toMatch(/[a-z]/);
      }
      expect(retentionDays).toBeGreaterThan(0);
      expect(expiryOf(kind, 1000)).toBe(1000 + retentionDays * DAY_MS);
    }
  });

  test('looks are remembered for at least three years, longer than what was looked at', () => {
    expect(DATA_POLICIES.reveal_log.retentionDays).toBeGreaterThanOrEqual(3 * 365);
    expect(DATA_POLICIES.reveal_log.retentionDays).toBeGreaterThan(DATA_POLICIES.reporter.retentionDays);
  });
});

describe('follow code', () => {
  const code = formatFollowCode(Uint8Array.from({ length: FOLLOW_CODE_BYTES }, (_, i) => i * 21));

  test('is three groups of four', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  test('carries 60 bits: each byte gives one of 32 characters, evenly', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const first = formatFollowCode(new Uint8Array(FOLLOW_CODE_BYTES).fill(byte)).slice(0, 1);
      seen.set(first, (seen.get(first) ?? 0) + 1);
    }
    expect(seen.size).toBe(32);
    expect(new Set(seen.values())).toEqual(new Set([8]));
  });

  test('is understood however it is typed', () => {
    const plain = code.replaceAll('-', '');
    expect(parseFollowCode(code)).toBe(plain);
    expect(parseFollowCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(plain);
    expect(parseFollowCode('oil0-oil0-oil0')).toBe('011001100110');
    expect(parseFollowCode('７K3M－9QXA－02TE'.replaceAll('－', '-'))).toBe('7K3M9QXA02TE');
  });

  test.each(['', '1234', '7K3M-9QXA-02TU', '7K3M-9QXA-02TE-1', '案件-编号-不是码'])(
    'refuses what cannot be a code: %s',
    (typed) => {
      expect(parseFollowCode(typed)).toBeNull();
    },
  );
});

describe('public progress', () => {
  test('tells steps, not persons or quarrels', () => {
    const steps = publicSteps([
      { verb: 'report', at: 1, to: 'reported' },
      { verb: 'take', at: 2, to: 'reported' },
      { verb: 'file', at: 3, to: 'filed' },
      { verb: 'dispatch', at: 4, to: 'assigned' },
      { verb: 'request_return', at: 5, to: 'assigned' },
      { verb: 'rule_return', at: 6, to: 'assigned', granted: true },
      { verb: 'rule_extension', at: 7, to: 'assigned', granted: false },
      { verb: 'rule_extension', at: 8, to: 'assigned', granted: true },
      { verb: 'check_fail', at: 9, to: 'handling' },
      { verb: 'check_fail', at: 10, to: 'pending_close' },
    ]);
    expect(steps.map(({ kind }) => kind)).toEqual(['reported', 'accepted', 'dispatched', 'extended', 'rework']);
  });

  test('knows every verb that ends or reopens a case', () => {
    const ending = TRANSITIONS.filter(({ clock, verb }) => clock === 'stops' || verb === 'reopen');
    for (const { verb, to } of ending) {
      const state = to === 'same' ? 'closed' : (to[0] ?? 'closed');
      const [step] = publicSteps([{ verb, at: 1, to: state }]);
      expect(step).toBeDefined();
      expect(PUBLIC_STEPS[step?.kind ?? 'reported'].zh).not.toBe('');
    }
  });
});

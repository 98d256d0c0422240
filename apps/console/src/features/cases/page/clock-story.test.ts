import { describe, expect, it } from 'vitest';
import { dueBeforeExtension, pauseIn } from './clock-story.ts';

type Entry = Parameters<typeof pauseIn>[0][number];

const step = (verb: string, facts: Entry['facts'] = {}, clock: Entry['clock'] = null): Entry => ({
  seq: 1,
  at: '2026-05-11T01:00:00Z',
  verb,
  rule: 'CT00',
  from: 'handling',
  to: 'handling',
  person: null,
  unit: null,
  facts,
  step: null,
  clock,
});
const handling = (verb: string, day: string): Entry => step(verb, {}, { kind: 'handling', dueAt: `2026-05-${day}T10:00:00Z` });

describe('why a clock stands', () => {
  const first = step('request_deferral', { reason: '等待配件', exitCondition: '配件到货' });
  const second = step('request_deferral', { reason: '等待拆迁', exitCondition: '拆迁完成' });

  it('is what the granted request said, not what was refused or is asked anew', () => {
    const refused = step('rule_deferral', { granted: false, reason: '可以处置' });
    const granted = step('rule_deferral', { granted: true, reason: '属实' });
    const because = { reason: '等待拆迁', exitCondition: '拆迁完成' };
    expect(pauseIn([first, refused, second, granted])).toEqual(because);
    expect(pauseIn([second, granted, step('resume'), first])).toEqual(because);
    expect(pauseIn([first, refused])).toBeNull();
    expect(pauseIn([])).toBeNull();
  });
});

describe('the deadline before extensions', () => {
  it('is that before the first of them, through rework and pauses', () => {
    const steps = [
      handling('dispatch', '12'),
      handling('rule_extension', '14'),
      step('submit_result'),
      handling('send_back', '15'),
    ];
    expect(dueBeforeExtension([...steps, handling('rule_extension', '17')])).toBe('2026-05-12T10:00:00Z');
  });

  it('is unknown where none was granted, or where the limit began anew', () => {
    expect(dueBeforeExtension([handling('dispatch', '12'), step('rule_extension', { granted: false })])).toBeNull();
    const moved = [handling('dispatch', '12'), handling('rule_extension', '14'), handling('rule_return', '16')];
    expect(dueBeforeExtension(moved)).toBeNull();
  });
});

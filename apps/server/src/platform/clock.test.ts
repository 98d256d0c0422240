import { describe, expect, it } from 'vitest';
import { shiftedClock } from './clock.ts';

const base = { now: () => Date.parse('2026-05-01T00:00:00Z') };

describe('DANGEROUSLY_CLOCK', () => {
  it('shifts by an offset forwards and backwards', () => {
    expect(shiftedClock('+3d', base)?.now()).toBe(Date.parse('2026-05-04T00:00:00Z'));
    expect(shiftedClock('-90m', base)?.now()).toBe(Date.parse('2026-04-30T22:30:00Z'));
  });

  it('starts at a moment and runs on from there', () => {
    let now = base.now();
    const clock = shiftedClock('2027-01-01T08:00:00+08:00', { now: () => now });
    now += 5_000;
    expect(clock?.now()).toBe(Date.parse('2027-01-01T00:00:05Z'));
  });

  it('refuses anything that is neither', () => {
    for (const setting of ['', 'tomorrow', '+3', '3d', '+3y', '2026-13-45']) expect(shiftedClock(setting, base)).toBeNull();
  });
});

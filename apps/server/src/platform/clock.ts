import type { Clock } from '@gridward/core';

export const systemClock: Clock = { now: () => Date.now() };

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The clock that `DANGEROUSLY_CLOCK` asks for: an offset such as `+3d` or `-2h`, or an ISO 8601 moment at which the server believes to
 * have started. It runs on from there.
 * @returns null for anything else
 */
export function shiftedClock(setting: string, base: Clock): Clock | null {
  const offset = /^([+-])(\d{1,6})([smhdw])$/.exec(setting.trim());
  if (offset !== null) {
    const shiftMs = (offset[1] === '-' ? -1 : 1) * Number(offset[2]) * (UNIT_MS[offset[3] ?? ''] ?? 0);
    return { now: () => base.now() + shiftMs };
  }
  const at = /^\d{4}-\d{2}-\d{2}/.test(setting) ? Date.parse(setting) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const shiftMs = at - base.now();
  return { now: () => base.now() + shiftMs };
}

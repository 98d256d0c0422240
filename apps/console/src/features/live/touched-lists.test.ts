import type { LiveEvent } from '@gridward/contract';
import { describe, expect, it } from 'vitest';
import { isTouched } from './touched-lists.ts';

const moved: Extract<LiveEvent, { kind: 'case' }> = {
  kind: 'case',
  caseId: 'a',
  version: 3,
  verb: 'file',
  from: 'reported',
  state: 'filed',
  owner: { unit: { id: 'command', name: '指挥中心' }, person: null },
  by: null,
  at: '2026-05-11T01:00:00Z',
};
const list = (filters: Record<string, unknown>, ...caseIds: string[]) => ({ filters, caseIds: new Set(caseIds) });

describe('a list of cases', () => {
  it('is read anew when it holds the case, whatever became of it', () => {
    expect(isTouched(list({ state: 'reported,registering' }, 'a', 'b'), moved)).toBe(true);
    expect(isTouched(list({ state: 'reported' }, 'a'), { kind: 'gone', caseId: 'a' })).toBe(true);
  });

  it('is read anew when the case may have come to it', () => {
    expect(isTouched(list({ state: 'filed,handled' }), moved)).toBe(true);
    expect(isTouched(list({}), moved)).toBe(true);
    expect(isTouched(list({ ownerUnitId: 'command' }), moved)).toBe(true);
  });

  it('is left alone otherwise', () => {
    expect(isTouched(list({ state: 'reported,registering' }, 'b'), moved)).toBe(false);
    expect(isTouched(list({ ownerUnitId: 'sanitation' }), moved)).toBe(false);
    expect(isTouched(list({}, 'b'), { kind: 'gone', caseId: 'a' })).toBe(false);
  });
});

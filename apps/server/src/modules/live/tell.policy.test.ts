import type { Grant, ScopeTarget } from '@gridward/core';
import { describe, expect, it } from 'vitest';
import type { WatchedMove } from '../cases/index.ts';
import { isSameReach, readingGrants, tellOf } from './tell.policy.ts';

const grant = (where: Partial<Grant>): Grant => ({
  permission: 'case.read',
  postId: 'p',
  unitPath: null,
  areaPath: null,
  ...where,
});
const target = (areaPath: string, ...unitPaths: string[]): ScopeTarget => ({ areaPath, unitPaths });

const move = (changes: Partial<WatchedMove>): WatchedMove => ({
  caseId: '0192f000-0000-7000-8000-000000000001',
  seq: 4,
  at: new Date('2026-05-11T01:00:00Z'),
  verb: 'rule_return',
  from: 'handling',
  to: 'assigned',
  accountId: 'a',
  formerUnitId: 'u1',
  hasChangedArea: false,
  by: { id: 'a', name: '派遣员' },
  owner: { unit: { id: 'u2', name: '园林所' }, person: null },
  target: target('county.east', 'gov.greening'),
  formerTarget: target('county.east', 'gov.sanitation'),
  ...changes,
});

describe('what a listener is told of a step', () => {
  it('is all of it within their reach, by area or by unit', () => {
    for (const where of [{ areaPath: 'county' }, { areaPath: 'county.east' }, { unitPath: 'gov.greening' }]) {
      expect(tellOf(move({}), [grant(where)])).toMatchObject({
        kind: 'case',
        version: 4,
        by: { name: '派遣员' },
        state: 'assigned',
      });
    }
  });

  it('is only that it is gone for the unit whose turn it was, and nothing of who has it now', () => {
    expect(tellOf(move({}), [grant({ unitPath: 'gov.sanitation' })])).toEqual({ kind: 'gone', caseId: move({}).caseId });
  });

  it('is that it is gone for the area that it was moved out of', () => {
    const moved = move({
      verb: 'amend',
      hasChangedArea: true,
      target: target('county.west'),
      formerTarget: target('county.east'),
    });
    expect(tellOf(moved, [grant({ areaPath: 'county.east' })])).toEqual({ kind: 'gone', caseId: moved.caseId });
    expect(tellOf(moved, [grant({ areaPath: 'county.west' })])).toMatchObject({ kind: 'case' });
  });

  it('is nothing elsewhere, and nothing of a case that was just born elsewhere', () => {
    expect(tellOf(move({}), [grant({ areaPath: 'county.west' })])).toBeNull();
    expect(tellOf(move({}), [grant({ unitPath: 'gov.water' })])).toBeNull();
    expect(tellOf(move({}), [])).toBeNull();
    expect(tellOf(move({ from: null }), [grant({ unitPath: 'gov.sanitation' })])).toBeNull();
  });

  it('asks for the permission to read and for no other', () => {
    const other: Grant = { ...grant({ areaPath: 'county' }), permission: 'case.report' };
    expect(tellOf(move({}), readingGrants([other]))).toBeNull();
  });
});

describe('a reach', () => {
  it('is the same in any order, and another one by one post more, less or elsewhere', () => {
    const [a, b] = [grant({ areaPath: 'county.east' }), grant({ unitPath: 'gov' })];
    expect(isSameReach([a, b], [b, a])).toBe(true);
    expect(isSameReach([a, b], [a])).toBe(false);
    expect(isSameReach([a], [grant({ areaPath: 'county.west' })])).toBe(false);
  });
});

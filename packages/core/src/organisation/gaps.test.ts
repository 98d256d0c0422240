import { describe, expect, it } from 'vitest';
import { emptyUnits, gridGaps, LEADER_NOTICE_MS, type Gap } from './gaps.ts';
import type { TeamPost, TeamRole } from './team.ts';

const NOW = 1_000_000_000_000;
const post = (
  teamRole: TeamRole,
  validTo: number | null = null,
  validFrom = 0,
  substituteFor: string | null = null,
): TeamPost => ({
  id: `${teamRole}-${validFrom}`,
  personId: 'p',
  areaId: 'g',
  teamRole,
  substituteFor,
  validFrom,
  validTo,
});
const kinds = (gaps: readonly Gap[]) => gaps.map(({ kind }) => kind);
const gapsOf = (posts: readonly TeamPost[], boundary: 'drawn' | 'provisional' | 'none' = 'drawn') =>
  gridGaps({ grid: { id: 'g' }, boundary, posts }, NOW);

describe('gaps of a grid', () => {
  it('JY-65 lists a grid without full-time worker, and one without leader or boundary', () => {
    expect(kinds(gapsOf([], 'none'))).toEqual(['no_leader', 'no_worker', 'no_boundary']);
    expect(kinds(gapsOf([post('leader')]))).toEqual(['no_worker']);
    expect(kinds(gapsOf([post('worker')]))).toEqual(['no_leader']);
    expect(kinds(gapsOf([post('leader'), post('worker', NOW)]))).toEqual(['no_worker']);
    expect(kinds(gapsOf([post('leader'), post('worker')]))).toEqual([]);
    expect(kinds(gapsOf([post('leader'), post('worker')], 'provisional'))).toEqual(['provisional_boundary']);
  });

  it('tells ahead when nobody will answer, unless somebody follows', () => {
    const soon = NOW + 86_400_000;
    expect(gapsOf([post('leader', soon), post('worker')])).toEqual([{ kind: 'leader_ends_soon', areaId: 'g', endsAt: soon }]);
    expect(gapsOf([post('leader', soon), post('leader', null, soon), post('worker')])).toEqual([]);
    expect(gapsOf([post('leader', soon), post('leader', null, 5, 'leader-0'), post('worker')])).toEqual([]);
    expect(gapsOf([post('leader', NOW + LEADER_NOTICE_MS), post('worker')])).toEqual([]);
  });
});

it('units in which nobody holds a post are listed', () => {
  const posts = [
    { ...post('member'), unitId: 'a' },
    { ...post('member', NOW), unitId: 'b' },
  ];
  expect(emptyUnits(['a', 'b', 'c'], posts, NOW)).toEqual([
    { kind: 'unit_without_post', unitId: 'b' },
    { kind: 'unit_without_post', unitId: 'c' },
  ]);
});

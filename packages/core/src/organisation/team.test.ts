import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerableLeader, type TeamPost } from './team.ts';

const post = (id: string, validFrom: number, validTo: number | null, more: Partial<TeamPost> = {}): TeamPost => ({
  id,
  personId: `person-${id}`,
  areaId: 'grid',
  teamRole: 'leader',
  substituteFor: null,
  validFrom,
  validTo,
  ...more,
});

const MOMENTS = [0, 1, 2, 3, 4] as const;
/** Every period over the moments, open ones included. */
const PERIODS = MOMENTS.flatMap((from) => [...MOMENTS.filter((to) => to > from), null].map((to) => [from, to] as const));
const holds = ([from, to]: readonly [number, number | null], at: number) => from <= at && (to === null || at < to);
const overlap = (a: readonly [number, number | null], b: readonly [number, number | null]) =>
  MOMENTS.some((at) => holds(a, at) && holds(b, at));

describe('who answers for a grid', () => {
  it('PT-02 JY-09 is exactly one person at any instant: the substitute while there is one, otherwise the leader', () => {
    let looked = 0;
    for (const first of PERIODS) {
      for (const second of PERIODS) {
        if (overlap(first, second)) continue; // The store refuses two leaders at once.
        for (const stand of PERIODS) {
          const posts = [post('a', ...first), post('b', ...second), post('s', ...stand, { substituteFor: 'a' })];
          for (const at of MOMENTS) {
            const expected = holds(stand, at) ? 's' : holds(first, at) ? 'a' : holds(second, at) ? 'b' : undefined;
            for (const order of [posts, [...posts].reverse()]) expect(answerableLeader(order, at)?.id).toBe(expected);
            looked += 1;
          }
        }
      }
    }
    expect(looked).toBeGreaterThan(1000);
  });

  it('of two substitutes lets the one act that began last, then the one with the larger id', () => {
    const posts = [post('a', 0, null), post('s', 1, 9, { substituteFor: 'a' }), post('t', 3, 5, { substituteFor: 's' })];
    expect([0, 2, 3, 4, 5, 9].map((at) => answerableLeader(posts, at)?.id)).toEqual(['a', 's', 't', 't', 's', 'a']);
    const tied = [post('s', 1, null, { substituteFor: 'a' }), post('t', 1, null, { substituteFor: 'a' })];
    expect(answerableLeader(tied, 2)?.id).toBe('t');
  });

  it('passes over other places in the team, and is nobody where the post is vacant', () => {
    expect(
      answerableLeader([post('w', 0, null, { teamRole: 'worker' }), post('d', 0, null, { teamRole: 'deputy' })], 1),
    ).toBeUndefined();
    expect(answerableLeader([], 1)).toBeUndefined();
  });

  it('does not depend on the order of posts', () => {
    const period = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(fc.integer({ min: 7, max: 12 })));
    const posts = fc
      .array(fc.tuple(period, fc.boolean()), { maxLength: 6 })
      .map((list) => list.map(([[from, to], stands], i) => post(`p${i}`, from, to, { substituteFor: stands ? 'x' : null })));
    fc.assert(
      fc.property(posts, fc.integer({ min: 0, max: 12 }), (list, at) => {
        expect(answerableLeader([...list].reverse(), at)).toBe(answerableLeader(list, at));
        expect(answerableLeader(list, at) === undefined).toBe(
          list.every(({ validFrom, validTo }) => !holds([validFrom, validTo], at)),
        );
      }),
    );
  });
});

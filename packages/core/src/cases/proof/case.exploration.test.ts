import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END_STATES, MAX_HANDOVERS } from '../case.ts';
import type { CaseVerb } from '../case.command.ts';
import { TRANSITIONS, allowedVerbs, decide } from '../case.machine.ts';
import { keyOf, representative } from './case.abstraction.ts';
import { explore, inEarnest, stuck, type Machine, type Move } from './case.explorer.ts';
import { live, wishes } from './case.lives.ts';
import { WORLDS } from './case.world.ts';

const machine: Machine = { transitions: TRANSITIONS, decide, allowedVerbs };
const explored = {
  counts: explore(machine, WORLDS.counts),
  moments: explore(machine, WORLDS.moments),
  posts: explore(machine, WORLDS.posts),
  almighty: explore(machine, WORLDS.almighty),
};

describe.each(Object.entries(explored))('every reachable case: %s', (name, exploration) => {
  it('PT-08 PT-53 JY-38 JA-23 JD-23 has one accountable owner and one clock until it ends, and keeps every other rule of the proof', () => {
    expect([...exploration.violations]).toEqual([]);
    expect(exploration.cores.length).toBeGreaterThan(1_000);
  });

  it('can be brought to an end by the people of the unit that answers for it, whatever the clocks do and without the reporter', () => {
    // Where everybody holds every post, only department people of their own unit are told apart.
    const answers = (move: Move) => move.accountable || name === 'almighty';
    const left = stuck(exploration, (move, core) => answers(move) && inEarnest(move, core));
    expect(left.map((id) => exploration.cores[id])).toEqual([]);
  });
});

describe('the abstraction', () => {
  it('holds every step of real lives on a working calendar', () => {
    const { counts } = WORLDS;
    let stepCount = 0;
    fc.assert(
      fc.property(wishes, (steps) => {
        live(counts, steps, ({ event, next }) => {
          stepCount += 1;
          const key = keyOf(representative(next, counts));
          expect(explored.counts.keys.has(key), `${event.verb} led to ${key}`).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
    expect(stepCount).toBeGreaterThan(2_000);
  });
});

describe('the machine as a whole', () => {
  it('CM02 goes on when one person at a desk is never seen again', () => {
    for (const missing of ['clerk1', 'verifier1']) {
      const { posts } = explored;
      const alone = stuck(posts, (move, core) => move.actor.name !== missing && inEarnest(move, core));
      expect(alone.map((id) => posts.cores[id])).toEqual([]);
    }
  });

  it('reaches every end', () => {
    expect(new Set(Object.values(explored).flatMap(({ endsReached }) => [...endsReached]))).toEqual(new Set(END_STATES));
  });

  it('has no verb that nobody can ever use', () => {
    const used = new Set<CaseVerb>(Object.values(explored).flatMap(({ verbsUsed }) => [...verbsUsed]));
    expect(TRANSITIONS.map(({ verb }) => verb).filter((verb) => !used.has(verb))).toEqual([]);
  });

  it('CM40 hands a case over between lead units at most MAX_HANDOVERS times, and that often', () => {
    const most = Math.max(...explored.counts.cores.map(({ handovers }) => handovers));
    expect(most).toBe(MAX_HANDOVERS);
  });
});

import fc from 'fast-check';
import type { Limit, WorkCalendar } from '../../catalogue/index.ts';
import type { CaseActor, CaseContext, CaseEvent, CaseVerb } from '../case.command.ts';
import type { CaseCore } from '../case.ts';
import { TRANSITIONS, allowedVerbs, decide, unborn } from '../case.machine.ts';
import { CONTEXT, NOW, STAFF, WORLDS, commandsOf, type World } from './case.world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const calendar: WorkCalendar = {
  ...CONTEXT.calendar,
  days: new Map([
    ['2026-06-19', 'holiday'],
    ['2026-10-01', 'holiday'],
    ['2026-10-02', 'holiday'],
    ['2026-10-10', 'workday'],
  ]),
};
const limit = (value: number, unit: Limit['unit']): Limit => ({ value, unit });
/** Limits as cities state them: desks in minutes and working hours, handling in working days. */
export const CITY: CaseContext = {
  ...CONTEXT,
  calendar,
  stepLimits: {
    intake: limit(15, 'UM'),
    pre_check: limit(4, 'WH'),
    registering: limit(1, 'WH'),
    dispatch: limit(15, 'UM'),
    feedback: limit(2, 'WH'),
    check: limit(1, 'WD'),
    closing: limit(4, 'WH'),
    ruling: limit(1, 'WD'),
  },
  rowLimit: limit(2, 'WD'),
};

/** One attempt: by whom, at what, how much later. */
export interface Wish {
  readonly who: number;
  readonly what: number;
  readonly choice: number;
  readonly afterMs: number;
  readonly isBlind: boolean;
}
const wish: fc.Arbitrary<Wish> = fc.record({
  who: fc.nat(STAFF.length - 1),
  what: fc.nat(TRANSITIONS.length - 1),
  choice: fc.nat(9),
  afterMs: fc.oneof({ weight: 3, arbitrary: fc.nat(30 * MINUTE) }, { weight: 1, arbitrary: fc.nat(4 * DAY) }),
  isBlind: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});
export const wishes = fc.array(wish, { minLength: 60, maxLength: 120 });
/** All people, units and verbs at once: too much to exhaust, and just right to try at random. */
export const EVERYBODY: World = { ...WORLDS.posts, start: unborn('case'), leadUnitIds: ['A', 'B', 'F'] };

/** Verbs that end a life early; taken rarely, so that lives get long. */
const EARLY_ENDS: ReadonlySet<CaseVerb> = new Set<CaseVerb>(['withdraw', 'decline', 'merge', 'redirect', 'void', 'force_close']);

/**
 * One random life at growing times. Some wishes are made blindly and mostly refused; the others are among those that somebody may have.
 * @param seen is told of every accepted step.
 */
export function live(world: World, steps: readonly Wish[], seen: (step: LivedStep) => void): void {
  let core = unborn('case');
  let at = NOW;
  for (const wish of steps) {
    at += wish.afterMs;
    const context = { ...CITY, at };
    const [actor, verb] = wish.isBlind ? blindly(world, wish) : sensibly(world, wish, core, context);
    const commands = commandsOf(verb, core, world).map((one) =>
      one.verb === 'request_deferral' ? { ...one, untilAt: at + (3 + wish.choice) * DAY } : one,
    );
    const command = commands[wish.choice % Math.max(1, commands.length)];
    if (command === undefined) continue;
    const decision = decide(frozen(core), command, actor, context);
    if (!decision.ok) continue;
    seen({ before: core, ...decision.value, at });
    core = decision.value.next;
  }
}

export interface LivedStep {
  readonly before: CaseCore;
  readonly event: CaseEvent;
  readonly next: CaseCore;
  readonly at: number;
}

function blindly(world: World, { who, what }: Wish): readonly [CaseActor, CaseVerb] {
  return [pick(world.actors, who), pick(TRANSITIONS, what).verb];
}

function sensibly(world: World, wish: Wish, core: CaseCore, context: CaseContext): readonly [CaseActor, CaseVerb] {
  const isRare = (verb: CaseVerb): boolean => EARLY_ENDS.has(verb) && wish.choice > 0;
  const verbs = new Map<CaseVerb, CaseActor[]>();
  for (const actor of world.actors) {
    for (const verb of allowedVerbs(core, actor, context))
      if (!isRare(verb)) verbs.set(verb, [...(verbs.get(verb) ?? []), actor]);
  }
  if (verbs.size === 0) return blindly(world, wish);
  const [verb, actors] = pick([...verbs], wish.what);
  return [pick(actors, wish.who), verb];
}

function pick<T>(list: readonly T[], index: number): T {
  const one = list[index % list.length];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}

/** The case with everything in it frozen: a decision that changed it in place would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

import type { CaseActor, CaseCommand, CaseContext, CaseRefusal, CaseVerb } from '../case.command.ts';
import type { CaseCore, EndState } from '../case.ts';
import { isEnd } from '../case.ts';
import type { Decision, Transition } from '../case.machine.ts';
import { keyOf, representative, viewsOf } from './case.abstraction.ts';
import { STATE_PROPERTIES, STEP_PROPERTIES } from './case.properties.ts';
import { CONTEXT, commandsOf, type Person, type World } from './case.world.ts';

/** The machine under proof, passed in, so that a faulty one can be explored too. */
export interface Machine {
  readonly transitions: readonly Transition[];
  readonly decide: (core: CaseCore, command: CaseCommand, actor: CaseActor, context: CaseContext) => Decision;
  readonly allowedVerbs: (core: CaseCore, actor: CaseActor, context: CaseContext) => readonly CaseVerb[];
}

/** A command that one actor can give whatever the moment, and all cases that it may lead to. */
export interface Move {
  readonly actor: Person;
  readonly verb: CaseVerb;
  readonly accountable: boolean;
  readonly targets: readonly number[];
}

export interface Exploration {
  /** One representative of each abstract case; the index is its name in `moves`. */
  readonly cores: readonly CaseCore[];
  readonly moves: readonly (readonly Move[])[];
  readonly keys: ReadonlySet<string>;
  readonly edgeCount: number;
  readonly verbsUsed: ReadonlySet<CaseVerb>;
  readonly endsReached: ReadonlySet<EndState>;
  /** Name of each property that failed, with the first example. */
  readonly violations: ReadonlyMap<string, string>;
}

const STEP_CHECKS = Object.entries(STEP_PROPERTIES);

/** The property that the verbs offered are exactly the verbs that can succeed. */
export const OFFERED = 'the verbs offered are those for which some command is accepted';

/**
 * Breadth-first over all verbs × actors × commands × relations of moments.
 * @param stopAtFirst leaves off at the first property that fails; what was found until then is not the whole.
 */
export function explore(machine: Machine, world: World, stopAtFirst = false): Exploration {
  const ids = new Map<string, number>();
  const cores: CaseCore[] = [];
  const moves: Move[][] = [];
  const violations = new Map<string, string>();
  const verbsUsed = new Set<CaseVerb>();
  const edges = new Set<number>();
  const fail = (name: string, example: () => string): void => {
    if (!violations.has(name)) violations.set(name, example());
  };

  const visit = (core: CaseCore): number => {
    const raw = keyOf(core);
    const seen = ids.get(raw);
    if (seen !== undefined) return seen;
    const kept = representative(core, world);
    const key = keyOf(kept);
    const known = ids.get(key);
    if (known !== undefined) {
      ids.set(raw, known);
      return known;
    }
    for (const [name, holds] of Object.entries(STATE_PROPERTIES)) if (!holds(core)) fail(name, () => key);
    ids.set(raw, cores.length);
    ids.set(key, cores.length);
    return cores.push(kept) - 1;
  };

  const step = (before: CaseCore, transition: Transition, command: CaseCommand, actor: Person): number | CaseRefusal => {
    const decision = machine.decide(before, command, actor, CONTEXT);
    if (!decision.ok) return decision.error.problem;
    const { next, event } = decision.value;
    const made = { before, command, actor, transition, event, next };
    for (const [name, holds] of STEP_CHECKS)
      if (!holds(made)) fail(name, () => `${actor.name} ${command.verb} at ${keyOf(before)}`);
    return visit(next);
  };

  const expand = (id: number, core: CaseCore): void => {
    const all = viewsOf(core);
    const views = world.moments === 'all' ? all : all.filter((_view, i) => i === 0 || i === all.length - 1);
    const closed = new Set<CaseVerb>();
    const found: Move[] = [];
    for (const actor of world.actors) {
      const offered = views.map((view) => machine.allowedVerbs(view, actor, CONTEXT));
      for (const [row, transition] of machine.transitions.entries()) {
        const { verb } = transition;
        const accepted = views.map(() => false);
        const commands = closed.has(verb) ? [] : commandsOf(verb, core, world);
        for (const command of commands) {
          const first = step(views[0] ?? core, transition, command, actor);
          if (first === 'wrong_state') closed.add(verb);
          if (first === 'wrong_state' || first === 'not_permitted') break;
          const targets = views.map((view, i) => (i === 0 ? first : step(view, transition, command, actor)));
          const always = targets.filter((target) => typeof target === 'number');
          if (always.length === 0) continue;
          verbsUsed.add(verb);
          targets.forEach((target, i) => (accepted[i] ||= typeof target === 'number'));
          for (const target of always) edges.add((target * 64 + row) * 1e9 + id);
          if (always.length === views.length && actor.party === 'staff' && !always.includes(id)) {
            found.push({ actor, verb, accountable: isAccountable(core, actor), targets: [...new Set(always)] });
          }
        }
        accepted.forEach((can, i) => {
          if (can !== offered[i]?.includes(verb) && !world.without.includes(verb))
            fail(OFFERED, () => `${actor.name} ${verb} at ${keyOf(core)}`);
        });
      }
    }
    moves[id] = found;
  };

  cores.push(world.start);
  for (let id = 0; id < cores.length && !(stopAtFirst && violations.size > 0); id++) expand(id, cores[id] as CaseCore);
  const endsReached = new Set(cores.map(({ state }) => state).filter(isEnd));
  return { cores, moves, keys: new Set(cores.map(keyOf)), edgeCount: edges.size, verbsUsed, endsReached, violations };
}

/** People of the unit that answers for the case now. */
const isAccountable = (core: CaseCore, actor: Person): boolean => core.owner === null || actor.unitIds.has(core.owner.unitId);

/** A way on that takes the case seriously: not the reporter's giving up, and not "not solved" while it may still be solved. */
export const inEarnest = ({ verb }: Move, { state, verifiedSolved }: CaseCore): boolean =>
  verb !== 'withdraw' && (verb !== 'force_close' || (state === 'pending_close' && verifiedSolved === false));

/**
 * Cases from which the chosen moves lead to an end for certain: by a move all of whose outcomes, whatever the clocks do meanwhile, lead
 * there too. Returns the indexes of the others.
 */
export function stuck({ cores, moves }: Exploration, usable: (move: Move, core: CaseCore) => boolean): number[] {
  const isLive = cores.map(({ state }) => isEnd(state));
  for (let grows = true; grows;) {
    grows = false;
    for (let id = cores.length - 1; id >= 0; id--) {
      const core = cores[id];
      if (core === undefined || isLive[id] === true) continue;
      if (moves[id]?.some((move) => usable(move, core) && move.targets.every((target) => isLive[target])) !== true) continue;
      isLive[id] = true;
      grows = true;
    }
  }
  return cores.map((_core, id) => id).filter((id) => isLive[id] !== true);
}

import type { CaseActor, CaseCommand, CaseContext, CaseRefusal, CaseVerb } from '../case.command.ts';
import type { CaseCore } from '../case.ts';
import { decide, unborn } from '../case.machine.ts';
import { CONTEXT, NOW, STAFF, commandsOf, WORLDS } from './case.world.ts';

/** The person of the small world with this name. */
export function who(name: string): CaseActor {
  const found = STAFF.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
}

type Payload = Readonly<Record<string, unknown>>;

/** A case that is told step by step, with a clock that stands still unless moved. */
export interface Story {
  readonly core: () => CaseCore;
  /** Moves the clock on. */
  readonly later: (ms: number) => Story;
  /** A step that the machine accepts; a refusal fails the test. */
  readonly does: (name: string, verb: CaseVerb, payload?: Payload) => Story;
  /** The refusal of a step, or `null` when it would be accepted. Changes nothing. */
  readonly refusal: (name: string, verb: CaseVerb, payload?: Payload) => CaseRefusal | null;
}

/** A new story. `world` overrides what surrounds each decision. */
export function story(world: Partial<CaseContext> = {}): Story {
  let core = unborn('case');
  let at = world.at ?? NOW;
  const attempt = (name: string, verb: CaseVerb, payload: Payload) => {
    const [usual] = commandsOf(verb, core, { ...WORLDS.posts, without: [] });
    const command = { ...usual, ...payload } as CaseCommand;
    return decide(core, command, who(name), { ...CONTEXT, ...world, at });
  };
  const told: Story = {
    core: () => core,
    later: (ms) => {
      at += ms;
      return told;
    },
    does: (name, verb, payload = {}) => {
      const decision = attempt(name, verb, payload);
      if (!decision.ok) throw new Error(`${verb} by ${name} refused: ${decision.error.problem} (${decision.error.rule})`);
      core = decision.value.next;
      return told;
    },
    refusal: (name, verb, payload = {}) => {
      const decision = attempt(name, verb, payload);
      return decision.ok ? null : decision.error.problem;
    },
  };
  return told;
}

export const filed = (hazard = false, world: Partial<CaseContext> = {}): Story =>
  story(world).does('reporter', 'report', { hazard }).does('shiftLead', 'file');
export const dispatched = (leadUnitId = 'A', hazard = false, world: Partial<CaseContext> = {}): Story =>
  filed(hazard, world).does('dispatcher', 'dispatch', { leadUnitId });
export const submitted = (): Story => dispatched().does('a1', 'accept').does('a1', 'submit_result');
export const checked = (): Story => submitted().does('dispatcher', 'confirm_result').does('verifier1', 'check_pass');
export const closed = (): Story => checked().does('shiftLead', 'close');

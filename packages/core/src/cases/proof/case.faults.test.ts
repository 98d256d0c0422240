import { describe, expect, it } from 'vitest';
import { err, ok } from '../../kernel/index.ts';
import type { CaseVerb } from '../case.command.ts';
import { MAX_HANDOVERS, type CaseCore } from '../case.ts';
import { TRANSITIONS, allowedVerbs, decide } from '../case.machine.ts';
import { OFFERED, explore, inEarnest, stuck, type Machine } from './case.explorer.ts';
import { WORLDS, type World } from './case.world.ts';

const sound: Machine = { transitions: TRANSITIONS, decide, allowedVerbs };
/** The smallest world in which each fault has room to show. */
const small: World = { ...WORLDS.posts, hazards: [false], alike: [...WORLDS.posts.alike, ['clerk1', 'shiftLead']] };

/** The machine with what one verb leaves behind changed. */
const leaving = (verb: CaseVerb, change: (next: CaseCore, before: CaseCore) => Partial<CaseCore>): Machine => ({
  ...sound,
  decide: (core, command, actor, context) => {
    const decision = decide(core, command, actor, context);
    if (!decision.ok || command.verb !== verb) return decision;
    return ok({ ...decision.value, next: { ...decision.value.next, ...change(decision.value.next, core) } });
  },
});

/** The machine with one verb judging another case than the one that lies before it. */
const blindTo = (verb: CaseVerb, forget: Partial<CaseCore>): Machine => ({
  ...sound,
  decide: (core, command, actor, context) => {
    if (command.verb !== verb || core.version === 0) return decide(core, command, actor, context);
    const decision = decide({ ...core, ...forget }, command, actor, context);
    return decision.ok ? ok({ ...decision.value, next: { ...core, ...decision.value.event.set } }) : decision;
  },
});

const refusing = (verbs: readonly CaseVerb[]): Machine => ({
  ...sound,
  decide: (core, command, actor, context) =>
    verbs.includes(command.verb) ? err({ problem: 'not_permitted', rule: 'fault' }) : decide(core, command, actor, context),
});

const NO_HANDLERS: Partial<CaseCore> = { handledBy: [], handledUnitIds: [], supportingUnitIds: [], leadUnitId: null };

describe('the proof fails when a fault is planted', () => {
  it.each<[string, Machine, string, World?]>([
    [
      'the owner is dropped on submitting',
      leaving('submit_result', () => ({ owner: null })),
      'exactly one accountable owner until the end',
    ],
    [
      'a desk owns a dispatched case',
      leaving('accept', (next) => ({ owner: next.owner && { ...next.owner, unitId: 'dispatch' } })),
      'exactly one accountable owner until the end',
    ],
    [
      'an ended case keeps its owner',
      leaving('close', (_next, { owner }) => ({ owner })),
      'exactly one accountable owner until the end',
    ],
    [
      'the clock is gone after a ruling',
      leaving('rule_return', () => ({ clock: null })),
      'exactly one running or dated clock until the end',
    ],
    [
      'the clock runs on after the end',
      leaving('force_close', (_next, { clock }) => ({ clock })),
      'exactly one running or dated clock until the end',
    ],
    [
      'signing starts the clock anew',
      leaving('accept', ({ clock }) => ({ clock: clock && { ...clock } })),
      'the clock does what the table says',
    ],
    ['a handler may verify', blindTo('check_pass', NO_HANDLERS), 'nobody who handled confirms, verifies, ends or rules'],
    ['a handler may close', blindTo('close', NO_HANDLERS), 'nobody who handled confirms, verifies, ends or rules'],
    [
      'a unit rules on its own request',
      blindTo('rule_return', NO_HANDLERS),
      'nobody who handled confirms, verifies, ends or rules',
      WORLDS.almighty,
    ],
    [
      'the handler is not written down',
      leaving('submit_result', (_next, { handledBy }) => ({ handledBy })),
      'who handled is remembered',
    ],
    [
      'the supporting unit is not written down',
      leaving('report_part', (_next, { handledUnitIds }) => ({ handledUnitIds })),
      'who handled is remembered',
    ],
    [
      'a unit returns again and again',
      leaving('request_return', (_next, { returnedBy }) => ({ returnedBy })),
      'each unit returns at most once',
    ],
    [
      'hand-overs are not counted',
      leaving('lapse_return', (_next, { handovers }) => ({ handovers })),
      'every hand-over is counted',
    ],
    ['reworks have no bound', blindTo('send_back', { reworks: 0 }), 'counts never go back'],
    [
      'one rework too many',
      leaving('submit_result', ({ reworks }) => ({ reworks: reworks + 1 })),
      'every count stays within its bound',
    ],
    [
      'hand-overs without end',
      leaving('lapse_return', () => ({ handovers: MAX_HANDOVERS + 1 })),
      'hand-overs between lead units are bounded',
    ],
    [
      'a verb leads where the table does not',
      leaving('confirm_result', () => ({ state: 'closed' })),
      'the target is one that the table names',
    ],
    ['an end does not say how', leaving('withdraw', () => ({ closureKind: null })), 'every end says how it ended'],
    [
      'the new lead supports itself',
      leaving('lapse_return', ({ leadUnitId }) => ({ supportingUnitIds: leadUnitId === null ? [] : [leadUnitId] })),
      'whoever leads does not support',
    ],
    [
      'a request outlives the result',
      leaving('submit_result', (_next, { request }) => ({ request })),
      'a request is open only at the lead unit',
    ],
    [
      'an overdue mark outlives its clock',
      leaving('submit_result', (_next, { overdueAt }) => ({ overdueAt })),
      'a new clock is not overdue',
    ],
    ['a button without function', { ...sound, allowedVerbs: (...now) => [...allowedVerbs(...now), 'close'] }, OFFERED],
    [
      'a function without button',
      { ...sound, allowedVerbs: (...now) => allowedVerbs(...now).filter((verb) => verb !== 'accept') },
      OFFERED,
    ],
  ])('%s', (_fault, machine, property, world = small) => {
    expect([...explore(machine, world, true).violations.keys()]).toContain(property);
  });

  it('a state has no way out', () => {
    const verbs: CaseVerb[] = ['confirm_result', 'send_back', 'force_close'];
    const exploration = explore(refusing(verbs), small);
    const stuckStates = new Set(stuck(exploration, inEarnest).map((id) => exploration.cores[id]?.state));
    expect(stuckStates).toContain('handled');
  });

  it('only the one who took a case can let go of it', () => {
    const exploration = explore(refusing(['release']), small);
    expect(stuck(exploration, (move, core) => move.actor.name !== 'verifier1' && inEarnest(move, core)).length).toBeGreaterThan(
      0,
    );
  });
});

import { PERMISSIONS, type Permission } from '../../access/index.ts';
import { STANDARD_PERIODS, type Limit, type WorkCalendar } from '../../catalogue/index.ts';
import type { CaseActor, CaseCommand, CaseContext, CaseVerb } from '../case.command.ts';
import { MAX_DEFERRALS, MAX_EXTENSIONS, MAX_REOPENS, MAX_REWORKS, type CaseCore } from '../case.ts';
import { unborn } from '../case.machine.ts';

/** A small world in which every verb has somebody to use it: three desks, two departments, the fallback unit, and the people in them. */
export interface World {
  readonly name: string;
  readonly actors: readonly Person[];
  readonly start: CaseCore;
  readonly hazards: readonly boolean[];
  readonly supportingUnitIds: readonly string[];
  /** All relations of moments to now, or only the two where nothing and where everything has run out. */
  readonly moments: 'all' | 'extremes';
  /** Verbs left to the other worlds: here they would only multiply the cases. */
  readonly without: readonly CaseVerb[];
  /** People who differ in nothing but their name: two cases that differ by swapping them count as one. */
  readonly alike: readonly (readonly [string, string])[];
  /** Lead units that dispatch and rulings choose from. */
  readonly leadUnitIds: readonly string[];
}

export interface Person extends CaseActor {
  readonly name: string;
}

/** All moments are relative to this one: a Wednesday morning in working time. */
export const NOW = Date.UTC(2026, 4, 20, 2, 0, 0);

const HOURS = (value: number): Limit => ({ value, unit: 'UH' });

export const CALENDAR: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  periods: STANDARD_PERIODS,
  days: new Map(),
  publishedFrom: '2026-01-01',
  publishedUntil: '2028-12-31',
};

export const CONTEXT: CaseContext = {
  at: NOW,
  calendar: CALENDAR,
  desks: { intake: 'intake', dispatch: 'dispatch', verification: 'verification', fallback: 'F' },
  stepLimits: {
    intake: HOURS(1),
    pre_check: HOURS(1),
    registering: HOURS(1),
    dispatch: HOURS(1),
    feedback: HOURS(1),
    check: HOURS(1),
    closing: HOURS(1),
    ruling: HOURS(8),
  },
  rowLimit: HOURS(48),
  stepsOff: new Set(),
};

const EVERYTHING = new Set(Object.keys(PERMISSIONS) as Permission[]);

const person = (name: string, unitIds: readonly string[], permissions: readonly Permission[]): Person => ({
  name,
  party: 'staff',
  accountId: name,
  unitIds: new Set(unitIds),
  permissions: new Set(permissions),
});
const nobody = (party: 'reporter' | 'system'): Person => ({
  name: party,
  party,
  accountId: null,
  unitIds: new Set(),
  permissions: new Set(),
});

const REPORTER = nobody('reporter');
const SYSTEM = nobody('system');
const HANDLE: readonly Permission[] = ['case.handle', 'case.make_safe'];
const VERIFY: readonly Permission[] = ['case.report', 'case.pre_check', 'case.check', 'case.make_safe'];

/** People with the permissions of their posts. `mixed` holds a post at department A and posts at the desks. */
export const STAFF: readonly Person[] = [
  person('clerk1', ['intake'], ['case.intake', 'case.reopen']),
  person('clerk2', ['intake'], ['case.intake', 'case.reopen']),
  person('shiftLead', ['intake'], ['case.intake', 'case.file', 'case.close', 'case.force_close', 'case.supervise']),
  person('dispatcher', ['dispatch'], ['case.dispatch', 'case.rule']),
  person('a1', ['A'], HANDLE),
  person('a2', ['A'], HANDLE),
  person('b1', ['B'], HANDLE),
  person('f1', ['F'], HANDLE),
  person('verifier1', ['verification'], VERIFY),
  person('verifier2', ['verification'], VERIFY),
  person('mixed', ['A', 'verification', 'intake'], [...HANDLE, 'case.check', 'case.close']),
  person('leader', ['county'], ['case.supervise', 'case.force_close']),
  REPORTER,
  SYSTEM,
];

/** Everybody may do everything. People of one unit are then alike, so one of each, and two at the desks, stand for all; a desk's unit is asked for nowhere. */
export const ALMIGHTY: readonly Person[] = [
  ...['desk1', 'desk2'].map((name) => person(name, ['intake', 'dispatch', 'verification'], [...EVERYTHING])),
  person('a1', ['A'], [...EVERYTHING]),
  person('b1', ['B'], [...EVERYTHING]),
  person('f1', ['F'], [...EVERYTHING]),
  person('mixed', ['A', 'intake', 'dispatch', 'verification'], [...EVERYTHING]),
  REPORTER,
  SYSTEM,
];

/** One person of each post. */
export const FEW: readonly Person[] = STAFF.filter(
  ({ name }) => !['clerk2', 'a2', 'b1', 'verifier2', 'mixed', 'leader', 'clerk1'].includes(name),
);

/** The machine reads a count only to ask whether its bound is reached, so a case that starts near a bound stands for one that came there. */
const near = (core: Partial<CaseCore>): CaseCore => ({ ...unborn('case'), reworks: MAX_REWORKS - 1, ...core });

/**
 * Four worlds, because one with everything in it has millions of cases: every count from zero to its bound; every relation of moments to
 * now; every person with the permissions of a real post, and hazards; everybody with every permission.
 */
export const WORLDS: Readonly<Record<'counts' | 'moments' | 'posts' | 'almighty', World>> = {
  counts: {
    name: 'every count from zero to its bound',
    actors: FEW,
    start: unborn('case'),
    alike: [],
    leadUnitIds: ['A', 'F'],
    supportingUnitIds: [],
    hazards: [false],
    moments: 'extremes',
    without: ['take', 'release', 'assign', 'report_handled', 'order_pre_check', 'urge', 'amend', 'report_part'],
  },
  moments: {
    name: 'every relation of moments to now',
    actors: FEW,
    start: near({ extensions: MAX_EXTENSIONS - 1, reopens: MAX_REOPENS }),
    alike: [],
    leadUnitIds: ['A', 'F'],
    supportingUnitIds: [],
    hazards: [false],
    moments: 'all',
    without: ['take', 'release', 'assign', 'report_handled'],
  },
  posts: {
    name: 'everybody with the permissions of a post',
    actors: STAFF,
    start: near({ reworks: MAX_REWORKS, extensions: MAX_EXTENSIONS, deferrals: MAX_DEFERRALS }),
    alike: [
      ['clerk1', 'clerk2'],
      ['verifier1', 'verifier2'],
      ['a1', 'a2'],
    ],
    leadUnitIds: ['A'],
    supportingUnitIds: ['B'],
    hazards: [false, true],
    moments: 'extremes',
    without: [],
  },
  almighty: {
    name: 'everybody with every permission',
    actors: ALMIGHTY,
    start: near({ extensions: MAX_EXTENSIONS, deferrals: MAX_DEFERRALS }),
    alike: [['desk1', 'desk2']],
    leadUnitIds: ['A'],
    supportingUnitIds: ['B'],
    hazards: [false],
    moments: 'extremes',
    without: ['order_pre_check', 'return_to_intake', 'urge', 'amend'],
  },
};

type Choices = { readonly [V in CaseVerb]?: (core: CaseCore, world: World) => readonly Extract<CaseCommand, { verb: V }>[] };
const say = { reason: 'r', explanation: 'e', finding: 'f', result: 'r', note: 'n', text: 't', photoIds: ['p'] } as const;

/** Parameters that make a difference; a verb that is not named has one command. */
const CHOICES: Choices = {
  report: (_core, { hazards }) => hazards.map((hazard) => ({ verb: 'report', hazard })),
  report_handled: () => [{ verb: 'report_handled', hazard: false, ...say }],
  pre_check: () => [true, false].map((found) => ({ verb: 'pre_check', found, ...say })),
  amend: (_core, { hazards }) => hazards.map((hazard) => ({ verb: 'amend', note: 'n', hazard })),
  dispatch: (_core, { leadUnitIds, supportingUnitIds }) => [
    ...leadUnitIds.map((leadUnitId) => ({ verb: 'dispatch', leadUnitId, supportingUnitIds: [] }) as const),
    ...(supportingUnitIds.length === 0 ? [] : [{ verb: 'dispatch', leadUnitId: 'A', supportingUnitIds } as const]),
  ],
  assign: (core, { actors }) =>
    actors.flatMap(({ accountId, name, unitIds }) =>
      accountId !== null && name !== 'mixed' && unitIds.has(core.owner?.unitId ?? '') ? [{ verb: 'assign', accountId }] : [],
    ),
  request_return: (core) => [
    { verb: 'request_return', ...say, evidence: 'e', counterUnitId: core.leadUnitId === 'B' ? 'A' : 'B' },
  ],
  request_deferral: () => [{ verb: 'request_deferral', ...say, exitCondition: 'c', untilAt: NOW + 30 * 86_400_000 }],
  rule_return: (_core, { leadUnitIds }) => [
    { verb: 'rule_return', granted: false, leadUnitId: '', reason: 'r' },
    ...leadUnitIds.map((leadUnitId) => ({ verb: 'rule_return', granted: true, leadUnitId, reason: 'r' }) as const),
  ],
  rule_extension: () => [true, false].map((granted) => ({ verb: 'rule_extension', granted, reason: 'r' })),
  rule_deferral: () => [true, false].map((granted) => ({ verb: 'rule_deferral', granted, reason: 'r' })),
  rule_exemption: () => [true, false].map((granted) => ({ verb: 'rule_exemption', granted, reason: 'r' })),
  close: () =>
    (['solved', 'explained', 'not_found'] as const).map((closureKind) => ({ verb: 'close', closureKind, explanation: 'e' })),
};

/** Every command of a verb that the proof tries. Texts are given: a missing text is refused in every state and leads nowhere. */
export function commandsOf(verb: CaseVerb, core: CaseCore, world: World): readonly CaseCommand[] {
  if (world.without.includes(verb)) return [];
  const choices = CHOICES[verb] as ((core: CaseCore, world: World) => readonly CaseCommand[]) | undefined;
  if (choices !== undefined) return choices(core, world);
  const rest = { standardRowId: 'row', intoCaseId: 'other', channel: 'c', measure: 'm' };
  return [{ verb, ...say, ...rest } as unknown as CaseCommand];
}

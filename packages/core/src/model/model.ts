import type { AreaLevel } from '../areas/index.ts';
import type { CaseState, LimitedStep, Stage } from '../cases/index.ts';
import type { Bilingual, Limit } from '../catalogue/index.ts';
import type { DeskDuty } from '../organisation/index.ts';

/** Kinds of channel by which reports come in. */
export const CHANNEL_KINDS = [
  'patrol',
  'resident',
  'hotline',
  'desk',
  'visit',
  'property',
  'sensor',
  'media',
  'superior',
  'department',
  'other',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export interface ModelChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: Bilingual;
}

/** Steps that a model may switch off. There is one: owner, clock and verification have no switch. */
export const OPTIONAL_STEPS = ['pre_check'] as const;
export type OptionalStep = (typeof OPTIONAL_STEPS)[number];

/** Steps of the loop that have a limit of their own. */
export const LIMITED_STEPS = [
  'intake',
  'pre_check',
  'registering',
  'dispatch',
  'feedback',
  'check',
  'closing',
  'ruling',
] as const satisfies readonly LimitedStep[];

type Labels<K extends string> = Readonly<Partial<Record<K, Bilingual>>>;

/**
 * A way of working as data: what a place calls things, which optional steps it uses, and its own limits. The engine and its rules stay the
 * same. A model says what differs; everything it leaves out is taken from the default model ({@link completeModel}).
 */
export interface GovernanceModel {
  /** Name of its folder: lower case letters, digits and hyphens. */
  readonly id: string;
  readonly version: string;
  readonly name: Bilingual;
  /** What was read and how far to trust it. */
  readonly source: string;
  /** GB/T 2260 code of the county, six digits; null where the model is of no place. */
  readonly regionCode: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** The levels of area that are in use, by name. */
  readonly levels: Labels<AreaLevel>;
  readonly stages: Labels<Stage>;
  readonly states: Labels<CaseState>;
  readonly steps: Labels<LimitedStep>;
  readonly duties: Labels<DeskDuty>;
  /** Names of roles by role id. */
  readonly roles: Readonly<Record<string, Bilingual>>;
  readonly stepsOff: readonly OptionalStep[];
  readonly stepLimits: Readonly<Partial<Record<LimitedStep, Limit>>>;
  readonly channels: readonly ModelChannel[];
}

/** A model with nothing left open. */
export interface CompleteModel extends GovernanceModel {
  readonly stages: Readonly<Record<Stage, Bilingual>>;
  readonly states: Readonly<Record<CaseState, Bilingual>>;
  readonly steps: Readonly<Record<LimitedStep, Bilingual>>;
  readonly duties: Readonly<Record<DeskDuty, Bilingual>>;
}

/** The model over the default. Levels are replaced as a whole, for a place leaves levels out; channels are joined by id. */
export function completeModel(model: GovernanceModel, base: CompleteModel): CompleteModel {
  const own = new Set(model.channels.map(({ id }) => id));
  return {
    ...model,
    levels: Object.keys(model.levels).length === 0 ? base.levels : model.levels,
    stages: { ...base.stages, ...model.stages },
    states: { ...base.states, ...model.states },
    steps: { ...base.steps, ...model.steps },
    duties: { ...base.duties, ...model.duties },
    roles: { ...base.roles, ...model.roles },
    channels: [...model.channels, ...base.channels.filter(({ id }) => !own.has(id))],
  };
}

/** What is written down beside a case: the model and its version. */
export const modelVersionOf = ({ id, version }: Pick<GovernanceModel, 'id' | 'version'>): string => `${id}@${version}`;

import { AREA_LEVELS } from '../areas/index.ts';
import { CASE_STATES, END_STATES, STAGES } from '../cases/index.ts';
import { isTimeZone, LIMIT_UNITS, type Limit, type LimitUnit } from '../catalogue/index.ts';
import { err, ok, type Result } from '../kernel/index.ts';
import { DESK_DUTIES } from '../organisation/index.ts';
import { CHANNEL_KINDS, LIMITED_STEPS, OPTIONAL_STEPS, type CompleteModel, type GovernanceModel } from './model.ts';

/**
 * Rules that a model keeps:
 * - GM01 it consists of the known parts and nothing else, so that no part can reach into the case machine;
 * - GM02 every label stands in Chinese and English;
 * - GM03 only the check before filing may be switched off: never an owner, a clock or the verification of a result;
 * - GM04 a step may have another limit, of known unit and positive, never none;
 * - GM05 no two ends of a case share a name, nor do two steps: solved and closed without solution stay apart on every screen;
 * - GM06 a ruling takes at most one working day (JD-22);
 * - GM07 region code, time zone and ids are well formed, levels include the grid, ids are unique.
 */
export type ModelRule = 'GM01' | 'GM02' | 'GM03' | 'GM04' | 'GM05' | 'GM06' | 'GM07';

export interface ModelFault {
  readonly rule: ModelRule;
  /** JSON pointer into the model. */
  readonly pointer: string;
}

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isLabel = (value: unknown): boolean =>
  isBag(value) && isText(value.zh) && isText(value.en) && Object.keys(value).length === 2;
const isOneOf = (values: readonly string[], value: unknown): boolean => typeof value === 'string' && values.includes(value);

const KEYS = [
  'id',
  'version',
  'name',
  'source',
  'regionCode',
  'timeZone',
  'levels',
  'stages',
  'states',
  'steps',
  'duties',
  'roles',
  'stepsOff',
  'stepLimits',
  'channels',
] as const satisfies readonly (keyof GovernanceModel)[];

/** Labels by the names that they may label; `null` where names are the place's own. */
const LABELLED: Readonly<Record<string, readonly string[] | null>> = {
  levels: AREA_LEVELS,
  stages: STAGES,
  states: CASE_STATES,
  steps: LIMITED_STEPS,
  duties: DESK_DUTIES,
  roles: null,
};

/** Accepts a model that was read from outside, or says everything that is wrong with it. */
export function checkModel(input: unknown): Result<GovernanceModel, readonly ModelFault[]> {
  if (!isBag(input)) return err([{ rule: 'GM01', pointer: '' }]);
  const faults = [...checkKeys(input), ...checkHead(input), ...checkLabels(input), ...checkSteps(input), ...checkChannels(input)];
  // Every part was looked at above; the compiler cannot follow that.
  return faults.length === 0 ? ok(input as unknown as GovernanceModel) : err(faults);
}

/** Accepts the default model: one that labels everything. */
export function checkCompleteModel(input: unknown): Result<CompleteModel, readonly ModelFault[]> {
  const checked = checkModel(input);
  if (!checked.ok) return checked;
  const model = checked.value;
  const missing = (['stages', 'states', 'steps', 'duties'] as const).flatMap((part) =>
    (LABELLED[part] ?? [])
      .filter((name) => !Object.hasOwn(model[part], name))
      .map((name): ModelFault => ({ rule: 'GM02', pointer: `/${part}/${name}` })),
  );
  return missing.length === 0 ? ok(model as CompleteModel) : err(missing);
}

const checkKeys = (input: Bag): ModelFault[] =>
  [...Object.keys(input).filter((key) => !isOneOf(KEYS, key)), ...KEYS.filter((key) => !Object.hasOwn(input, key))].map(
    (key) => ({ rule: 'GM01', pointer: `/${key}` }),
  );

function checkHead({ id, version, name, source, regionCode, timeZone, levels }: Bag): ModelFault[] {
  const faults: ModelFault[] = [];
  const need = (met: boolean, rule: ModelRule, pointer: string) => met || faults.push({ rule, pointer });
  need(typeof id === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(id), 'GM07', '/id');
  need(isText(version), 'GM07', '/version');
  need(isText(source), 'GM07', '/source');
  need(isLabel(name), 'GM02', '/name');
  need(regionCode === null || (typeof regionCode === 'string' && /^[1-9]\d{5}$/.test(regionCode)), 'GM07', '/regionCode');
  need(typeof timeZone === 'string' && isTimeZone(timeZone), 'GM07', '/timeZone');
  need(isBag(levels) && (Object.keys(levels).length === 0 || Object.hasOwn(levels, 'grid')), 'GM07', '/levels');
  return faults;
}

function checkLabels(input: Bag): ModelFault[] {
  return Object.entries(LABELLED).flatMap(([part, names]): ModelFault[] => {
    const labels = input[part];
    if (!isBag(labels)) return [{ rule: 'GM01', pointer: `/${part}` }];
    return Object.entries(labels).flatMap(([key, label]): ModelFault[] => {
      const pointer = `/${part}/${key}`;
      if (names !== null && !names.includes(key)) return [{ rule: 'GM01', pointer }];
      return isLabel(label) ? [] : [{ rule: 'GM02', pointer }];
    });
  });
}

function checkSteps({ stepsOff, stepLimits }: Bag): ModelFault[] {
  const off = Array.isArray(stepsOff) ? (stepsOff as unknown[]) : [undefined];
  const limits = isBag(stepLimits) ? Object.entries(stepLimits) : [['', undefined] as const];
  return [
    ...off.flatMap((step, i): ModelFault[] =>
      isOneOf(OPTIONAL_STEPS, step) ? [] : [{ rule: 'GM03', pointer: `/stepsOff/${i}` }],
    ),
    ...limits.flatMap(([step, limit]): ModelFault[] => {
      const pointer = `/stepLimits/${step}`;
      if (!isOneOf(LIMITED_STEPS, step) || !isLimit(limit)) return [{ rule: 'GM04', pointer }];
      return allowsLimit(step, limit) ? [] : [{ rule: 'GM06', pointer }];
    }),
  ];
}

const isLimit = (value: unknown): value is { value: number; unit: LimitUnit } =>
  isBag(value) &&
  typeof value.value === 'number' &&
  Number.isInteger(value.value) &&
  value.value > 0 &&
  isOneOf(LIMIT_UNITS, value.unit);

/** In the unit it is written in: a working day has 8 working hours in the standard's day, and a day of the continuous clock is 24 hours. */
const ONE_WORKDAY_AT_MOST: Readonly<Record<LimitUnit, number>> = { UM: 1440, UH: 24, WH: 8, WD: 1, UD: 1 };

/** GM06 May a step have this limit, in a model or edited by hand? */
export const allowsLimit = (step: string, { value, unit }: Limit): boolean =>
  step !== 'ruling' || value <= ONE_WORKDAY_AT_MOST[unit];

function checkChannels({ channels }: Bag): ModelFault[] {
  if (!Array.isArray(channels)) return [{ rule: 'GM01', pointer: '/channels' }];
  const seen = new Set<unknown>();
  return (channels as unknown[]).flatMap((channel, i): ModelFault[] => {
    const pointer = `/channels/${i}`;
    if (!isBag(channel) || !isOneOf(CHANNEL_KINDS, channel.kind)) return [{ rule: 'GM01', pointer }];
    const fresh = typeof channel.id === 'string' && /^[a-z][a-z0-9_]{0,59}$/.test(channel.id) && !seen.has(channel.id);
    seen.add(channel.id);
    if (!fresh) return [{ rule: 'GM07', pointer: `${pointer}/id` }];
    return isLabel(channel.name) ? [] : [{ rule: 'GM02', pointer: `${pointer}/name` }];
  });
}

/** GM05 is asked of the completed model: a label of the place may collide with one that it took over. */
export function checkDistinct(model: CompleteModel): ModelFault[] {
  const parts = [
    { part: 'stages', names: STAGES, labels: model.stages },
    { part: 'states', names: END_STATES, labels: model.states },
  ] as const;
  return parts.flatMap(({ part, names, labels }) => {
    const of = (name: string): string | undefined => (labels as Readonly<Record<string, { zh: string }>>)[name]?.zh;
    return names
      .filter((name, i) => names.slice(0, i).some((earlier) => of(earlier) === of(name)))
      .map((name): ModelFault => ({ rule: 'GM05', pointer: `/${part}/${name}` }));
  });
}

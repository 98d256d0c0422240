import {
  compositeScore,
  indicatorValue,
  type CompositeDefinition,
  type CounterSum,
  type CounterValues,
  type IndicatorCatalogue,
  type IndicatorDefinition,
  type IndicatorSubject,
  type IndicatorValue,
} from '../catalogue/index.ts';
import { conditionsOf, COUNTERS, countsPast, meets, type CounterCondition } from './counter.ts';
import type { Measured } from './measured.ts';

/** So many things that are measured alike. */
export interface MeasuredGroup {
  readonly measured: Measured;
  readonly count: number;
}

/** Counts of one subject. `past` are cases closed elsewhere; `exempted` counts what is in `live` only by an exemption. */
export interface CounterTally {
  readonly live: Readonly<Record<string, number>>;
  readonly past: Readonly<Record<string, number>>;
  readonly exempted: Readonly<Record<string, number>>;
}

const OURS = Object.keys(COUNTERS).flatMap((id) => {
  const any = conditionsOf(id);
  return any === null ? [] : [{ id, any }];
});

const zeroes = (): Record<string, number> => Object.fromEntries(OURS.map(({ id }) => [id, 0]));
const add = (counts: Record<string, number>, id: string, count: number): void => {
  counts[id] = (counts[id] ?? 0) + count;
};

/** Counts every counter that has a source. */
export function tally(groups: Iterable<MeasuredGroup>): CounterTally {
  const [live, past, exempted] = [zeroes(), zeroes(), zeroes()];
  for (const { measured, count } of groups) {
    for (const { id, any } of OURS) {
      const met = any.find((condition) => meets(condition, measured));
      if (met === undefined) continue;
      add(measured.verb === 'import_historical' ? past : live, id, count);
      if (met.byExemption === true) add(exempted, id, count);
    }
  }
  return { live, past, exempted };
}

/** One figure with everything that is to be said of it. */
export interface IndicatorFigure extends IndicatorValue {
  readonly code: string;
  /** How many of the numerator count as in time only because the timeout was exempted. */
  readonly exempted: number;
}

export const countersOf = ({
  numerator,
  denominator,
}: Pick<IndicatorDefinition, 'numerator' | 'denominator'>): readonly string[] => [
  ...new Set([numerator, denominator].flatMap(({ plus, minus }) => [...plus, ...minus])),
];

/** Cases closed elsewhere enter an indicator only when every counter of it knows them: otherwise they would water the rate down. */
export const takesPast = (definition: IndicatorDefinition): boolean => countersOf(definition).every(countsPast);

function valuesFor(definition: IndicatorDefinition, { live, past }: CounterTally): CounterValues {
  const withPast = takesPast(definition);
  return Object.fromEntries(Object.entries(live).map(([id, count]) => [id, count + (withPast ? (past[id] ?? 0) : 0)]));
}

/** The indicator of one subject; `null` parts are "no data", never 0. */
export function figureOf(definition: IndicatorDefinition, counts: CounterTally): IndicatorFigure {
  const exempted = definition.numerator.plus.reduce((sum, id) => sum + (counts.exempted[id] ?? 0), 0);
  return { code: definition.code, ...indicatorValue(definition, valuesFor(definition, counts)), exempted };
}

/** A composite from parts that each look at the cases that their own indicator looks at. */
export function scoreOf(definition: CompositeDefinition, counts: CounterTally, catalogue: IndicatorCatalogue) {
  const parts = definition.parts.map((part) => {
    const indicator = 'indicator' in part ? catalogue.indicators.find(({ code }) => code === part.indicator) : undefined;
    const values = indicator === undefined ? counts.live : valuesFor(indicator, counts);
    return { weight: part.weight, score: compositeScore({ ...definition, parts: [part] }, values, catalogue).score };
  });
  const weightOf = (list: typeof parts): number => list.reduce((sum, { weight }) => sum + weight, 0);
  const known = parts.filter(({ score }) => score !== null);
  const points = known.reduce((sum, { weight, score }) => sum + weight * (score ?? 0), 0);
  return {
    score: known.length === 0 ? null : points / weightOf(known),
    weightCovered: parts.length === 0 ? 0 : weightOf(known) / weightOf(parts),
  };
}

/** Roles of single persons in the catalogue. */
export const PERSON_SUBJECTS: readonly IndicatorSubject[] = ['inspector', 'intake_officer', 'shift_lead', 'dispatcher'];

/** Does the indicator say something about one person: it was made for a person's role, or it measures one step from begin to end. */
export function isPersonal(definition: IndicatorDefinition): boolean {
  if (definition.subjects.some((subject) => PERSON_SUBJECTS.includes(subject))) return true;
  const steps = new Set(countersOf(definition).map(stepOf));
  return steps.size === 1 && !steps.has(undefined);
}

function stepOf(counterId: string): string | undefined {
  const meaning = COUNTERS[counterId];
  return meaning !== undefined && 'any' in meaning ? meaning.step : undefined;
}

/** What a side of an indicator counts, as conditions: any of `counted`, none of `without`; `null` without a source. */
export function sideOf({ plus, minus }: CounterSum): {
  readonly counted: readonly CounterCondition[];
  readonly without: readonly CounterCondition[];
} | null {
  const [counted, without] = [plus, minus].map((ids) => ids.map(conditionsOf));
  if (counted === undefined || without === undefined) return null;
  if ([...counted, ...without].includes(null)) return null;
  return { counted: counted.flatMap((any) => any ?? []), without: without.flatMap((any) => any ?? []) };
}

import type { Bilingual } from './limit.ts';

export interface CounterDefinition {
  readonly id: string;
  readonly name: Bilingual;
}

/** A sum of counters: those in `plus` less those in `minus`. */
export interface CounterSum {
  readonly plus: readonly string[];
  readonly minus: readonly string[];
}

export type IndicatorSubject = 'area' | 'unit' | 'inspector' | 'intake_officer' | 'shift_lead' | 'dispatcher';

export interface IndicatorDefinition {
  readonly code: string;
  readonly name: Bilingual;
  readonly numerator: CounterSum;
  readonly denominator: CounterSum;
  /** Is a higher rate better, or a lower one? A lower-is-better rate scores 100 × (1 − rate). */
  readonly direction: 'higher' | 'lower';
  readonly subjects: readonly IndicatorSubject[];
  readonly note: string;
}

/** Score of a count: that of the first step, highest `from` first, which the count reaches. */
export interface VolumeBand {
  readonly id: string;
  readonly name: Bilingual;
  readonly steps: readonly { readonly from: number; readonly score: number }[];
  readonly note?: string;
}

export type CompositePart =
  | { readonly indicator: string; readonly weight: number }
  | { readonly band: string; readonly counter: string; readonly weight: number };

export interface CompositeDefinition {
  readonly code: string;
  readonly name: Bilingual;
  readonly subject: IndicatorSubject;
  /** Weights sum to 100. */
  readonly parts: readonly CompositePart[];
  readonly note: string;
}

export interface GradeDefinition {
  readonly code: string;
  readonly name: Bilingual;
  /** Lowest score of the grade; grades stand highest first. */
  readonly from: number;
  readonly colour: string;
}

export interface IndicatorCatalogue {
  readonly version: string;
  readonly source: string;
  readonly counters: readonly CounterDefinition[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly bands: readonly VolumeBand[];
  readonly composites: readonly CompositeDefinition[];
  readonly grades: readonly GradeDefinition[];
}

/** Counts by counter id; a counter that is absent was not counted at all. */
export type CounterValues = Readonly<Record<string, number>>;

export interface IndicatorValue {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** `null` = no data: nothing to divide by, or a counter that was not counted. Never 0. */
  readonly rate: number | null;
}

/** The rate of an indicator, always together with what it was made from. */
export function indicatorValue(definition: IndicatorDefinition, counts: CounterValues): IndicatorValue {
  const numerator = sumOf(definition.numerator, counts);
  const denominator = sumOf(definition.denominator, counts);
  const rate = numerator === null || denominator === null || denominator <= 0 ? null : numerator / denominator;
  return { numerator, denominator, rate };
}

function sumOf({ plus, minus }: CounterSum, counts: CounterValues): number | null {
  let sum = 0;
  for (const [ids, sign] of [[plus, 1] as const, [minus, -1] as const]) {
    for (const id of ids) {
      const count = counts[id];
      if (count === undefined) return null;
      sum += sign * count;
    }
  }
  return sum;
}

export interface CompositeScore {
  /** 0 to 100; `null` when no part has data. */
  readonly score: number | null;
  /** Share of the weights that had data, 0 to 1: a score that rests on half of its parts says so. */
  readonly weightCovered: number;
  readonly parts: readonly { readonly part: CompositePart; readonly score: number | null }[];
}

/** The weighted mean of the parts that have data; a part without data is left out and not counted as 0. */
export function compositeScore(
  definition: CompositeDefinition,
  counts: CounterValues,
  catalogue: Pick<IndicatorCatalogue, 'indicators' | 'bands'>,
): CompositeScore {
  const parts = definition.parts.map((part) => ({ part, score: partScore(part, counts, catalogue) }));
  const all = parts.reduce((sum, { part }) => sum + part.weight, 0);
  let covered = 0;
  let points = 0;
  for (const { part, score } of parts) {
    if (score === null) continue;
    covered += part.weight;
    points += part.weight * score;
  }
  return { score: covered === 0 ? null : points / covered, weightCovered: all === 0 ? 0 : covered / all, parts };
}

function partScore(
  part: CompositePart,
  counts: CounterValues,
  { indicators, bands }: Pick<IndicatorCatalogue, 'indicators' | 'bands'>,
): number | null {
  if ('band' in part) {
    const count = counts[part.counter];
    const steps = bands.find(({ id }) => id === part.band)?.steps;
    return count === undefined ? null : (steps?.find(({ from }) => count >= from)?.score ?? null);
  }
  const definition = indicators.find(({ code }) => code === part.indicator);
  const rate = definition === undefined ? null : indicatorValue(definition, counts).rate;
  if (definition === undefined || rate === null) return null;
  const share = Math.min(1, Math.max(0, rate));
  return 100 * (definition.direction === 'higher' ? share : 1 - share);
}

/** The grade of a score; `undefined` for no score. */
export const gradeOf = (grades: readonly GradeDefinition[], score: number | null): GradeDefinition | undefined =>
  score === null ? undefined : grades.find(({ from }) => score >= from);

import type { CaseVerb } from '../cases/index.ts';
import type { CivilDate, Instant } from '../kernel/index.ts';

/** The figures of one day's work, in the order of the loop. */
export const DAY_FIGURES = ['received', 'filed', 'dispatched', 'closed', 'verified', 'reopened'] as const;
export type DayFigure = (typeof DAY_FIGURES)[number];

/** The entries of the journal that a figure counts the cases of; what was received counts by its receipt. */
export const FIGURE_VERBS = {
  filed: ['file'],
  dispatched: ['dispatch'],
  closed: ['close', 'force_close'],
  verified: ['check_pass'],
  reopened: ['reopen'],
} as const satisfies Readonly<Record<Exclude<DayFigure, 'received'>, readonly CaseVerb[]>>;

/** A figure beside the day before and the mean of the seven days before. */
export interface ComparedFigure {
  readonly figure: DayFigure;
  readonly count: number;
  readonly before: number;
  /** Rounded to one place after the point. */
  readonly weekMean: number;
}

/** A matter that one shift leaves to the next. It goes on from day to day until somebody settles it. */
export interface HandoverPoint {
  readonly id: string;
  readonly text: string;
  readonly sinceOn: CivilDate;
  readonly done: boolean;
}

const WEEK_DAYS = 7;

/**
 * Compares a day with those before it.
 * @param counts of the figure, of the day itself first and then backwards; a day that is missing had none
 */
export function compareFigure(figure: DayFigure, counts: readonly number[]): ComparedFigure {
  const week = Array.from({ length: WEEK_DAYS }, (_, i) => counts[i + 1] ?? 0);
  const mean = week.reduce((sum, count) => sum + count, 0) / WEEK_DAYS;
  return { figure, count: counts[0] ?? 0, before: counts[1] ?? 0, weekMean: Math.round(mean * 10) / 10 };
}

/** What the next hand-over begins with: everything that is not settled, as it stood. */
export const carriedOver = (points: readonly HandoverPoint[]): HandoverPoint[] => points.filter(({ done }) => !done);

/** Where a hand-over stands: being written, signed by who goes, or confirmed by who comes and from then on unchangeable. */
export type HandoverState = 'draft' | 'signed' | 'confirmed';

/** @returns the state of a hand-over from its two signatures */
export function handoverState(record: {
  readonly outgoingAt: Instant | null;
  readonly incomingAt: Instant | null;
}): HandoverState {
  if (record.incomingAt !== null) return 'confirmed';
  return record.outgoingAt === null ? 'draft' : 'signed';
}

import type { AppraisalSubject, appraisalRoutes, RouteCall } from '@gridward/contract';
import { AREA_LEVELS, periodAround, periodBefore, type AreaLevel, type CivilDate, type Period } from '@gridward/core';

/** What the page gives figures for. Posts come by name, without score and without chart: persons are not ranked. */
export const SUBJECTS = ['unit', 'area', 'category', 'channel', 'post', 'total'] as const satisfies readonly AppraisalSubject[];
export const SPANS = ['month', 'quarter', 'year', 'custom'] as const;
const SIDES = ['numerator', 'denominator'] as const;

export type Subject = (typeof SUBJECTS)[number];
export type Span = (typeof SPANS)[number];
export type Side = (typeof SIDES)[number];

/** The address of the page, so that a figure can be sent to a colleague with the list that is open beside it. */
export interface AppraisalSearch {
  readonly subject: Subject;
  readonly span: Span;
  /** A day of the period; today when left out. The first day of a period of one's own choice. */
  readonly from?: CivilDate | undefined;
  /** Only with a period of one's own choice. */
  readonly to?: CivilDate | undefined;
  readonly areaId?: string | undefined;
  readonly level?: AreaLevel | undefined;
  readonly compare?: true | undefined;
  /** The indicator that is drawn. */
  readonly chart?: string | undefined;
  /** The figure whose list is open. */
  readonly code?: string | undefined;
  readonly side?: Side | undefined;
  readonly key?: string | undefined;
  /** First day of the period whose list is open, where it is an earlier one of the trend. */
  readonly of?: CivilDate | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((known) => known === value);
}
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function dayOf(value: unknown): CivilDate | undefined {
  const day = textOf(value);
  return day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

/** Reads the address; what is not known there is as if it were left out. */
export function appraisalFrom(search: Readonly<Record<string, unknown>>): AppraisalSearch {
  return {
    subject: oneOf(SUBJECTS, search['subject']) ?? 'unit',
    span: oneOf(SPANS, search['span']) ?? 'month',
    from: dayOf(search['from']),
    to: dayOf(search['to']),
    areaId: textOf(search['areaId']),
    level: oneOf(AREA_LEVELS, search['level']),
    compare: search['compare'] === true ? true : undefined,
    chart: textOf(search['chart']),
    code: textOf(search['code']),
    side: oneOf(SIDES, search['side']),
    key: textOf(search['key']),
    of: dayOf(search['of']),
  };
}

/** First and last day of what the address asks for. */
export function periodOf({ span, from, to }: AppraisalSearch, today: CivilDate): Period {
  if (span !== 'custom') return periodAround(span, from ?? today);
  const month = periodAround('month', from ?? to ?? today);
  return { from: from ?? month.from, to: to ?? month.to };
}

/** A day in the whole period before or after. */
export function stepTo(span: Exclude<Span, 'custom'>, period: Period, step: 'before' | 'after'): CivilDate {
  if (step === 'before') return periodBefore(period).from;
  const next = new Date(Date.parse(period.to));
  next.setUTCDate(next.getUTCDate() + 1);
  return periodAround(span, next.toISOString().slice(0, 10)).from;
}

/** The period that is looked at and those before it, oldest first. */
export function earlierPeriods(search: AppraisalSearch, today: CivilDate, count: number): Period[] {
  const periods = [periodOf(search, today)];
  while (periods.length < count) periods.unshift(periodBefore(periods[0] ?? periodOf(search, today)));
  return periods;
}

/** How many periods a trend shows. */
export const TREND_PERIODS = 6;

/** The period whose list is open: the one that is looked at, unless the trend named an earlier one. */
export const listedPeriod = (search: AppraisalSearch, today: CivilDate): Period =>
  earlierPeriods(search, today, TREND_PERIODS).find(({ from }) => from === search.of) ?? periodOf(search, today);

/** `2026-11`, `2026 Q4`, `2026`, or both days. */
export function nameOfPeriod(span: Span, { from, to }: Period): string {
  const year = from.slice(0, 4);
  switch (span) {
    case 'year':
      return year;
    case 'quarter':
      return `${year} Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`;
    case 'month':
      return from.slice(0, 7);
    case 'custom':
      return `${from} – ${to}`;
  }
}

export type ValuesQuery = RouteCall<(typeof appraisalRoutes)['readIndicatorValues']>['query'];

/** What is asked of the server. The place of the page's frame holds where the page names none. */
export function valuesQueryOf(search: AppraisalSearch, today: CivilDate, placeId: string | null): ValuesQuery {
  const { subject, level, compare, areaId } = search;
  const within = areaId ?? placeId;
  return {
    subject,
    ...periodOf(search, today),
    ...(subject === 'area' && level !== undefined ? { areaLevel: level } : {}),
    ...(within === null ? {} : { areaId: within }),
    ...(compare === true ? { compare: 'true' } : {}),
  };
}

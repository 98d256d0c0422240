import type { appraisalRoutes, AppraisalValues, RouteAnswer } from '@gridward/contract';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../platform/api.ts';

export type Indicators = RouteAnswer<(typeof appraisalRoutes)['listIndicators']>;
export type Definition = Indicators['indicators'][number];
export type AppraisalRow = AppraisalValues['rows'][number];
export type Figure = AppraisalRow['indicators'][number];
export type Composite = AppraisalRow['composites'][number];
type CountedCase = RouteAnswer<(typeof appraisalRoutes)['listIndicatorCases']>['items'][number];
export type { CountedCase };

/** Below this many a rate is one case more or less. */
export const SMALL_SAMPLE = 20;

export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: ({ signal }) => unwrap(api.listIndicators({}, { signal })),
  staleTime: Infinity,
});

export const definitionOf = ({ indicators }: Indicators, code: string): Definition | undefined =>
  indicators.find((one) => one.code === code);

/** Indicators of a table in its order: those that something is recorded for, and how many there is nothing for. */
export function columnsOf(rows: readonly AppraisalRow[], catalogue: Indicators): { definitions: Definition[]; without: number } {
  const asked = (rows[0]?.indicators ?? []).flatMap(({ code }) => definitionOf(catalogue, code) ?? []);
  const definitions = asked.filter(({ noSource }) => noSource === null);
  return { definitions, without: asked.length - definitions.length };
}

import { problem, type AppraisalQuery, type AppraisalSubject, type AppraisalValues, type Problem } from '@gridward/contract';
import {
  conditionsOf,
  COUNTERS,
  err,
  figureOf,
  gradeOf,
  groupBy,
  isPersonal,
  ok,
  periodBefore,
  PERSON_SUBJECTS,
  scoreOf,
  tally,
  toIso,
  type CounterTally,
  type IndicatorCatalogue,
  type IndicatorDefinition,
  type Period,
  type Result,
  type Uuid,
} from '@gridward/core';
import type { Call } from '../../http/host.ts';
import type { Platform } from '../../platform/deps.ts';
import { takePictures, type AppraisalDoors, type AppraisalPictures } from './appraisal-doors.ts';
import { countMeasured, type GroupColumn } from './appraisal.repository.ts';
import type { MeasuredFilter } from './measured.repository.ts';
import { visiblePersons } from './person-scope.service.ts';
import { labelsOf } from './row-labels.ts';
import { filterOf, isPersonalSubject, momentsIn, NOBODY, periodOf, rowOf } from './selection.service.ts';

type Row = AppraisalValues['rows'][number];
type Tallies = ReadonlyMap<string, CounterTally>;

const COLUMN: Readonly<Record<AppraisalSubject, GroupColumn | null>> = {
  total: null,
  area: 'area_id',
  unit: 'unit_id',
  category: 'category_id',
  channel: 'channel',
  account: 'account_id',
  post: 'post_id',
};
const VERBS = [...new Set(Object.keys(COUNTERS).flatMap((id) => conditionsOf(id)?.flatMap(({ verbs }) => verbs) ?? []))];
const EMPTY = tally([]);

/** Indicators that say something about such a subject. */
export function indicatorsFor(
  subject: AppraisalSubject,
  personal: boolean,
  { indicators }: IndicatorCatalogue,
): readonly IndicatorDefinition[] {
  if (personal || isPersonalSubject(subject)) return indicators.filter(isPersonal);
  return subject === 'unit' ? indicators.filter(({ subjects }) => subjects.includes('unit')) : indicators;
}

export function createAppraisalValues({ store, clock }: Platform, doors: AppraisalDoors, catalogue: IndicatorCatalogue) {
  async function talliesOf(filter: MeasuredFilter, query: AppraisalQuery, pictures: AppraisalPictures): Promise<Tallies> {
    const groups = await countMeasured(store.db, filter, COLUMN[query.subject], VERBS);
    const rows = groupBy(groups, ({ key }) => rowOf(query.subject, key, query, pictures));
    return new Map([...rows].map(([key, members]) => [key, tally(members)]));
  }

  /** Rows that the reader may see, with the one that is there even when nothing was counted. */
  async function keysOf(
    tallies: Tallies,
    query: AppraisalQuery,
    filter: MeasuredFilter,
    call: Call,
    pictures: AppraisalPictures,
  ): Promise<readonly string[]> {
    const keys = [...tallies.keys()];
    if (query.subject === 'total') return ['total'];
    if (!isPersonalSubject(query.subject)) return keys;
    const ids = keys.filter((key) => key !== NOBODY);
    const of = query.subject === 'account' ? { accountIds: ids, postIds: [] } : { accountIds: [], postIds: ids };
    return [...(await visiblePersons(store.db, of, call.actor, pictures, filter))];
  }

  async function answer(
    query: AppraisalQuery,
    period: Period,
    filter: MeasuredFilter,
    call: Call,
    pictures: AppraisalPictures,
  ): Promise<AppraisalValues> {
    const earlier = query.compare === true ? periodBefore(period) : null;
    const [tallies, before] = await Promise.all([
      talliesOf(filter, query, pictures),
      earlier === null ? null : talliesOf({ ...filter, ...momentsIn(earlier, pictures, clock.now()) }, query, pictures),
    ]);
    const keys = await keysOf(tallies, query, filter, call, pictures);
    const labels = await labelsOf(query.subject, keys, call.locale, doors, pictures);
    const personal = isPersonalSubject(query.subject) || query.accountId !== undefined;
    const rows = keys.map((key) =>
      toRow(
        query.subject,
        personal,
        key,
        labels.get(key) ?? key,
        tallies.get(key) ?? EMPTY,
        before === null ? null : (before.get(key) ?? EMPTY),
      ),
    );
    return { subject: query.subject, ...period, previous: earlier, asOf: toIso(clock.now()), rows: rows.toSorted(byLabel) };
  }

  function toRow(
    subject: AppraisalSubject,
    personal: boolean,
    key: string,
    label: string,
    counts: CounterTally,
    before: CounterTally | null,
  ): Row {
    const indicators = indicatorsFor(subject, personal, catalogue).map((definition) => {
      const { code: _code, exempted: _exempted, ...previous } = before === null ? EMPTY_FIGURE : figureOf(definition, before);
      return { ...figureOf(definition, counts), previous: before === null ? null : previous };
    });
    return { key, label, indicators, composites: personal ? personScores(counts) : scores(subject, counts) };
  }

  const scores = (subject: AppraisalSubject, counts: CounterTally): Row['composites'] =>
    catalogue.composites
      .filter((composite) => composite.subject === subject)
      .map((composite) => {
        const { score, weightCovered } = scoreOf(composite, counts, catalogue);
        return { code: composite.code, score, weightCovered, grade: gradeOf(catalogue.grades, score)?.code ?? null };
      });

  /** A person gets no grade: what a post made measurable is said, what to think of somebody is not (N-12). */
  const personScores = (counts: CounterTally): Row['composites'] =>
    catalogue.composites
      .filter(({ subject }) => PERSON_SUBJECTS.includes(subject))
      .map((composite) => ({ code: composite.code, ...scoreOf(composite, counts, catalogue), grade: null }));

  async function read(query: AppraisalQuery, call: Call): Promise<Result<AppraisalValues, Problem>> {
    const pictures = await takePictures(doors);
    const period = periodOf(query, pictures, clock.now());
    if (!period.ok) return period;
    const filter = filterOf(query, period.value, call.actor, pictures, clock.now());
    if (!filter.ok) return filter;
    if (query.accountId !== undefined && !(await maySee(query.accountId, filter.value, call, pictures)))
      return err(problem('not_found'));
    return ok(await answer(query, period.value, filter.value, call, pictures));
  }

  async function maySee(accountId: Uuid, filter: MeasuredFilter, call: Call, pictures: AppraisalPictures): Promise<boolean> {
    return (await visiblePersons(store.db, { accountIds: [accountId], postIds: [] }, call.actor, pictures, filter)).size > 0;
  }

  /** One's own figures, wherever the work was done. */
  async function mine(
    asked: Pick<AppraisalQuery, 'from' | 'to' | 'compare'>,
    call: Call,
  ): Promise<Result<AppraisalValues, Problem>> {
    const pictures = await takePictures(doors);
    const period = periodOf(asked, pictures, clock.now());
    if (!period.ok) return period;
    const { accountId } = call.actor;
    if (accountId === null) return err(problem('not_found'));
    const query: AppraisalQuery = { ...asked, ...OWN, accountId };
    const filter = ownFilter(accountId, period.value, pictures);
    return ok(await answer(query, period.value, filter, call, pictures));
  }

  const ownFilter = (accountId: Uuid, period: Period, pictures: AppraisalPictures): MeasuredFilter => ({
    ...momentsIn(period, pictures, clock.now()),
    reach: null,
    areaIds: null,
    unitIds: null,
    categoryIds: null,
    channels: null,
    accountIds: [accountId],
    postIds: null,
  });

  return { read, mine, maySee, ownFilter };
}
export type AppraisalValuesService = ReturnType<typeof createAppraisalValues>;

const OWN = { subject: 'total', areaLevel: 'township', categoryLevel: 1 } as const;
const EMPTY_FIGURE = { code: '', numerator: null, denominator: null, rate: null, exempted: 0 };

/** By name, never by score. */
const byLabel = (a: Row, b: Row): number => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.key < b.key ? -1 : 1);

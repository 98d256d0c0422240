import { isEnd, type CaseState, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { CaseRow } from '../case-row.ts';
import { endsWith, isSearched } from './case-words.repository.ts';
import {
  hadWork,
  isRepeated,
  isSupervised,
  isStuck,
  isSupportedBy,
  isUnsafe,
  type DayWork,
  type StuckWish,
} from './rare-case.repository.ts';

/** Where a reader's permission reaches, ready for SQL. `null` is everywhere. */
export interface ReachFilter {
  readonly areaPaths: readonly string[];
  readonly unitPaths: readonly string[];
  readonly supportingIds: readonly Uuid[];
}

export interface CaseFilter {
  readonly reach: ReachFilter | null;
  readonly states?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly ownerUnitId?: Uuid | undefined;
  readonly ownerAccountId?: Uuid | undefined;
  /** The account that has the case in hand, or `none` where nobody has. */
  readonly heldBy?: string | undefined;
  /** Nobody has taken it, or this account has; or somebody else has. */
  readonly freeFor?: { readonly accountId: Uuid | null; readonly holds: boolean } | undefined;
  readonly leadUnitId?: Uuid | undefined;
  readonly supportedBy?: { readonly unitIds: readonly Uuid[]; readonly holds: boolean } | undefined;
  readonly unitPath?: string | undefined;
  readonly areaPath?: string | undefined;
  readonly categoryPath?: string | undefined;
  readonly channel?: string | undefined;
  /** The import that brought the case in. */
  readonly importId?: Uuid | undefined;
  readonly requests?: readonly string[] | undefined;
  readonly closureKinds?: readonly string[] | undefined;
  readonly dueBefore?: Date | undefined;
  /** Amber: from 80 % of the limit until the limit. */
  readonly amberAt?: Date | undefined;
  /** The clock runs out from one moment on and before the other. */
  readonly dueWithin?: { readonly from: Date; readonly before: Date } | undefined;
  readonly closedOnTime?: boolean | undefined;
  /** Cases that passed their limit by this moment, or those that did not. */
  readonly overdue?: { readonly at: Date; readonly holds: boolean } | undefined;
  readonly dayWork?: DayWork | undefined;
  readonly hazard?: boolean | undefined;
  readonly stuck?: StuckWish | undefined;
  readonly isUnsafe?: boolean | undefined;
  readonly isRepeated?: boolean | undefined;
  readonly isSupervised?: boolean | undefined;
  /** West, south, east, north. */
  readonly bounds?: readonly [number, number, number, number] | undefined;
  /** The case number itself. */
  readonly number?: string | undefined;
  /** Digits that a case number may end with; cases with such a number match as those with the terms do. */
  readonly numberEnd?: string | undefined;
  readonly reportedFrom?: Date | undefined;
  readonly reportedBefore?: Date | undefined;
  readonly terms?: readonly string[] | undefined;
}

export type CaseQuery<Row = CaseRow> = SelectQueryBuilder<Database, 'case_file', Row>;

const array = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

export interface IdsWithin {
  readonly areaIds: readonly Uuid[];
  readonly categoryIds: readonly Uuid[];
  /** Cases whose number ends with the wanted digits. */
  readonly numberedIds: readonly Uuid[];
  /** The box of a map holds so many cases that it is no help in finding them. */
  readonly isWide: boolean;
}

/** Fewer cases than these are quickly found by their place and then sorted. */
const WIDE = 5_000;

/**
 * The areas and categories below the wanted ones. As values the planner knows how many cases they have and takes the index that fits; below a
 * path, or in a subquery, it has to guess. Of a box it always believes that hardly anything is in it.
 */
export async function idsWithin(db: Kysely<Database>, filter: CaseFilter): Promise<IdsWithin> {
  const { areaPath, categoryPath, bounds, numberEnd } = filter;
  if ([areaPath, categoryPath, bounds, numberEnd].every((wish) => wish === undefined)) return NOTHING_WITHIN;
  const inBox = bounds === undefined ? sql`false` : isInside(bounds);
  const result = await sql<IdsWithin>`
    select array(select id from area where path <@ ${areaPath ?? null}::ltree) as "areaIds",
           array(select id from category where path <@ ${categoryPath ?? null}::ltree) as "categoryIds",
           array(select id from case_file where ${numberEnd === undefined ? sql`false` : endsWith(numberEnd)}) as "numberedIds",
           (select count(*) from (select from case_file where ${inBox} limit ${WIDE}) found) >= ${WIDE} as "isWide"`.execute(db);
  return result.rows[0] ?? NOTHING_WITHIN;
}

const NOTHING_WITHIN: IdsWithin = { areaIds: [], categoryIds: [], numberedIds: [], isWide: false };

const isOneOf = (column: string, ids: readonly Uuid[]): ReturnType<typeof sql<boolean>> =>
  ids.length === 1 ? sql<boolean>`${sql.ref(column)} = ${ids[0]}` : sql<boolean>`${sql.ref(column)} = any(${array(ids)}::uuid[])`;

type Condition = ReturnType<typeof sql<boolean>>;

export function applyFilter<Row>(start: CaseQuery<Row>, filter: CaseFilter, within: IdsWithin): CaseQuery<Row> {
  const conditions = [...conditionsOfDuty(filter), ...conditionsOfPlace(filter, within), ...conditionsOfTime(filter)];
  let query = conditions.reduce((found, condition) => found.where(condition), start);
  if (filter.states !== undefined) query = inStates(query, filter.states);
  if (filter.closedOnTime !== undefined) query = query.where('closed_on_time', '=', filter.closedOnTime);
  if (filter.number !== undefined) query = query.where('number', '=', filter.number);
  if (filter.terms === undefined) return query;
  // The search table is joined, not the case scanned, so that its indexes lead.
  return query
    .innerJoin('case_search', 'case_search.case_id', 'case_file.id')
    .where(isSearched(filter.terms, within.numberedIds));
}

/** A condition for each wish that was given. */
const given = <T>(wish: T | undefined, condition: (value: T) => Condition): Condition[] =>
  wish === undefined ? [] : [condition(wish)];

const equals = (column: string) => (value: string | boolean) => sql<boolean>`${sql.ref(column)} = ${value}`;
const isAmong = (column: string) => (values: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${array(values)}::text[])`;

/** Whose the case is and what about it. */
const conditionsOfDuty = (filter: CaseFilter): Condition[] => [
  ...(filter.reach === null ? [] : [withinReach(filter.reach)]),
  ...given(filter.kinds, isAmong('case_file.kind')),
  ...given(filter.ownerUnitId, equals('owner_unit_id')),
  ...given(filter.ownerAccountId, equals('owner_account_id')),
  ...given(filter.heldBy, isHeldBy),
  ...given(filter.freeFor, ({ accountId, holds }) => sql`${isFreeFor(accountId)} = ${holds}`),
  ...given(filter.leadUnitId, equals('lead_unit_id')),
  ...given(filter.unitPath, (path) => sql`(owner_unit_path <@ ${path}::ltree or lead_unit_path <@ ${path}::ltree)`),
  ...given(filter.supportedBy, isSupportedBy),
  ...given(filter.channel, equals('source_channel')),
  ...given(filter.importId, equals('import_id')),
  ...given(filter.requests, isAmong('open_request')),
  ...given(filter.closureKinds, isAmong('closure_kind')),
  ...given(filter.hazard, equals('hazard')),
  ...given(filter.isUnsafe, isUnsafe),
  ...given(filter.isRepeated, isRepeated),
  ...given(filter.isSupervised, isSupervised),
];

const isHeldBy = (holder: string): Condition =>
  holder === 'none' ? sql`(owner_unit_id is not null and owner_account_id is null)` : sql`owner_account_id = ${holder}::uuid`;

const conditionsOfPlace = (filter: CaseFilter, { areaIds, categoryIds, isWide }: IdsWithin): Condition[] => [
  ...given(filter.areaPath, () => isOneOf('case_file.area_id', areaIds)),
  ...given(filter.categoryPath, () => isOneOf('case_file.category_id', categoryIds)),
  ...given(filter.bounds, isWide ? isInsideWide : isInside),
];

const conditionsOfTime = (filter: CaseFilter): Condition[] => [
  ...given(filter.dueBefore, (at) => sql`(due_at < ${at} and clock_kind <> 'deferral')`),
  ...given(filter.amberAt, isAmber),
  ...given(filter.dueWithin, isDueWithin),
  ...given(filter.overdue, isOverdue),
  ...given(filter.stuck, isStuck),
  ...given(filter.reportedFrom, (from) => sql`case_file.reported_at >= ${from}`),
  ...given(filter.reportedBefore, (before) => sql`case_file.reported_at < ${before}`),
  ...given(filter.dayWork, hadWork),
];

export const isInside = ([west, south, east, north]: NonNullable<CaseFilter['bounds']>): Condition =>
  sql`case_file.position <@ box(point(${east}::float8, ${north}::float8), point(${west}::float8, ${south}::float8))`;

/** The same, which the planner takes for nothing rare: another index leads, and this is looked at on the way. */
const isInsideWide = ([west, south, east, north]: NonNullable<CaseFilter['bounds']>): Condition =>
  sql`(case when case_file.position[0] between ${west}::float8 and ${east}::float8
    and case_file.position[1] between ${south}::float8 and ${north}::float8 then true else false end)`;

/** A deferred case waits for its review date: nothing about it is due. */
const isDueWithin = ({ from, before }: NonNullable<CaseFilter['dueWithin']>): Condition =>
  sql`(ended_at is null and due_at >= ${from} and due_at < ${before} and clock_kind <> 'deferral')`;

/** Open cases are few among many: only with this condition may their indexes be used. */
function inStates<Row>(query: CaseQuery<Row>, states: readonly string[]): CaseQuery<Row> {
  const found = query.where('state', 'in', [...states]);
  return states.some((state) => isEnd(state as CaseState)) ? found : found.where('ended_at', 'is', null);
}

/** The reminder stands at the moment when the lamp turns amber and is taken away when it was sent. */
export const isAmber = (at: Date): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(due_at >= ${at} and clock_limit_ms is not null and clock_kind <> 'deferral' and (remind_at is null or remind_at <= ${at}))`;

/** As statistics count them: the mark of a breach comes later than the breach, so a limit that has run out counts by itself. */
const isOverdue = ({ at, holds }: NonNullable<CaseFilter['overdue']>): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(overdue_at is not null or coalesce(clock_kind = 'handling' and due_at < ${at}, false)) = ${holds}`;

/** Nobody has taken the case, or this account has. */
export const isFreeFor = (accountId: Uuid | null): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(owner_account_id is null or coalesce(owner_account_id = ${accountId}::uuid, false))`;

export function withinReach(reach: ReachFilter): ReturnType<typeof sql<boolean>> {
  return sql<boolean>`(case_file.area_path <@ ${array(reach.areaPaths)}::ltree[] or owner_unit_path <@ ${array(reach.unitPaths)}::ltree[]
    or lead_unit_path <@ ${array(reach.unitPaths)}::ltree[] or supporting_unit_ids && ${array(reach.supportingIds)}::uuid[])`;
}

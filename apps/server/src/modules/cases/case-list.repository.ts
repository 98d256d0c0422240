import { isEnd, type CaseState, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { CaseRow } from './case-row.ts';

/** Where a reader's permission reaches, ready for SQL. `null` is everywhere. */
export interface ReachFilter {
  readonly areaPaths: readonly string[];
  readonly unitPaths: readonly string[];
  readonly supportingIds: readonly Uuid[];
}

export interface CaseFilter {
  readonly reach: ReachFilter | null;
  readonly states?: readonly string[] | undefined;
  readonly ownerUnitId?: Uuid | undefined;
  readonly ownerAccountId?: Uuid | undefined;
  readonly leadUnitId?: Uuid | undefined;
  readonly unitPath?: string | undefined;
  readonly areaPath?: string | undefined;
  readonly categoryPath?: string | undefined;
  readonly channel?: string | undefined;
  readonly requests?: readonly string[] | undefined;
  readonly closureKinds?: readonly string[] | undefined;
  readonly dueBefore?: Date | undefined;
  /** Amber: from 80 % of the limit until the limit. */
  readonly amberAt?: Date | undefined;
  readonly closedOnTime?: boolean | undefined;
  /** Cases that passed their limit by this moment, or those that did not. */
  readonly overdue?: { readonly at: Date; readonly holds: boolean } | undefined;
  /** The case number itself. */
  readonly number?: string | undefined;
  readonly reportedFrom?: Date | undefined;
  readonly reportedBefore?: Date | undefined;
  readonly terms?: readonly string[] | undefined;
}

export interface PageKey {
  readonly at: Date;
  readonly id: Uuid;
}

type CaseQuery = SelectQueryBuilder<Database, 'case_file', CaseRow>;

const array = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** One page of cases, first to run out or latest first. One row more than asked tells whether there is another page. */
export async function listCases(
  db: Kysely<Database>,
  filter: CaseFilter,
  order: 'due' | 'newest',
  after: PageKey | null,
  limit: number,
): Promise<CaseRow[]> {
  if (order === 'newest' && isSearchOnly(filter)) return searchCases(db, filter, filter.terms, after, limit);
  const within = await idsWithin(db, filter);
  const found = applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, within);
  const ordered = order === 'due' ? byDue(found, after) : byNewest(found, after, filter.terms !== undefined);
  return ordered.limit(limit + 1).execute();
}

/** Whether the search table alone can tell which cases are on the page. */
function isSearchOnly(filter: CaseFilter): filter is CaseFilter & { readonly terms: readonly string[] } {
  const { reach, terms, reportedFrom: _from, reportedBefore: _before, ...others } = filter;
  return reach === null && terms !== undefined && Object.values(others).every((value) => value === undefined);
}

/** The page is found in the search table, and only its cases are read. */
async function searchCases(
  db: Kysely<Database>,
  { reportedFrom, reportedBefore }: CaseFilter,
  terms: readonly string[],
  after: PageKey | null,
  limit: number,
): Promise<CaseRow[]> {
  let hits = db.selectFrom('case_search').select(['case_id', 'reported_at']).where(hasTerms(terms));
  if (reportedFrom !== undefined) hits = hits.where('reported_at', '>=', reportedFrom);
  if (reportedBefore !== undefined) hits = hits.where('reported_at', '<', reportedBefore);
  if (after !== null) hits = hits.where(sql<boolean>`(reported_at, case_id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const page = hits
    .orderBy('reported_at', 'desc')
    .orderBy('case_id', 'desc')
    .limit(limit + 1);
  return db
    .selectFrom(page.as('hit'))
    .innerJoin('case_file', 'case_file.id', 'hit.case_id')
    .selectAll('case_file')
    .orderBy('hit.reported_at', 'desc')
    .orderBy('hit.case_id', 'desc')
    .execute();
}

interface IdsWithin {
  readonly areaIds: readonly Uuid[];
  readonly categoryIds: readonly Uuid[];
}

/**
 * The areas and categories below the wanted ones. As values the planner knows how many cases they have and takes the index that fits; below a
 * path, or in a subquery, it has to guess.
 */
async function idsWithin(db: Kysely<Database>, { areaPath, categoryPath }: CaseFilter): Promise<IdsWithin> {
  if (areaPath === undefined && categoryPath === undefined) return { areaIds: [], categoryIds: [] };
  const result = await sql<IdsWithin>`
    select array(select id from area where path <@ ${areaPath ?? null}::ltree) as "areaIds",
           array(select id from category where path <@ ${categoryPath ?? null}::ltree) as "categoryIds"`.execute(db);
  return result.rows[0] ?? { areaIds: [], categoryIds: [] };
}

const isOneOf = (column: string, ids: readonly Uuid[]): ReturnType<typeof sql<boolean>> =>
  ids.length === 1 ? sql<boolean>`${sql.ref(column)} = ${ids[0]}` : sql<boolean>`${sql.ref(column)} = any(${array(ids)}::uuid[])`;

function byDue(query: CaseQuery, after: PageKey | null): CaseQuery {
  const open = query.where('ended_at', 'is', null);
  const rest = after === null ? open : open.where(sql<boolean>`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy('due_at').orderBy('id');
}

function byNewest(query: CaseQuery, after: PageKey | null, searching: boolean): CaseQuery {
  // Both columns of one table, so that its index gives the order and ends as soon as the page is full.
  const [at, id] = searching ? ['case_search.reported_at', 'case_search.case_id'] : ['case_file.reported_at', 'case_file.id'];
  const key = sql`(${sql.ref(at)}, ${sql.ref(id)})`;
  const rest = after === null ? query : query.where(sql<boolean>`${key} < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy(sql`${sql.ref(at)} desc`).orderBy(sql`${sql.ref(id)} desc`);
}

function applyFilter(start: CaseQuery, filter: CaseFilter, { areaIds, categoryIds }: IdsWithin): CaseQuery {
  let query = start;
  const and = (condition: ReturnType<typeof sql<boolean>>): void => {
    query = query.where(condition);
  };
  if (filter.reach !== null) and(withinReach(filter.reach));
  if (filter.states !== undefined) query = inStates(query, filter.states);
  if (filter.ownerUnitId !== undefined) query = query.where('owner_unit_id', '=', filter.ownerUnitId);
  if (filter.ownerAccountId !== undefined) query = query.where('owner_account_id', '=', filter.ownerAccountId);
  if (filter.leadUnitId !== undefined) query = query.where('lead_unit_id', '=', filter.leadUnitId);
  if (filter.unitPath !== undefined)
    and(sql<boolean>`(owner_unit_path <@ ${filter.unitPath}::ltree or lead_unit_path <@ ${filter.unitPath}::ltree)`);
  if (filter.areaPath !== undefined) and(isOneOf('case_file.area_id', areaIds));
  if (filter.categoryPath !== undefined) and(isOneOf('case_file.category_id', categoryIds));
  if (filter.channel !== undefined) query = query.where('source_channel', '=', filter.channel);
  if (filter.requests !== undefined) query = query.where('open_request', 'in', [...filter.requests]);
  if (filter.closureKinds !== undefined) query = query.where('closure_kind', 'in', [...filter.closureKinds]);
  if (filter.dueBefore !== undefined) and(sql<boolean>`(due_at < ${filter.dueBefore} and clock_kind <> 'deferral')`);
  if (filter.amberAt !== undefined) and(isAmber(filter.amberAt));
  if (filter.closedOnTime !== undefined) query = query.where('closed_on_time', '=', filter.closedOnTime);
  if (filter.overdue !== undefined) and(isOverdue(filter.overdue));
  if (filter.number !== undefined) query = query.where('number', '=', filter.number);
  if (filter.reportedFrom !== undefined) query = query.where('case_file.reported_at', '>=', filter.reportedFrom);
  if (filter.reportedBefore !== undefined) query = query.where('case_file.reported_at', '<', filter.reportedBefore);
  if (filter.terms !== undefined) query = searching(query, filter.terms);
  return query;
}

/** Open cases are few among many: only with this condition may their indexes be used. */
function inStates(query: CaseQuery, states: readonly string[]): CaseQuery {
  const found = query.where('state', 'in', [...states]);
  return states.some((state) => isEnd(state as CaseState)) ? found : found.where('ended_at', 'is', null);
}

/** The reminder stands at the moment when the lamp turns amber and is taken away when it was sent. */
const isAmber = (at: Date): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(due_at >= ${at} and clock_limit_ms is not null and clock_kind <> 'deferral' and (remind_at is null or remind_at <= ${at}))`;

/** As statistics count them: the mark of a breach comes later than the breach, so a limit that has run out counts by itself. */
const isOverdue = ({ at, holds }: NonNullable<CaseFilter['overdue']>): ReturnType<typeof sql<boolean>> =>
  sql<boolean>`(overdue_at is not null or coalesce(clock_kind = 'handling' and due_at < ${at}, false)) = ${holds}`;

/** Every term must occur. The search table is joined, not the case scanned, so that its indexes lead. */
function searching(query: CaseQuery, terms: readonly string[]): CaseQuery {
  return query.innerJoin('case_search', 'case_search.case_id', 'case_file.id').where(hasTerms(terms));
}

function hasTerms(terms: readonly string[]): ReturnType<typeof sql<boolean>> {
  const wanted = sql.join(
    terms.map((term) => sql`${`'${term.replace(/['\\]/g, '\\$&')}'`}::tsquery`),
    sql` && `,
  );
  return sql<boolean>`case_search.terms @@ (${wanted})`;
}

export function withinReach(reach: ReachFilter): ReturnType<typeof sql<boolean>> {
  return sql<boolean>`(case_file.area_path <@ ${array(reach.areaPaths)}::ltree[] or owner_unit_path <@ ${array(reach.unitPaths)}::ltree[]
    or lead_unit_path <@ ${array(reach.unitPaths)}::ltree[] or supporting_unit_ids && ${array(reach.supportingIds)}::uuid[])`;
}

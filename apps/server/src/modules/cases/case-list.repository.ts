import { isEnd, type CaseState, type Uuid } from '@gridward/core';
import type { Database } from '@gridward/db';
import { sql, type Kysely } from 'kysely';
import type { CaseRow } from './case-row.ts';
import {
  applyFilter,
  idsWithin,
  isInside,
  type CaseFilter,
  type CaseQuery,
  type IdsWithin,
} from './filter/case-filter.repository.ts';
import { isSearched } from './filter/case-words.repository.ts';

export interface PageKey {
  readonly at: Date;
  readonly id: Uuid;
}

/** A place that somebody looks from, in WGS84 degrees. */
export interface NearPoint {
  readonly lng: number;
  readonly lat: number;
}

/** How far the last row of a page was from the point, in the measure of this list. */
export interface NearKey {
  readonly distance: number;
  readonly id: Uuid;
}

export type CaseOrder = 'due' | 'newest' | 'near';

/** One page of cases, first to run out or latest first. One row more than asked tells whether there is another page. */
export async function listCases(
  db: Kysely<Database>,
  filter: CaseFilter,
  order: 'due' | 'newest',
  after: PageKey | null,
  limit: number,
): Promise<CaseRow[]> {
  const within = await idsWithin(db, filter);
  if (order === 'newest' && isSearchOnly(filter)) return searchCases(db, filter, within, after, limit);
  const found = listed(applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, within), filter, order);
  const ordered =
    order === 'due' ? byDue(found, after, asksForAppeals(filter)) : byNewest(found, after, filter.terms !== undefined);
  return ordered.limit(limit + 1).execute();
}

/** What of the cases that match a list shows: by deadline what has a clock or an appeal, by distance what has a place. */
export function listed<Row>(found: CaseQuery<Row>, filter: CaseFilter, order: CaseOrder): CaseQuery<Row> {
  if (order === 'newest') return found;
  if (order === 'due') return asksForAppeals(filter) ? found : found.where('ended_at', 'is', null);
  const placed = found.where('position', 'is not', null);
  return asksForEnded(filter) ? placed : placed.where('ended_at', 'is', null);
}

/** What `near` orders by: degrees of latitude, so that near is near on the ground as well. */
const distanceTo = ({ lng, lat }: NearPoint) => {
  const squeeze = Math.cos((lat * Math.PI) / 180);
  return sql<number>`point(position[0] * ${squeeze}::float8, position[1]) <-> point(${lng * squeeze}::float8, ${lat}::float8)`;
};

/** Half the width of the squares in which nearest cases are looked for, in degrees of latitude: from some 200 m to a province, doubling. */
const RINGS = Array.from({ length: 11 }, (_, at) => 0.002 * 2 ** at);
/** Sorting so many takes less time than anybody notices; of more, all may as well be sorted. */
const QUICKLY_SORTED = 50_000;
/** So that nothing at the very edge of a circle is outside its square. */
const ROUNDING = 1e-9;

type NearRow = CaseRow & { readonly distance: number };

/** One page of open cases, nearest first; ended ones only where the filter asks for them. */
export async function listNear(
  db: Kysely<Database>,
  filter: CaseFilter,
  near: NearPoint,
  after: NearKey | null,
  limit: number,
): Promise<NearRow[]> {
  // Open cases are few. Of those of all years the nearest are looked for around the place first, since no index goes by distance on the ground.
  for (const radius of asksForEnded(filter) ? RINGS : []) {
    if (after !== null && after.distance >= radius) continue;
    if (await holdsMany(db, boundsAround(near, radius))) break;
    const found = await nearPage(db, filter, { near, after, limit, radius });
    if (found.length > limit) return found;
  }
  return nearPage(db, filter, { near, after, limit });
}

interface NearPage {
  readonly near: NearPoint;
  readonly after: NearKey | null;
  readonly limit: number;
  /** Nothing beyond it. */
  readonly radius?: number;
}

async function nearPage(db: Kysely<Database>, filter: CaseFilter, { near, after, limit, radius }: NearPage): Promise<NearRow[]> {
  const distance = distanceTo(near);
  const found = applyFilter(db.selectFrom('case_file').selectAll('case_file'), filter, await idsWithin(db, filter));
  let wanted = listed(found, filter, 'near').select(distance.as('distance'));
  if (radius !== undefined)
    wanted = wanted.where(isInside(boundsAround(near, radius))).where(sql<boolean>`${distance} <= ${radius}::float8`);
  if (after !== null)
    wanted = wanted.where(sql<boolean>`(${distance}, case_file.id) > (${after.distance}::float8, ${after.id}::uuid)`);
  return wanted
    .orderBy('distance')
    .orderBy('case_file.id')
    .limit(limit + 1)
    .execute();
}

function boundsAround({ lng, lat }: NearPoint, radius: number): NonNullable<CaseFilter['bounds']> {
  const north = radius + ROUNDING;
  const east = Math.min(north / Math.cos((lat * Math.PI) / 180), 360);
  return [lng - east, lat - north, lng + east, lat + north];
}

async function holdsMany(db: Kysely<Database>, bounds: NonNullable<CaseFilter['bounds']>): Promise<boolean> {
  const inside = db.selectFrom('case_file').select('id').where(isInside(bounds)).limit(QUICKLY_SORTED);
  const { count } = await db
    .selectFrom(inside.as('found'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow();
  return count >= QUICKLY_SORTED;
}

const asksForAppeals = ({ requests }: CaseFilter): boolean => requests?.includes('exemption') ?? false;

const asksForEnded = (filter: CaseFilter): boolean => asksForAppeals(filter) || namesEnded(filter);
const namesEnded = ({ states, closureKinds, closedOnTime, dayWork }: CaseFilter): boolean =>
  closureKinds !== undefined ||
  closedOnTime !== undefined ||
  dayWork !== undefined ||
  (states?.some((state) => isEnd(state as CaseState)) ?? false);

interface SearchOnly extends CaseFilter {
  readonly terms: readonly string[];
}

/** Whether the search table alone can tell which cases are on the page. */
function isSearchOnly(filter: CaseFilter): filter is SearchOnly {
  const { reach, terms, numberEnd: _end, reportedFrom: _from, reportedBefore: _before, ...others } = filter;
  return reach === null && terms !== undefined && Object.values(others).every((value) => value === undefined);
}

/** The page is found in the search table, and only its cases are read. */
async function searchCases(
  db: Kysely<Database>,
  { terms, reportedFrom, reportedBefore }: SearchOnly,
  { numberedIds }: IdsWithin,
  after: PageKey | null,
  limit: number,
): Promise<CaseRow[]> {
  let hits = db.selectFrom('case_search').select(['case_id', 'reported_at']).where(isSearched(terms, numberedIds));
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

/** Where a list by due time puts what has no clock: after everything else. */
export const NEVER_DUE = new Date('9999-12-31T00:00:00Z');

/** Closed cases have no clock and no place here, unless their appeals are asked for: these are few, and found by their own index. */
function byDue(query: CaseQuery, after: PageKey | null, withAppeals: boolean): CaseQuery {
  if (withAppeals) {
    const at = sql`coalesce(due_at, ${NEVER_DUE}::timestamptz)`;
    const rest = after === null ? query : query.where(sql<boolean>`(${at}, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
    return rest.orderBy(at).orderBy('id');
  }
  const rest = after === null ? query : query.where(sql<boolean>`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy('due_at').orderBy('id');
}

function byNewest(query: CaseQuery, after: PageKey | null, searching: boolean): CaseQuery {
  // Both columns of one table, so that its index gives the order and ends as soon as the page is full.
  const [at, id] = searching ? ['case_search.reported_at', 'case_search.case_id'] : ['case_file.reported_at', 'case_file.id'];
  const key = sql`(${sql.ref(at)}, ${sql.ref(id)})`;
  const rest = after === null ? query : query.where(sql<boolean>`${key} < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return rest.orderBy(sql`${sql.ref(at)} desc`).orderBy(sql`${sql.ref(id)} desc`);
}

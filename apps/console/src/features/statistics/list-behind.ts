import { CASE_DIMENSIONS, CASE_STATES, type CaseDimension } from '@gridward/core';
import type { CaseFilters, FilterName } from '../cases/list/filters.ts';

export interface StatisticsSearch {
  readonly by: CaseDimension;
  readonly level?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Statistics name units, areas and categories by the codes that people know; lists want ids. */
export interface IdsOfCodes {
  readonly unit: (nameOrId: string) => Promise<string | null>;
  readonly area: (code: string) => Promise<string | null>;
  readonly category: (code: string) => Promise<string | null>;
}

export type CountColumn = 'received' | 'closed' | 'closedOnTime' | 'overdue';

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T =>
  (values as readonly string[]).includes(value);
const MONTH = /^\d{4}-\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address of the statistics page. */
export function statisticsFrom(search: Readonly<Record<string, unknown>>): StatisticsSearch {
  const { by, level, from, to } = search;
  const day = (value: unknown): string | undefined => (typeof value === 'string' && DAY.test(value) ? value : undefined);
  return {
    by: typeof by === 'string' && isOneOf(CASE_DIMENSIONS, by) ? by : 'unit',
    level: typeof level === 'number' ? level : undefined,
    from: day(from),
    to: day(to),
  };
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
};

/** The filter that one row of a dimension stands for; nothing where the list has no such filter. `ids` finds what a code names. */
async function rowFilter(by: CaseDimension, key: string, ids: IdsOfCodes): Promise<CaseFilters | null> {
  if (key === '-') return null;
  const one = (name: FilterName, id: string | null): CaseFilters | null => (id === null ? null : { [name]: id });
  switch (by) {
    case 'month':
      return MONTH.test(key) ? { reportedFrom: `${key}-01`, reportedUntil: lastDayOf(key) } : null;
    case 'state':
      return isOneOf(CASE_STATES, key) ? { state: key } : null;
    case 'channel':
      return { channel: key };
    case 'unit':
      return one('leadUnitId', await ids.unit(key));
    case 'category':
      return one('categoryId', await ids.category(key));
    case 'county':
    case 'street':
    case 'community':
    case 'grid':
    case 'area':
      return one('areaId', await ids.area(key));
    case 'kind':
    case 'outcome':
      return null;
  }
}

/** Dimensions whose rows the list can filter by. */
export const hasDoor = (by: CaseDimension, key: string): boolean => key !== '-' && by !== 'kind' && by !== 'outcome';

/**
 * Lists know what was received and what is closed; they have no filter for "in time" or "ever overdue", so those numbers open nothing
 * rather than a list of another length.
 */
export const isCountable = (by: CaseDimension, column: CountColumn): boolean =>
  column === 'received' || (column === 'closed' && by !== 'state');

/** The list behind a number; `null` key is the total. Nothing when what the key names cannot be found. */
export async function listBehind(
  search: StatisticsSearch,
  key: string | null,
  column: CountColumn,
  ids: IdsOfCodes,
): Promise<CaseFilters | null> {
  const row = key === null ? {} : await rowFilter(search.by, key, ids);
  if (row === null) return null;
  const from = search.from === undefined ? {} : { reportedFrom: search.from };
  const until = search.to === undefined ? {} : { reportedUntil: search.to };
  const closed = column === 'closed' ? { state: 'closed,forced_close' } : {};
  return { ...from, ...until, ...narrower(row, search), ...closed };
}

/** Inside a month, the period of the page still holds. */
function narrower(row: CaseFilters, { from, to }: StatisticsSearch): CaseFilters {
  const later = row.reportedFrom === undefined || from === undefined || row.reportedFrom > from ? row.reportedFrom : from;
  const sooner = row.reportedUntil === undefined || to === undefined || row.reportedUntil < to ? row.reportedUntil : to;
  return {
    ...row,
    ...(later === undefined ? {} : { reportedFrom: later }),
    ...(sooner === undefined ? {} : { reportedUntil: sooner }),
  };
}

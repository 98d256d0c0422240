import { CASE_DIMENSIONS, CASE_STATES, isEnd, type CaseDimension } from '@gridward/core';
import type { CaseFilters, FilterName } from '../cases/list/filters.ts';

export interface StatisticsSearch {
  readonly by: CaseDimension;
  readonly level?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a row of the statistics stands for; the total stands for everything. */
export interface CountedRow {
  readonly key: string;
  readonly id: string | null;
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

/** The filter that one row of a dimension stands for; nothing where no list holds exactly the same cases. */
function rowFilter(by: CaseDimension, { key, id }: CountedRow): CaseFilters | null {
  if (key === '-') return null;
  const one = (name: FilterName): CaseFilters | null => (id === null ? null : { [name]: id });
  switch (by) {
    case 'month':
      return MONTH.test(key) ? { reportedFrom: `${key}-01`, reportedUntil: lastDayOf(key) } : null;
    case 'state':
      return isOneOf(CASE_STATES, key) ? { state: key } : null;
    case 'channel':
      return { channel: key };
    case 'outcome':
      return OUTCOME_FILTERS[key] ?? null;
    case 'unit':
      return one('leadUnitId');
    case 'category':
      return one('categoryId');
    case 'county':
    case 'street':
    case 'community':
    case 'grid':
    case 'area':
      return one('areaId');
    case 'kind':
      return null;
  }
}

const OUTCOME_FILTERS: Readonly<Record<string, CaseFilters>> = {
  intime: { closedOnTime: 'true' },
  overtime: { closedOnTime: 'false' },
  open: { state: CASE_STATES.filter((state) => !isEnd(state)).join(',') },
};
const CLOSED: CaseFilters = { state: 'closed,forced_close' };
const COLUMN_FILTERS: Readonly<Record<CountColumn, CaseFilters>> = {
  received: {},
  closed: CLOSED,
  closedOnTime: { ...CLOSED, closedOnTime: 'true' },
  overdue: { overdue: 'true' },
};

/** The list behind a number, of the same cases; `null` row is the total. Nothing when lists cannot be filtered like that. */
export function listBehind(search: StatisticsSearch, row: CountedRow | null, column: CountColumn): CaseFilters | null {
  const ofRow = row === null ? {} : rowFilter(search.by, row);
  if (ofRow === null) return null;
  const from = search.from === undefined ? {} : { reportedFrom: search.from };
  const until = search.to === undefined ? {} : { reportedUntil: search.to };
  // A row of one state narrows what the column says about states; a row that counts nothing there has no number to open.
  return { ...from, ...until, ...COLUMN_FILTERS[column], ...narrower(ofRow, search) };
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

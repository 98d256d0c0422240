import { CASE_DIMENSIONS, CASE_STATES, CLOSURE_KINDS, type CaseDimension } from '@gridward/core';
import type { CaseFilters } from '../cases/list/filters.ts';

export interface StatisticsSearch {
  readonly by: CaseDimension;
  readonly level?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type CountColumn = 'received' | 'closed' | 'closedOnTime' | 'overdue';

const isOneOf = <T extends string>(values: readonly T[], value: string): value is T =>
  (values as readonly string[]).includes(value);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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

/** The filter that one row of a dimension stands for; nothing where the list has no such filter. */
function rowFilter(by: CaseDimension, key: string): CaseFilters | null {
  if (by === 'month') return /^\d{4}-\d{2}$/.test(key) ? { reportedFrom: `${key}-01`, reportedUntil: lastDayOf(key) } : null;
  if (by === 'state') return isOneOf(CASE_STATES, key) ? { state: key } : null;
  if (by === 'outcome') return isOneOf(CLOSURE_KINDS, key) ? { closureKind: key } : null;
  if (by === 'channel') return key === '-' ? null : { channel: key };
  if (!UUID.test(key)) return null;
  switch (by) {
    case 'unit':
      return { leadUnitId: key };
    case 'category':
      return { categoryId: key };
    case 'county':
    case 'street':
    case 'community':
    case 'grid':
    case 'area':
      return { areaId: key };
    default:
      return null;
  }
}

/**
 * The list behind a number. Lists know what was received and what is closed; they have no filter for "in time" or "ever overdue",
 * so those numbers open nothing rather than a list of another length.
 */
export function listBehind(search: StatisticsSearch, key: string | null, column: CountColumn): CaseFilters | null {
  if (column === 'closedOnTime' || column === 'overdue') return null;
  const row = key === null ? {} : rowFilter(search.by, key);
  if (row === null) return null;
  const period = {
    ...(search.from === undefined ? {} : { reportedFrom: search.from }),
    ...(search.to === undefined ? {} : { reportedUntil: search.to }),
  };
  const closed = column === 'closed' ? { state: 'closed,forced_close' } : {};
  if (column === 'closed' && search.by === 'state') return null;
  return { ...period, ...row, ...closed };
}

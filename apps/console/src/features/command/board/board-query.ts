import { BOARD_LISTS, type CommandBoard } from '@gridward/contract';
import type { BoardNumber } from '@gridward/core';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../platform/api.ts';
import type { CaseFilters } from '../../cases/list/filters.ts';
import { CASES_KEY } from '../../cases/keys.ts';

/** Stands below the key of cases, so that whatever moves a case makes the board fresh. */
export const boardQuery = (areaId: string | undefined) =>
  queryOptions({
    queryKey: [...CASES_KEY, 'board', areaId ?? null],
    queryFn: ({ signal }) => unwrap(api.readCommandBoard({ query: areaId === undefined ? {} : { areaId } }, { signal })),
  });

/** By what the table is broken down. */
export const BREAKDOWNS = ['areas', 'units', 'matters'] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

const FILTER_OF = { areas: 'areaId', units: 'ownerUnitId', matters: 'categoryId' } as const;

/** What narrows a list to a row of the board. */
export const rowFilters = (by: Breakdown, id: string): CaseFilters => ({ [FILTER_OF[by]]: id });

/** The address of the list of all that is stuck in the place, of which the board tells the gravest. */
export const allStuck = (place: CommandBoard['place']): CaseFilters => ({
  ...(place === null ? {} : { areaId: place.id }),
  stuck: 'true',
  order: 'due',
});

/** The address of the list that holds exactly the cases of a number. */
export const listBehind = (number: BoardNumber, place: CommandBoard['place'], row: CaseFilters = {}): CaseFilters => ({
  ...(place === null ? {} : { areaId: place.id }),
  ...row,
  ...BOARD_LISTS[number],
});

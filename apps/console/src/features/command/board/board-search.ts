import { BOARD_NUMBERS, type BoardNumber } from '@gridward/core';

const BREAKDOWNS = ['areas', 'units', 'matters'] as const;

/** What the address says about the board. */
export interface BoardSearch {
  readonly areaId?: string;
  readonly by?: (typeof BREAKDOWNS)[number];
  readonly show?: BoardNumber;
}

/** Reads the address of the board; anything else there is not ours. */
export function boardFrom(search: Readonly<Record<string, unknown>>): BoardSearch {
  const by = BREAKDOWNS.find((one) => one === search['by']);
  const show = BOARD_NUMBERS.find((one) => one === search['show']);
  return {
    ...(typeof search['areaId'] === 'string' && search['areaId'] !== '' ? { areaId: search['areaId'] } : {}),
    ...(by === undefined ? {} : { by }),
    ...(show === undefined ? {} : { show }),
  };
}

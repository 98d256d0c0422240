import type { BoardCounts, BoardNumber } from '@gridward/core';
import type { Shades } from '../map/lazy-case-map.tsx';

interface CountedGrid {
  readonly areaId: string;
  readonly counts: BoardCounts;
}

/** One of the seven numbers over the grids; a grid without any stays blank. */
export const gridShades = (grids: readonly CountedGrid[], number: BoardNumber): Shades =>
  new Map(
    grids.flatMap(({ areaId, counts }) =>
      counts[number] === 0 ? [] : [[areaId, { value: counts[number], label: String(counts[number]) }] as const],
    ),
  );

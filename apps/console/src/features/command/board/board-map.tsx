import type { CommandBoard } from '@gridward/contract';
import { BOARD_NUMBERS, type BoardNumber } from '@gridward/core';
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useT } from '../../../platform/language.tsx';
import { CaseMap } from '../../map/lazy-case-map.tsx';
import { ShadeTable } from '../../map/shade-table.tsx';
import { gridShades } from '../grid-shades.ts';
import { listBehind } from './board-query.ts';
import type { BoardSearch } from './board-search.ts';

interface BoardMapProps {
  readonly board: CommandBoard;
  readonly search: BoardSearch;
}

/** One of the seven numbers over the grids. A grid opens its list, and so does its line in the table below. */
export function BoardMap({ board, search }: BoardMapProps) {
  const t = useT();
  const navigate = useNavigate();
  const show = search.show ?? 'open';
  const shades = useMemo(() => gridShades(board.grids, show), [board.grids, show]);
  const open = (areaId: string): void => void navigate({ to: '/cases', search: listBehind(show, board.place, { areaId }) });
  return (
    <section className="section board-map" aria-labelledby="board-map">
      <h2 id="board-map">
        {t('board.map')}
        <Select<BoardNumber>
          aria-label={t('board.mapNumber')}
          size="small"
          value={show}
          onChange={(number) => void navigate({ to: '/command', search: { ...search, show: number } })}
          options={BOARD_NUMBERS.map((value) => ({ value, label: t(`board.${value}`) }))}
        />
      </h2>
      <CaseMap label={t('board.map')} filters={null} level="grid" shades={shades} onPickArea={open} />
      <details>
        <summary>{t('board.mapHint')}</summary>
        <ShadeTable label={t('board.map')} shades={shades} onPickArea={open} />
      </details>
    </section>
  );
}

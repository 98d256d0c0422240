import type { CommandBoard } from '@gridward/contract';
import { BOARD_NUMBERS } from '@gridward/core';
import { Link } from '@tanstack/react-router';
import { useFormat, useT } from '../../../platform/language.tsx';
import { listBehind } from './board-query.ts';

/** The seven numbers of the place. Red is what has run out of time; nothing else has a colour. */
export function BoardNumbers({ board }: { readonly board: CommandBoard }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul className="board-numbers" aria-label={t('board.numbers')}>
      {BOARD_NUMBERS.map((number) => (
        <li key={number}>
          <Link
            to="/cases"
            search={listBehind(number, board.place)}
            title={t(`board.${number}Hint`)}
            className={number === 'overdue' && board.counts.overdue > 0 ? 'late' : undefined}
          >
            <span className="board-number-name">{t(`board.${number}`)}</span>
            <strong className="figures">{format.number(board.counts[number])}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}

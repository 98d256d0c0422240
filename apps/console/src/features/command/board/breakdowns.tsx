import type { CommandBoard } from '@gridward/contract';
import { BOARD_NUMBERS, type BoardCounts } from '@gridward/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useT } from '../../../platform/language.tsx';
import type { CaseFilters } from '../../cases/list/filters.ts';
import { BREAKDOWNS, listBehind, rowFilters, type Breakdown } from './board-query.ts';
import type { BoardSearch } from './board-search.ts';

interface BreakdownsProps {
  readonly board: CommandBoard;
  readonly search: BoardSearch;
}

/** The seven numbers again, by area, unit or class of matter. It is also the list of the map. */
export function Breakdowns({ board, search }: BreakdownsProps) {
  const t = useT();
  const navigate = useNavigate();
  const by = search.by ?? (board.areas.length > 0 ? 'areas' : 'units');
  const goDown = (areaId: string): void => void navigate({ to: '/command', search: { ...search, areaId, by: 'areas' } });
  return (
    <section aria-label={t('board.numbers')} className="board-table">
      <Segmented<Breakdown>
        aria-label={t('board.by')}
        value={by}
        onChange={(next) => void navigate({ to: '/command', search: { ...search, by: next } })}
        options={BREAKDOWNS.map((value) => ({ value, label: t(`board.by.${value}`) }))}
      />
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t(`board.by.${by}`)}>
        <table className="case-table numbers">
          <thead>
            <tr>
              <th scope="col">{t(`board.name.${by}`)}</th>
              {BOARD_NUMBERS.map((number) => (
                <th key={number} scope="col" className="number" title={t(`board.${number}Hint`)}>
                  {t(`board.${number}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board[by].map(({ id, name, counts }) => (
              <tr key={id ?? ''}>
                <th scope="row">
                  {by === 'areas' && id !== null ? (
                    <button
                      type="button"
                      className="as-link"
                      title={t('board.goDown', { name: t.pick(name) })}
                      onClick={() => goDown(id)}
                    >
                      {t.pick(name)}
                    </button>
                  ) : (
                    t.pick(name)
                  )}
                </th>
                <Cells counts={counts} name={t.pick(name)} board={board} filters={id === null ? null : rowFilters(by, id)} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('board.total')}</th>
              <Cells counts={board.counts} name={t('board.total')} board={board} filters={{}} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

interface CellsProps {
  readonly counts: BoardCounts;
  readonly name: string;
  readonly board: CommandBoard;
  /** Nothing where no list holds exactly these cases. */
  readonly filters: CaseFilters | null;
}

function Cells({ counts, name, board, filters }: CellsProps) {
  const t = useT();
  return BOARD_NUMBERS.map((number) => {
    const count = counts[number];
    return (
      <td key={number} className="number figures">
        {filters === null || count === 0 ? (
          <span className={count === 0 ? 'quiet' : undefined}>{count}</span>
        ) : (
          <Link
            to="/cases"
            search={listBehind(number, board.place, filters)}
            aria-label={t('board.openList', { name, number: t(`board.${number}`), count })}
            className={number === 'overdue' ? 'late' : undefined}
          >
            {count}
          </Link>
        )}
      </td>
    );
  });
}

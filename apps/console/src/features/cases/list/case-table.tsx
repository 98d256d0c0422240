import { FIXED_CASE_COLUMNS, type CaseSummary, type FreeCaseColumn } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import type { Ref } from 'react';
import { useT } from '../../../platform/language.tsx';
import { ClockCell } from '../../../ui/lamp.tsx';
import { regionOf, shortNumber } from '../case-number.ts';
import { FreeCell } from './case-table-columns.tsx';
import { marked } from './case-table-hits.ts';

interface CaseTableProps {
  readonly ref: Ref<HTMLTableElement>;
  readonly items: readonly CaseSummary[];
  readonly columns: readonly FreeCaseColumn[];
  /** What was looked for; marked where it stands. */
  readonly q: string | undefined;
  readonly at: number;
  readonly chosen: ReadonlySet<string>;
  readonly isAll: boolean;
  readonly onPick: (id: string, isRange: boolean) => void;
  readonly onPickAll: () => void;
  readonly onOpen: (item: CaseSummary) => void;
}

/** Number, matter, place, owner, clock – in that order, as everywhere; then what the reader chose. */
export function CaseTable({ ref, items, columns, q, at, chosen, isAll, onPick, onPickAll, onOpen }: CaseTableProps) {
  const t = useT();
  return (
    <table ref={ref} className="case-table pick-table" aria-label={t('list.results')}>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox checked={isAll} indeterminate={!isAll && chosen.size > 0} onChange={onPickAll} aria-label={t('pick.all')} />
          </th>
          {[...FIXED_CASE_COLUMNS, ...columns].map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <CaseTableRow
            key={item.id}
            item={item}
            columns={columns}
            q={q}
            isCurrent={index === at}
            isChosen={chosen.has(item.id)}
            onPick={onPick}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

interface CaseTableRowProps extends Pick<CaseTableProps, 'columns' | 'q' | 'onPick' | 'onOpen'> {
  readonly item: CaseSummary;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
}

function CaseTableRow({ item, columns, q, isCurrent, isChosen, onPick, onOpen }: CaseTableRowProps) {
  const t = useT();
  const place = item.place === '' ? item.area.name : item.place;
  return (
    <tr
      className={isCurrent ? 'is-selected' : isChosen ? 'is-chosen' : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      onDoubleClick={() => onOpen(item)}
    >
      <td className="pick-cell">
        <Checkbox
          checked={isChosen}
          onChange={(event) => onPick(item.id, event.nativeEvent.shiftKey)}
          aria-label={t('pick.one', { number: item.number })}
        />
      </td>
      <td className="figures">
        <Link to="/cases/$caseId" params={{ caseId: item.id }}>
          <CaseNumber number={item.number} q={q} />
        </Link>
      </td>
      <td>
        <div className="cell" title={item.description}>
          {item.hazard && !item.madeSafe ? <span className="hazard-mark">{t('case.hazard')} </span> : null}
          <strong>
            <Marked text={t.pick(item.category.name)} q={q} />
          </strong>{' '}
          <span className="quiet">
            <Marked text={item.description} q={q} />
          </span>
        </div>
      </td>
      <td>
        <div className="cell" title={place}>
          <Marked text={place} q={q} />
        </div>
      </td>
      <td>
        <div className="cell">{item.owner?.unit.name ?? <span className="quiet">{item.leadUnit?.name}</span>}</div>
      </td>
      <td>
        <ClockCell clock={item.clock} />
      </td>
      {columns.map((column) => (
        <td key={column}>
          <FreeCell column={column} item={item} />
        </td>
      ))}
    </tr>
  );
}

/** The region gives way to the place on narrow screens. */
function CaseNumber({ number, q }: { readonly number: string; readonly q: string | undefined }) {
  if (q !== undefined && number.includes(q)) return <Marked text={number} q={q} />;
  return (
    <>
      <span className="number-region">{regionOf(number)}</span>
      {shortNumber(number)}
    </>
  );
}

function Marked({ text, q }: { readonly text: string; readonly q: string | undefined }) {
  if (q === undefined) return <>{text}</>;
  return (
    <>
      {marked(text, q).map(({ text: piece, isHit }, at) =>
        // A piece has no name of its own but its place.
        isHit ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </>
  );
}

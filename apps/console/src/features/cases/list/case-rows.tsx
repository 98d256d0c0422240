import type { CaseSummary } from '@gridward/contract';
import { memo, useCallback, useEffect, useRef, type Ref } from 'react';
import { useT } from '../../../platform/language.tsx';
import { useFollow } from '../../../ui/follow.ts';
import { ClockCell } from '../../../ui/lamp.tsx';
import type { Told } from '../../live/news.ts';
import { RowNews } from '../../live/row-news.tsx';
import { shortNumber } from '../case-number.ts';
import { StateTag } from '../state-tag.tsx';

interface CaseRowsProps {
  readonly items: readonly CaseSummary[];
  readonly selectedId: string | null;
  readonly onSelect: (item: CaseSummary) => void;
  /** What colleagues did in the last seconds, by case. */
  readonly news?: ReadonlyMap<string, Told>;
}

/** Compact rows of a queue: number, matter, place, owner, clock. */
export function CaseRows({ items, selectedId, onSelect, news }: CaseRowsProps) {
  const t = useT();
  const selected = useRef<HTMLLIElement>(null);
  useFollow(selected, selectedId);
  // The same function for all rows and all times, so that a row is drawn anew only when it changes.
  const latest = useRef(onSelect);
  useEffect(() => {
    latest.current = onSelect;
  });
  const select = useCallback((item: CaseSummary) => latest.current(item), []);
  return (
    <ul className="case-rows" aria-label={t('list.results')}>
      {items.map((item) => {
        const isSelected = item.id === selectedId;
        return (
          <CaseRow
            key={item.id}
            ref={isSelected ? selected : undefined}
            item={item}
            isSelected={isSelected}
            told={news?.get(item.id)}
            onSelect={select}
          />
        );
      })}
    </ul>
  );
}

interface CaseRowProps {
  readonly ref: Ref<HTMLLIElement> | undefined;
  readonly item: CaseSummary;
  readonly isSelected: boolean;
  readonly told: Told | undefined;
  readonly onSelect: (item: CaseSummary) => void;
}

const CaseRow = memo(function CaseRow({ ref, item, isSelected, told, onSelect }: CaseRowProps) {
  const t = useT();
  const state = [isSelected ? 'is-selected' : null, told === undefined ? null : 'is-leaving'].filter((name) => name !== null);
  return (
    <li ref={ref} className={['case-row', ...state].join(' ')}>
      <button type="button" onClick={() => onSelect(item)} aria-current={isSelected ? 'true' : undefined}>
        <span className="case-row-line">
          <span className="ellipsis">
            {item.hazard && !item.madeSafe ? <span className="hazard-mark">{t('case.hazard')} </span> : null}
            <strong>{t.pick(item.category.name)}</strong> <span className="quiet">{item.description}</span>
          </span>
          <ClockCell clock={item.clock} />
        </span>
        <span className="case-row-line case-row-small">
          <span className="figures quiet" title={item.number}>
            {shortNumber(item.number)}
          </span>
          <span className="ellipsis grow">{item.place === '' ? item.area.name : item.place}</span>
          {told === undefined ? (
            <>
              <span className="ellipsis quiet case-row-owner">{item.owner?.unit.name ?? ''}</span>
              {item.awaitsReporterSince === null ? null : <span className="quiet">{t('case.awaitsReporter')}</span>}
              {item.supervisedUntil === null ? null : <strong>{t('case.supervised')}</strong>}
              <StateTag item={item} isShort />
            </>
          ) : (
            <RowNews told={told} />
          )}
        </span>
      </button>
    </li>
  );
});

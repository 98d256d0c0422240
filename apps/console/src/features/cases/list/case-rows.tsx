import type { CaseSummary } from '@gridward/contract';
import { useEffect, useRef } from 'react';
import { useT } from '../../../platform/language.tsx';
import { ClockCell } from '../../../ui/lamp.tsx';
import { StateTag } from '../state-tag.tsx';

interface CaseRowsProps {
  readonly items: readonly CaseSummary[];
  readonly selectedId: string | null;
  readonly onSelect: (item: CaseSummary) => void;
}

/** Date and sequence; the region is the same for everybody at a desk. */
const NUMBER_TAIL = 12;

/** Compact rows of a queue: number, matter, place, owner, clock. */
export function CaseRows({ items, selectedId, onSelect }: CaseRowsProps) {
  const t = useT();
  const selected = useRef<HTMLLIElement>(null);
  useEffect(() => {
    selected.current?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <ul className="case-rows" aria-label={t('list.results')}>
      {items.map((item) => (
        <li
          key={item.id}
          ref={item.id === selectedId ? selected : undefined}
          className={item.id === selectedId ? 'case-row is-selected' : 'case-row'}
        >
          <button type="button" onClick={() => onSelect(item)} aria-current={item.id === selectedId ? 'true' : undefined}>
            <span className="case-row-line">
              <span className="ellipsis">
                {item.hazard && !item.madeSafe ? <span className="hazard-mark">{t('case.hazard')} </span> : null}
                <strong>{t.pick(item.category.name)}</strong> <span className="quiet">{item.description}</span>
              </span>
              <ClockCell clock={item.clock} />
            </span>
            <span className="case-row-line case-row-small">
              <span className="figures quiet" title={item.number}>
                {item.number.slice(-NUMBER_TAIL)}
              </span>
              <span className="ellipsis grow">{item.place === '' ? item.area.name : item.place}</span>
              <span className="ellipsis quiet case-row-owner">{item.owner?.unit.name ?? ''}</span>
              <StateTag item={item} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { CaseSummary } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useT } from '../../platform/language.tsx';
import { useFollow } from '../../ui/follow.ts';
import { ClockCell } from '../../ui/lamp.tsx';
import type { MapPoint } from '../map/case-map.tsx';
import { Distance } from '../map/distance-rows.tsx';

interface CheckRowsProps {
  readonly items: readonly CaseSummary[];
  readonly from: MapPoint | null;
  readonly selectedId: string | null;
  readonly onSelect: (caseId: string) => void;
}

/** Checks with the way to each; the chosen one leads to its check. */
export function CheckRows({ items, from, selectedId, onSelect }: CheckRowsProps) {
  const t = useT();
  const selected = useRef<HTMLLIElement>(null);
  useFollow(selected, selectedId);
  return (
    <ul className="case-rows" aria-label={t('checkmap.title')}>
      {items.map((item) => (
        <li
          key={item.id}
          ref={item.id === selectedId ? selected : undefined}
          className={item.id === selectedId ? 'case-row is-selected' : 'case-row'}
        >
          <button type="button" onClick={() => onSelect(item.id)} aria-current={item.id === selectedId ? 'true' : undefined}>
            <span className="case-row-line">
              <span className="ellipsis">
                <strong>{t.pick(item.category.name)}</strong> <span className="quiet">{item.description}</span>
              </span>
              <ClockCell clock={item.clock} />
            </span>
            <span className="case-row-line case-row-small">
              <span className="ellipsis grow">{item.place === '' ? item.area.name : item.place}</span>
              <Distance item={item} from={from} />
            </span>
          </button>
          {item.id === selectedId ? (
            <Link to="/queue/$queue" params={{ queue: 'verification' }} search={{ case: item.id }} className="check-link">
              {t('checkmap.check')} <kbd>o</kbd>
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

import type { CaseSummary } from '@gridward/contract';
import { DAY_MS } from '@gridward/core';
import { useT } from '../../../platform/language.tsx';
import { useNow } from '../../../platform/now.ts';
import { ClockCell } from '../../../ui/lamp.tsx';
import { CaseDoor } from './case-door.tsx';

/** The open cases that wait longest in the reader's own place, so that whoever leads it has them before the eyes. */
export function Oldest({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const t = useT();
  const now = useNow();
  if (cases.length === 0) return null;
  return (
    <section className="section" aria-labelledby="board-oldest">
      <h2 id="board-oldest">{t('board.oldest')}</h2>
      <ol className="plain-list">
        {cases.map((one) => (
          <li key={one.id}>
            <div className="row">
              <CaseDoor item={one} />
              <ClockCell clock={one.clock} />
            </div>
            <div className="quiet">
              {t('board.reportedAgo', { days: Math.max(0, Math.floor((now - Date.parse(one.reportedAt)) / DAY_MS)) })}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

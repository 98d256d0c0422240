import '@gridward/i18n/words/mapping';
import type { CaseSummary } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { useFormat, useT } from '../../platform/language.tsx';
import { ClockCell } from '../../ui/lamp.tsx';
import type { MapPoint } from './case-map.tsx';
import { distanceM, distanceText } from './distance.ts';

interface DistanceRowsProps {
  readonly label: string;
  readonly items: readonly CaseSummary[];
  readonly from: MapPoint | null;
}

/** Cases with the way to them; each leads to its page. */
export function DistanceRows({ label, items, from }: DistanceRowsProps) {
  return (
    <ul className="nearby" aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <Link to="/cases/$caseId" params={{ caseId: item.id }} className="ellipsis grow">
            <Matter item={item} />
          </Link>
          <Distance item={item} from={from} />
          <ClockCell clock={item.clock} />
        </li>
      ))}
    </ul>
  );
}

function Matter({ item }: { readonly item: CaseSummary }) {
  const t = useT();
  return (
    <>
      {t.pick(item.category.name)} · {item.place === '' ? item.area.name : item.place}
    </>
  );
}

/** Nothing where either end is unknown. */
export function Distance({ item, from }: { readonly item: CaseSummary; readonly from: MapPoint | null }) {
  const t = useT();
  const format = useFormat();
  if (from === null || item.position === null) return null;
  const distance = distanceText(distanceM(from, item.position), (value) => format.number(value));
  return <span className="figures quiet">{t('map.away', { distance })}</span>;
}

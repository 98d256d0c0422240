import type { CaseSummary } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../platform/language.tsx';
import { shortNumber } from '../../cases/case-number.ts';

/** A case in one line of the board: its matter and number as a door, then where it is and with whom. */
export function CaseDoor({ item }: { readonly item: Pick<CaseSummary, 'id' | 'number' | 'category' | 'area' | 'owner'> }) {
  const t = useT();
  return (
    <>
      <Link to="/cases/$caseId" params={{ caseId: item.id }}>
        {t.pick(item.category.name)}{' '}
        <span className="figures" title={item.number}>
          {shortNumber(item.number)}
        </span>
      </Link>
      <span className="quiet grow">
        {item.area.name} · {item.owner?.unit.name}
      </span>
    </>
  );
}

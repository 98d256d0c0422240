import type { Handover } from '@gridward/contract';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../platform/language.tsx';
import { listBehind } from '../board/board-query.ts';
import { NamedCases } from './named-cases.tsx';

interface ListedPartProps {
  readonly part: 'hazards' | 'disputes' | 'deferrals' | 'orders';
  readonly handover: Handover;
}

/** The first cases of a part. Where there are more, their number is said. */
export function ListedPart({ part, handover }: ListedPartProps) {
  const t = useT();
  const title = t(`handover.${part}`);
  const cases = handover.facts[part];
  const count = handover.facts.totals?.[part] ?? cases.length;
  return (
    <section className="section">
      <h2>{title}</h2>
      {count > cases.length ? (
        <p>
          {t('handover.partCount', { count, shown: cases.length })}{' '}
          <span className="screen-only">
            <WayToAll part={part} handover={handover} />
          </span>
        </p>
      ) : null}
      {cases.length === 0 ? <p>{t('handover.none')}</p> : <NamedCases label={title} cases={cases} />}
    </section>
  );
}

/** The list that holds exactly these cases, as long as they are those of now; of deferrals and orders the page that has them among others. */
function WayToAll({ part, handover: { place, state } }: ListedPartProps) {
  const t = useT();
  switch (part) {
    case 'deferrals':
      return <Link to="/deferrals">{t('nav.deferrals')}</Link>;
    case 'orders':
      return <Link to="/command/orders">{t('orders.title')}</Link>;
    case 'hazards':
    case 'disputes':
      if (state !== 'draft') return null;
      return (
        <Link
          to="/cases"
          search={part === 'disputes' ? listBehind('disputed', place) : { areaId: place.id, unsafe: 'true', order: 'due' }}
        >
          {t('handover.openAll')}
        </Link>
      );
  }
}

import { Select } from 'antd';
import { useEffect, useRef } from 'react';
import { useT } from '../../../platform/language.tsx';
import { coarse } from '../../map/distance.ts';
import { useMyPosition } from '../../verification/use-my-position.ts';
import { without, type CaseFilters } from './filters.ts';

const ORDERS = ['newest', 'due', 'near'] as const;

interface OrderProps {
  readonly filters: CaseFilters;
  readonly onChange: (filters: CaseFilters) => void;
}

/** In which order the list goes. Nearest first asks the browser where I am, and says so when it does not tell. */
export function Order({ filters, onChange }: OrderProps) {
  const t = useT();
  const mine = useMyPosition();
  // Finding takes seconds, and the filters may be others by then.
  const latest = useRef(filters);
  useEffect(() => {
    latest.current = filters;
  });
  const choose = (order: string): void => {
    mine.forget();
    if (order !== 'near') return onChange({ ...without(filters, 'nearLng', 'nearLat'), order });
    mine.find((from) => {
      const { lng, lat } = coarse(from);
      onChange({ ...latest.current, order, nearLng: String(lng), nearLat: String(lat) });
    });
  };
  return (
    <>
      <Select<string>
        aria-label={t('filterName.order')}
        value={filters.order ?? 'newest'}
        loading={mine.isFinding}
        onChange={choose}
        options={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
      />
      {mine.isFinding || mine.isDenied ? (
        <span role="status" className="quiet order-note">
          {t(mine.isFinding ? 'order.finding' : 'order.noPosition')}
        </span>
      ) : null}
    </>
  );
}

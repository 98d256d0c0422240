import type { RouteAnswer, catalogueRoutes } from '@gridward/contract';
import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useEffect } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { suggestionsQuery } from '../catalogue/catalogue.ts';
import { UnitPicker } from './unit-picker.tsx';

type Suggestion = RouteAnswer<(typeof catalogueRoutes)['suggestUnits']>['items'][number];

interface LeadUnitPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (unitId: string) => void;
  readonly categoryId: string;
  readonly areaId: string;
}

/** Who should lead, with the reason beside each suggestion; the first is chosen already, any other unit can be searched. */
export function LeadUnitPicker({ id, value, onChange, categoryId, areaId }: LeadUnitPickerProps) {
  const { t } = useLanguage();
  const { data } = useQuery(suggestionsQuery(categoryId, areaId));
  const first = data?.items[0]?.unit.id;
  useEffect(() => {
    if (first !== undefined && value === undefined) onChange?.(first);
  }, [first, value, onChange]);
  return (
    <div>
      {data === undefined || data.items.length === 0 ? null : (
        <Radio.Group
          value={value}
          onChange={(event) => onChange?.(String(event.target.value))}
          className="choices"
          aria-label={t('suggest.title')}
        >
          {data.items.map((suggestion) => (
            <Radio key={suggestion.unit.id} value={suggestion.unit.id}>
              <strong>{suggestion.unit.name}</strong> <Why suggestion={suggestion} />
            </Radio>
          ))}
        </Radio.Group>
      )}
      <UnitPicker id={id} value={value} onChange={onChange} />
    </div>
  );
}

function Why({ suggestion: { reason, share, legalBasis } }: { readonly suggestion: Suggestion }) {
  const { t, format } = useLanguage();
  const rate = share === null ? null : format.rate(share, 1);
  return (
    <span className="quiet">
      {t(`suggest.${reason}`)}
      {rate === null ? '' : ` ${t('suggest.share', { share: rate })}`}
      {legalBasis === null ? null : (
        <>
          <br />
          {t('suggest.legalBasis', { basis: legalBasis })}
        </>
      )}
    </span>
  );
}

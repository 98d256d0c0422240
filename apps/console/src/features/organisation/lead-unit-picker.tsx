import '@gridward/i18n/words/dispatching';
import { useQuery } from '@tanstack/react-query';
import { Form, Radio } from 'antd';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../platform/language.tsx';
import { suggestionsQuery } from '../catalogue/catalogue.ts';
import { useUnitLoads, type Suggestion } from '../dispatch/dispatch-queries.ts';
import { SuggestionRecord, SuggestionText } from '../dispatch/suggestion-why.tsx';
import { UnitLoadText } from '../dispatch/unit-load-text.tsx';
import { UnitPicker } from './unit-picker.tsx';

interface LeadUnitPickerProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (unitId: string) => void;
  readonly categoryId: string;
  readonly areaId: string;
  /** The first suggestion is chosen from the start, with the units that support it. */
  readonly isFirstChosen?: boolean;
  readonly exceptUnitId?: string | undefined;
}

const SUPPORTING = 'supportingUnitIds';

/** Who should lead, with the reason and the load beside each suggestion; any other unit can be searched. */
export function LeadUnitPicker({
  id,
  value,
  onChange,
  categoryId,
  areaId,
  isFirstChosen = false,
  exceptUnitId,
}: LeadUnitPickerProps) {
  const { t } = useLanguage();
  const form = Form.useFormInstance();
  const { data } = useQuery(suggestionsQuery(categoryId, areaId));
  const loads = useUnitLoads();
  const suggestions = data?.items.filter(({ unit }) => unit.id !== exceptUnitId) ?? [];
  const choose = (unitId: string): void => {
    onChange?.(unitId);
    const units = suggestions.find(({ unit }) => unit.id === unitId)?.supportingUnits;
    // What somebody chose by hand stays.
    if (units !== undefined && isFirstChosen && !form.isFieldTouched(SUPPORTING))
      form.setFieldValue(
        SUPPORTING,
        units.map((unit) => unit.id),
      );
  };
  const first = isFirstChosen ? suggestions[0]?.unit.id : undefined;
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    if (first !== undefined && value === undefined) latest.current(first);
  }, [first, value]);
  const load = value === undefined ? undefined : loads?.get(value);
  return (
    <div>
      {suggestions.length === 0 ? null : (
        <Radio.Group
          value={value}
          onChange={(event) => choose(String(event.target.value))}
          className="choices"
          aria-label={t('suggest.title')}
        >
          {suggestions.map((suggestion) => (
            <Radio key={suggestion.unit.id} value={suggestion.unit.id}>
              <SuggestionLine suggestion={suggestion} />
            </Radio>
          ))}
        </Radio.Group>
      )}
      {isFirstChosen ? <SuggestionRecord /> : null}
      <UnitPicker id={id} value={value} onChange={choose} />
      {load === undefined || suggestions.some(({ unit }) => unit.id === value) ? null : <UnitLoadText load={load} />}
    </div>
  );
}

function SuggestionLine({ suggestion }: { readonly suggestion: Suggestion }) {
  return (
    <span className="suggestion-line">
      <SuggestionText suggestion={suggestion} isPlain />
    </span>
  );
}
